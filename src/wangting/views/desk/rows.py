"""The list of cases as the desk shows it, on its own page and beside an open case."""

from __future__ import annotations

from functools import cached_property

from pyramid.request import Request
from translationstring import TranslationString, TranslationStringFactory

from wangting.clock import moment_of
from wangting.content.hall import Hall
from wangting.rules.supervision import LIGHTS
from wangting.services.worklist import DONE, HELD, OPEN, PAUSED, TODO, Line, Sheet, Wanted
from wangting.terms import term
from wangting.theming.dates import day
from wangting.theming.deadlines import due_day
from wangting.theming.texts import translator

_ = TranslationStringFactory("wangting")

NAMES = {TODO: _("我的待办"), HELD: _("我手上的"), OPEN: _("在办"), PAUSED: _("等申请人"), DONE: _("办结")}
HEADINGS = {
    TODO: (_("我的待办 ${n} 件"), _("我的待办 ${n} 件以上")),
    HELD: (_("我手上 ${n} 件"), _("我手上 ${n} 件以上")),
    OPEN: (_("在办 ${n} 件"), _("在办 ${n} 件以上")),
    PAUSED: (_("等申请人 ${n} 件"), _("等申请人 ${n} 件以上")),
    DONE: (_("办结 ${n} 件"), _("办结 ${n} 件以上")),
}
#: What the day says in lists that are not ordered by what is due.
SINCE = {PAUSED: _("${day}起等补交"), DONE: _("${day}办结")}
#: In the order in which they press: red first.
PRESSING = tuple(reversed(LIGHTS))


class Rows:
    """What the list's template asks for; ``wanted`` is what was asked for by the address."""

    def __init__(self, request: Request, hall: Hall, wanted: Wanted) -> None:
        self._request = request
        self._hall = hall
        self.wanted = wanted

    @cached_property
    def sheet(self) -> Sheet:
        """The lines, with their counts."""
        return self._request.room.worklist(self._hall).sheet(self._request.identity.asker, self.wanted)

    @property
    def heading(self) -> TranslationString:
        """Return how many there are, honestly: more than were read is said so."""
        text = HEADINGS[self.wanted.tab][0 if self.sheet.whole else 1]
        return TranslationString(text, mapping={"n": self.sheet.read})

    @property
    def tabs(self) -> list[dict]:
        """Return the ways to look: mine, all under way, waiting, done."""
        page = self._request.page
        return [
            {"name": name, "href": page.url("desk/", tab=tab), "current": tab == self.wanted.tab}
            for tab, name in NAMES.items()
        ]

    @property
    def chips(self) -> list[dict]:
        """Return the lights with their counts; those of nothing are left out, but for the chosen one."""
        if self.wanted.tab == DONE:
            return []
        lights = self.sheet.lights
        shown = [light for light in PRESSING if lights[light] or light == self.wanted.light]
        return [
            {
                "light": light,
                "count": lights[light],
                "href": self.address(light=light),
                "current": light == self.wanted.light,
            }
            for light in shown
        ]

    @property
    def states(self) -> list[dict]:
        """Return the states with their counts, when there are several."""
        found = self.sheet.states
        if len(found) < 2 and not self.wanted.state:  # noqa: PLR2004 - one state is no choice
            return []
        lang = self._request.page.lang
        return [
            {"name": self.state(state), "count": found[state], "href": self.address(state=state), "lang": lang,
             "current": state == self.wanted.state}
            for state in dict.fromkeys([*found, *filter(None, [self.wanted.state])])
        ]  # fmt: skip

    @property
    def free(self) -> dict | None:
        """Return the way to what nobody has taken, where that is a choice; None elsewhere."""
        if self.wanted.tab not in (TODO, OPEN) or (self.sheet.free == self.sheet.read and not self.wanted.free):
            return None
        return {
            "count": self.sheet.free,
            "href": self.address(free=None if self.wanted.free else "1"),
            "current": self.wanted.free,
        }

    def holder(self, line: Line) -> str:
        """Return who has a case in hand, as the list says it; empty while nobody has."""
        if line.row.holder is None:
            return ""
        if line.row.holder == self._request.identity.party.id:
            return translator(self._request.page.lang)(_("在我手上"))
        party = self._request.room.register.parties.get(line.row.holder)
        return translator(self._request.page.lang)(_("${name}在办", mapping={"name": party.name}))

    def address(self, **changed: object) -> str:
        """Return the address of this list with another filter, from its beginning."""
        wanted = self.wanted
        asked = {"tab": wanted.tab, "light": wanted.light, "state": wanted.state, "q": wanted.text,
                 "free": "1" if wanted.free else "", **changed}  # fmt: skip
        return self._request.page.url("desk/", **{name: value or None for name, value in asked.items()})

    @property
    def further(self) -> str | None:
        """Return the address of the next page, or None."""
        after = self.sheet.following
        return self.address(after=f"{after[0]}-{after[1]}") if after else None

    def href(self, line: Line) -> str:
        """Return the address of a case."""
        return self._request.page.url(f"desk/cases/{line.row.number}")

    def state(self, key: str) -> str:
        """Return the state as people read it; the first workflow that knows it names it."""
        lang = self._request.page.lang
        for workflow in self._request.room.house.workflows.values():
            if key in workflow.states:
                found = workflow.states[key]
                return found.title_en if lang == "en" else found.title
        return "—"

    def due(self, line: Line) -> TranslationString | str:
        """Return by when somebody must move: the shorter, the nearer."""
        lang, today = self._request.page.lang, self._request.room.house.clock.now().date()
        if self.wanted.tab in SINCE:
            since = moment_of(line.key[0]).date()
            said = day(since, lang, year=since.year != today.year)
            return TranslationString(SINCE[self.wanted.tab], mapping={"day": said})
        if line.due is None:
            return _("没有期限")
        calendar = self._request.room.house.reckoner.calendar
        left = (line.due - today).days
        if left < 0:
            return _("超了 ${n} 天", mapping={"n": -left})
        return {0: _("今天到期"), 1: _("明天到期")}.get(left) or _(
            "最迟 ${day}", mapping={"day": due_day(line.due, calendar, lang, today)}
        )

    def light(self, line: Line) -> str:
        """Return the light in words, for those who do not see it."""
        lang = self._request.page.lang
        word = term("light_word." + line.light, lang)
        return (
            f"{term('light.' + line.light, lang)}: {word}" if lang == "en" else f"{term('light.' + line.light)}，{word}"
        )

    def unit(self, line: Line) -> str:
        """Return the department that has the case."""
        unit = self._request.room.register.orgunit(line.row.unit)
        return unit.name_en if self._request.page.english and unit.name_en else unit.name
