"""One case as an officer works on it: what can be done, what was asked for, what was handed in, what has happened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cached_property

from pyramid.request import Request
from translationstring import TranslationString, TranslationStringFactory

from wangting.content.case import Case
from wangting.content.ledger import Entry
from wangting.content.mandate import Mandate
from wangting.rules.scenario import demanded
from wangting.rules.timelimit import Deadline, Limit
from wangting.rules.workflow import State, Workflow
from wangting.services.casework.custody import HAND_OVER, TAKE
from wangting.services.casework.deadlines import Deadlines
from wangting.services.casework.guards import APPLYING
from wangting.terms import ENGLISH, term
from wangting.theming import deadlines
from wangting.theming.deadlines import due_day
from wangting.theming.texts import translator
from wangting.views.desk.rows import Rows
from wangting.views.desk.words import IN_THE_WAY, consequences_of, is_dangerous

_ = TranslationStringFactory("wangting")

SUPPLEMENT = "supplement"
#: How long a look of somebody else is worth a word, and how many looks are read for it.
RECENT, LOOKS = timedelta(minutes=10), 20


class CasePage:
    """What the template asks for; ``sent`` is what was typed when an act was refused; ``whole``: nothing is masked."""

    def __init__(
        self, request: Request, case: Case, sent: Mapping[str, str] | None = None, *, whole: bool = False
    ) -> None:
        self._request = request
        self._room = request.room
        self.case = case
        self.lang = request.page.lang
        self.sent = sent or {}
        self.whole = whole

    @cached_property
    def workflow(self) -> Workflow:
        """The workflow version that the case pins."""
        return self._room.casework.workflow(self.case)

    @cached_property
    def state(self) -> State:
        """Where the case stands."""
        return self.workflow.states[self.case.state]

    @cached_property
    def due(self) -> Deadlines:
        """What is due."""
        return self._room.house.reckoner.of(self.case, self.workflow)

    @property
    def state_name(self) -> str:
        """The state as people read it."""
        return self.state.title_en if self.lang == ENGLISH else self.state.title

    @property
    def light(self) -> str:
        """The light of the case, as the list shows it."""
        return self._room.lighting(self._request.context.hall).of_case(self.state, self.due)

    @property
    def deadline(self) -> Deadline | None:
        """The deadline that the page explains: what is due next, or nothing."""
        return self.due.next

    @property
    def status(self) -> TranslationString | str:
        """Return by when somebody must move, in one line."""
        if self.deadline is None:
            return self.state_name
        late = self._room.house.clock.now() >= self.deadline.moment
        running = self.due.promised is not None or self.due.statutory is not None
        if late:
            text = _("${state}，应在 ${day}办结，已经超期")
        else:
            text = _("${state}，最迟 ${day}办结") if running else _("${state}，最迟 ${day}办这一步")
        if not running and self.state.turn == "counter" and not late:
            text = _("${state}，最迟 ${day}受理或一次告知")
        return TranslationString(text, mapping={"state": self.state_name, "day": self._due_day(self.deadline)})

    @cached_property
    def acts(self) -> list[dict]:
        """Return what this officer can do here, in the order of the workflow; what a guard forbids says why."""
        found = []
        for transition, code in self._room.casework.possible(self.case, self._request.identity.asker):
            if transition.posts <= APPLYING:
                continue
            dangerous = is_dangerous(transition.act, self.workflow)
            main = not dangerous and code is None and all(each["look"] != "main" for each in found)
            found.append(
                {
                    "act": transition.act,
                    "name": term(f"act.{transition.act}", self.lang),
                    "look": "main" if main else "danger" if dangerous else "",
                    "will": consequences_of(transition, self.workflow, self.case, self.lang),
                    "blocked": IN_THE_WAY.get(code) if code else None,
                }
            )
        return found

    @cached_property
    def custody(self) -> tuple[str, ...]:
        """What this officer can do with the case itself: take it, hand it over, put it back, step back from it."""
        return self._room.custody.possible(self.case, self._request.identity.asker)

    @property
    def is_mine(self) -> bool:
        """Whether the case is in this officer's hands."""
        return self.case.held_by is not None and self.case.held_by == self._request.identity.party.id

    @property
    def holder(self) -> dict | None:
        """Return who has the case in hand and since when; None while nobody has."""
        party, since = self._room.register.parties.get(self.case.held_by), self.case.last(TAKE, HAND_OVER)
        if party is None or since is None:
            return None
        return {"name": party.name, "since": datetime.fromisoformat(since.at)}

    @property
    def agent(self) -> str:
        """Return the name of who filed the case for the applicant; empty where nobody did."""
        party = self._room.register.parties.get(self.case.agent)
        return party.name if party is not None else ""

    @cached_property
    def mandate(self) -> Mandate | None:
        """The mandate under which it was filed, for whoever must know that the applicant wants it."""
        return self._room.register.mandates.get(self.case.mandate) if self.case.mandate else None

    @property
    def may_supplement(self) -> bool:
        """Whether the papers can be examined here: a request for what is missing is possible."""
        return any(each["act"] == SUPPLEMENT and each["blocked"] is None for each in self.acts)

    @property
    def whose(self) -> str:
        """Return the post whose move it is."""
        return term(f"post.{self.state.turn}", self.lang) if self.state.turn != "nobody" else ""

    @property
    def unit(self) -> str:
        """Return the department that has the case."""
        unit = self._room.register.orgunit(self.case.unit)
        return unit.name_en if self.lang == ENGLISH and unit.name_en else unit.name

    @cached_property
    def materials(self) -> list[dict]:
        """Return each listed paper with what was handed in for it, and how it was marked."""
        told = self._told()
        return [
            {
                "id": material["id"],
                "name": material["name"],
                "files": [(n, file) for n, file in enumerate(self.case.files, 1) if file.field == material["id"]],
                "paper": self.case.answers.get(material["id"]) == "paper",
                "optional": material.get("necessity") in ("optional", "deferrable"),
                "told": term(f"defect.{told[material['id']]}", self.lang) if material["id"] in told else "",
                "mark": self.sent.get(f"check-{material['id']}", ""),
                "why": self.sent.get(f"why-{material['id']}", ""),
            }
            for material in demanded(self.case.edition.data, self.case.answers)
        ]

    def _told(self) -> Mapping[str, str]:
        asked = self.case.last(SUPPLEMENT)
        return dict(dict(asked.facts).get("reasons") or {}) if asked is not None else {}

    @property
    def limits(self) -> list[dict]:
        """Return both deadlines of the decision, or what is promised as long as they do not run yet."""
        words = [
            (_("承诺时限"), self.case.promised, self.due.promised),
            (_("法定时限"), self.case.edition.statutory_limit, self.due.statutory),
        ]
        return [
            {"term": name, "fact": self._limit(Limit(*limit), found)}
            for name, limit, found in words
            if limit is not None
        ]

    def _limit(self, limit: Limit, found: Deadline | None) -> str:
        say, unit = translator(self.lang), term(f"time.{limit.unit}", self.lang)
        several = self.lang == ENGLISH and limit.amount != 1
        known = {"n": limit.amount, "unit": f"{unit}s" if several else unit}
        if found is not None:
            return say(_("${n} 个${unit}，最迟 ${day}"), mapping=known | {"day": self._due_day(found)})
        if self.workflow.has_concluded(self.case.state):
            return say(_("${n} 个${unit}"), mapping=known)
        return say(_("${n} 个${unit}，受理后起算"), mapping=known)

    @cached_property
    def calendar(self) -> dict | None:
        """Return why the due day is the due day; None when nothing is due."""
        if self.deadline is None:
            return None
        today = self._room.house.clock.now().date()
        return {
            "weeks": deadlines.weeks(self.deadline, today, self.lang),
            "reasons": deadlines.reasons(self.deadline, self.lang),
            "due": self.deadline.due,
        }

    @property
    def submitted(self) -> datetime:
        """When it was handed in."""
        return datetime.fromisoformat(self.case.ledger[0].at)

    @property
    def also_open(self) -> list[str]:
        """Return the posts of others who opened the case in the last minutes: two at once is work lost."""
        me, since = self._request.identity.party.id, self._room.house.clock.now() - RECENT
        looks = self._room.house.side.looks.of_case(self.case.number, LOOKS)
        return list(dict.fromkeys(look.post for look in looks if look.viewer != me and look.at >= since))

    @property
    def has_hidden_numbers(self) -> bool:
        """Whether somebody who has to act on the case can ask for numbers that are masked here."""
        return (
            not self.whole and bool(self.acts) and any(isinstance(value, bytes) for value in self.case.answers.values())
        )

    def _due_day(self, due: Deadline) -> str:
        today = self._room.house.clock.now().date()
        return due_day(due.due, self._room.house.reckoner.calendar, self.lang, today)

    def recorded(self, entry: Entry) -> datetime:
        """Return when ``entry`` was written."""
        return datetime.fromisoformat(entry.recorded)

    def done(self, told: Mapping[str, object]) -> dict | None:
        """Return what was just done and what followed; None when somebody has acted since."""
        if told.get("entry") != self.case.version:
            return None
        act, previous = str(told.get("done")), self.case.ledger[-2:][0]
        transition = self.workflow.find(previous.target, act)
        followed = consequences_of(transition, self.workflow, self.case, self.lang) if transition else ""
        return {"name": term(f"act.{act}", self.lang), "followed": followed}

    def following(self, rows: Rows | None) -> dict | None:
        """Return the case that is due first among the others of the list."""
        if rows is None:
            return None
        others = (line for line in rows.sheet.lines if line.row.number != self.case.number)
        line = next(others, None)
        return {"href": rows.href(line), "name": line.row.item_name} if line is not None else None

    @property
    def stream(self) -> list[dict]:
        """Return the ledger as a river, and whose move it is now."""
        past = [self._entry(entry) for entry in self.case.ledger]
        if self.workflow.is_final(self.case.state):
            past[-1]["state"] = "now"
            return past
        return [*past, {"title": _("等${post}办", mapping={"post": self.whose}), "state": "now", "notes": []}]

    def _entry(self, entry: Entry) -> dict:
        papers = [term(f"document.{name}", self.lang) for name in entry.documents]
        notes = [term(f"post.{entry.post}", self.lang), *papers, *filter(None, [self._hands(entry), entry.opinion])]
        return {
            "title": term(f"act.{entry.act}", self.lang),
            "when": datetime.fromisoformat(entry.at),
            "state": "past",
            "notes": notes,
        }

    def _hands(self, entry: Entry) -> str:
        """Return through whose hands the case went at ``entry``; empty where it moved and was not passed on."""
        if entry.source != entry.target:
            return ""
        names = [self._room.register.parties.get(party) for party in (entry.who, dict(entry.facts).get("to"))]
        return " → ".join(party.name for party in names if party is not None)
