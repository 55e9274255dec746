"""Somebody for every role: sample people where there are some, and those whom no sample account has."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from conftest import Hall
from wangting.content.parties import Official, Posting
from wangting.security.sessions import CITIZEN, STAFF
from wangting.services.workroom import Workroom

#: 普通话水平测试等级证书核发: the item with one paper that all six halls offer.
ITEM = "440702103000"
SINCE = date(2026, 1, 1)
#: Posts of a hall that have a sample account; the reviewer and the approver are those of the item's department.
OF_HALL = ("counter", "issuer", "supervisor", "hall_admin")
#: The hall whose departments draft for all, and one of them that has nothing to do with the item.
CITY_HALL, BESIDE = "municipal", "municipal/shuili"
#: The agents: one whose mandate covers everything, and the halls whose agents have one for their own hall only.
INSIDE, OUTSIDE = "mengcheng", ("qiaocheng", "lixin")


@dataclass(frozen=True)
class Who:
    """Somebody who asks: the cookie of the session and the token of its forms, both empty for a visitor."""

    role: str
    hall: str
    cookie: str = ""
    token: str = ""


def settle(hall: Hall) -> dict[tuple[str, str], int]:
    """Return the id of everybody by (role, hall), the hall empty for who is of none; make those who are missing."""
    citizens = [account for account in hall.installation.accounts if account["role"] == "citizen"]
    with hall.room(commit=True) as room:
        found = {("central_office", ""): _login(room, "central-office"),
                 ("agent_inside", ""): _login(room, f"{INSIDE}-agent")}  # fmt: skip
        for role, account in zip(("citizen_a", "citizen_b"), citizens, strict=True):
            found[role, ""] = _login(room, account["login"])
        unit = room.halls[CITY_HALL].implementations[ITEM].unit
        found["maintainer", ""] = _login(room, hall.account("item_maintainer", CITY_HALL, unit)["login"])
        found["maintainer_beside", ""] = _appoint(room, "item_maintainer", BESIDE, CITY_HALL)
        for key in room.halls:
            found["agent_outside", key] = _login(room, f"{outside(key)}-agent")
            found |= {(role, key): party for role, party in _of_hall(hall, room, key).items()}
    return found


def outside(hall: str) -> str:
    """Return of which hall the agent is whose mandate does not cover ``hall``."""
    return next(key for key in OUTSIDE if key != hall)


def seat(hall: Hall, role: str, key: str, party: int, behalf: int | None = None) -> Who:
    """Begin a session of ``party``, at work for the party ``behalf`` when there is one."""
    with hall.room() as room:
        kind = STAFF if room.register.parties.get(party).kind == "official" else CITIZEN
    token = secrets.token_urlsafe(32)
    data = {"_csrf": token} | ({} if behalf is None else {"for": behalf})
    return Who(role, key, hall.house.side.sessions.new(data, kind, party), token)


def _of_hall(hall: Hall, room: Workroom, key: str) -> dict[str, int]:
    unit = room.halls[key].implementations[ITEM].unit
    found = {role: _login(room, f"{key}-{role.replace('_', '-')}") for role in OF_HALL}
    for role in ("reviewer", "approver"):
        found[role] = _login(room, hall.account(role, key, unit)["login"])
    beside = next(one for one in hall.installation.accounts
                  if (one["role"], one["hall"]) == ("reviewer", key) and one["unit"] != unit)  # fmt: skip
    found["reviewer_beside"] = _login(room, beside["login"])
    found["head"] = _appoint(room, "head", unit, key)
    town = next((one.key for one in room.register.orgunits.values() if one.kind == "town" and one.hall == key), None)
    if town is not None:
        found["town_clerk"] = _appoint(room, "reviewer", town, key)
    return found


def _login(room: Workroom, login: str) -> int:
    return room.register.parties.by_login(login).id


def _appoint(room: Workroom, post: str, unit: str, hall: str) -> int:
    """Let somebody new hold ``post`` in ``unit``."""
    official = Official(room.register.parties.new_id(), "另设一人")
    official.login = f"matrix-{post}-{unit.replace('/', '-')}"
    official.postings = (Posting(post, unit, SINCE, None, hall),)
    room.register.parties.add(official)
    return official.id
