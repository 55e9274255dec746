"""Takes a list of officials: looked at row by row first, and taken whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from wangting.content.parties import Party
from wangting.errors import Refused
from wangting.rules.exchange import NEW, WRONG, Fault, Row, Verdict
from wangting.rules.grants import AGENT
from wangting.services.administering.newcomers import Newcomer
from wangting.services.administering.officials import Officials
from wangting.services.administering.recording import Recording
from wangting.services.administering.staffing import Staffing
from wangting.services.posting.appointing import Order
from wangting.terms import CHINESE, ENGLISH, term

#: In which column of the list the fault of a field stands.
COLUMNS = {"name": "姓名", "login": "工号", "phone": "手机号", "post": "岗位", "unit": "单位", "since": "从哪天起",
           "until": "到哪天止"}  # fmt: skip


class Importing:
    """Lists of officials of one hall; a person has one row, with the first post."""

    def __init__(self, *, officials: Officials, staffing: Staffing, today: date) -> None:
        self._officials = officials
        self._staffing = staffing
        self._today = today

    def plan(self, rows: Sequence[Row]) -> list[Verdict]:
        """Return what taking ``rows`` would do, a verdict a row with everything that is wrong in it."""
        return [verdict for verdict, _newcomer in self._judged(rows)]

    def take(self, rows: Sequence[Row], reason: str, recording: Recording) -> list[Party]:
        """Add everybody; raises Refused ``rows_wrong`` before anything is done when one row is wrong.

        They have no password yet: it is set by the code of ``/reset``, or given on their page.
        """
        judged = list(self._judged(rows))
        wrong = sum(verdict.outcome == WRONG for verdict, _newcomer in judged)
        if wrong:
            raise Refused("roster_rows_wrong", rows=wrong, next="Mend these rows and send the file again.")
        return [self._officials.add(newcomer, "", reason, recording, act="import_official")
                for _verdict, newcomer in judged]  # fmt: skip

    def _judged(self, rows: Sequence[Row]) -> Iterator[tuple[Verdict, Newcomer]]:
        logins = Counter(str(row.item.get("login") or "") for row in rows)
        phones = Counter(phone for row in rows if (phone := str(row.item.get("phone") or "")))
        for row in rows:
            newcomer, faults = self._read(row)
            if logins[newcomer.login] > 1 and newcomer.login:
                faults.append(("login", "login_twice"))
            if phones[newcomer.phone] > 1:
                faults.append(("phone", "phone_twice"))
            found = (*row.faults, *(Fault(row.place, COLUMNS[field], code) for field, code in faults))
            yield Verdict(row.place, newcomer.login, WRONG if found else NEW, (newcomer.name,), found), newcomer

    def _read(self, row: Row) -> tuple[Newcomer, list[tuple[str, str]]]:
        faults: list[tuple[str, str]] = []
        said = {name: str(row.item.get(name) or "").strip() for name in COLUMNS}
        post = self._post(said["post"])
        units = [unit for unit in self._staffing.units if said["unit"] in (unit.key, unit.name)]
        since, until = self._day(said["since"]), self._day(said["until"])
        if post is None:
            faults.append(("post", "post_unknown"))
        if len(units) != 1:
            faults.append(("unit", "unit_unknown" if not units else "unit_ambiguous"))
        if since is None:
            faults.append(("since", "day_form"))
        if until is None and said["until"]:
            faults.append(("until", "day_form"))
        order = Order(post or "", units[0].key if units else "", since or self._today, until)
        newcomer = Newcomer(said["name"], said["login"], said["phone"], order)
        # What could not be read is not judged a second time.
        broken = {field for field, _code in faults}
        judged = self._officials.faults(newcomer)
        return newcomer, faults + [one for one in judged if not (one[0] == "post" and broken)]

    def _post(self, said: str) -> str | None:
        own = {post.key: post for post in self._staffing.own_posts(self._today)}
        for post in (*self._staffing.posts(self._today), AGENT):
            titles = (own[post].title, own[post].title_en) if post in own else (
                term(f"post.{post}", CHINESE), term(f"post.{post}", ENGLISH))  # fmt: skip
            if said in (post, *titles):
                return post
        return None

    @staticmethod
    def _day(said: str) -> date | None:
        try:
            return date.fromisoformat(said.replace("/", "-").replace(".", "-"))
        except ValueError:
            return None
