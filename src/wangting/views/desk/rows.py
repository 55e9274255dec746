"""The list of cases as the desk shows it, on its own page and beside an open case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, cached_property

from pyramid.request import Request
from translationstring import TranslationString, TranslationStringFactory

from wangting.clock import moment_of
from wangting.content.hall import Hall
from wangting.rules.supervision import LIGHTS
from wangting.services.worklist import DONE, HELD, OPEN, PAUSED, TODO, Line, Sheet, Wanted
from wangting.terms import ENGLISH, term
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
#: What is said of a day so near that it needs no date, by how many days are left.
NEAR = {0: _("今天到期"), 1: _("明天到期")}
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

    @property
    def lines(self) -> list[tuple[str, ...]]:
        """Return the words that the template puts into each line.

        They are: address, number, light, the light in words, item, when it is due, applicant, how it stands, in whose
        hands it is.  A template that asks an object for each word pays for every question.
        """
        is_lit = self.wanted.tab != DONE
        found = []
        for line in self.sheet.lines:
            row, light = line.row, line.light
            stands = f"{self._light_name(light)} · {self.state(row.state)}" if is_lit else self.state(row.state)
            found.append((self.href(line), row.number, light if is_lit else "", self._light(light), row.item_name,
                          self._due(line.key[0], line.due), row.applicant, stands,
                          self._holder(row.holder)))  # fmt: skip
        return found

    @cached_property
    def _holder(self) -> Callable[[int | None], str]:
        """What says who has a case in hand; empty while nobody has."""
        say, me = translator(self._request.page.lang), self._request.identity.party.id

        @cache
        def holder(party: int | None) -> str:
            if party is None:
                return ""
            if party == me:
                return say(_("在我手上"))
            return say(_("${name}在办", mapping={"name": self._request.room.register.parties.get(party).name}))

        return holder

    def address(self, **changed: object) -> str:
        """Return the address of this list with another filter, from its beginning."""
        wanted = self.wanted
        asked = {"tab": wanted.tab, "light": wanted.light, "state": wanted.state, "q": wanted.text,
                 "free": "1" if wanted.free else "", **changed}  # fmt: skip
        return self._request.page.url("desk/", **{name: value or None for name, value in asked.items()})

    @cached_property
    def further(self) -> str | None:
        """The address of the next page, or None."""
        after = self.sheet.following
        return self.address(after=f"{after[0]}-{after[1]}") if after else None

    def href(self, line: Line) -> str:
        """Return the address of a case."""
        path, mark, query = self._cases.partition("?")
        return f"{path}{line.row.number}{mark}{query}"

    @cached_property
    def _cases(self) -> str:
        return self._request.page.url("desk/cases/")

    @cached_property
    def state(self) -> Callable[[str], str]:
        """What says a state as people read it; the first workflow that knows it names it."""
        is_english, workflows = self._request.page.english, self._request.room.house.workflows.values()

        @cache
        def state(key: str) -> str:
            found = next((workflow.states[key] for workflow in workflows if key in workflow.states), None)
            if found is None:
                return "—"
            return found.title_en if is_english else found.title

        return state

    @cached_property
    def _due(self) -> Callable[[int, date | None], str]:
        """What says by when somebody must move: the shorter, the nearer.  Lines share their days, and so the words."""
        say, today = translator(self._request.page.lang), self._request.room.house.clock.now().date()
        return cache(lambda minute, due: say(self._said_of_due(minute, due, today)))

    def _said_of_due(self, minute: int, due: date | None, today: date) -> TranslationString:
        lang = self._request.page.lang
        if self.wanted.tab in SINCE:
            since = moment_of(minute).date()
            said = day(since, lang, year=since.year != today.year)
            return TranslationString(SINCE[self.wanted.tab], mapping={"day": said})
        if due is None:
            return _("没有期限")
        left = (due - today).days
        if left < 0:
            return _("超了 ${n} 天", mapping={"n": -left})
        calendar = self._request.room.house.reckoner.calendar
        return NEAR.get(left) or _("最迟 ${day}", mapping={"day": due_day(due, calendar, lang, today)})

    def _light_name(self, light: str) -> str:
        return term("light." + light, self._request.page.lang)

    def _light(self, light: str) -> str:
        """Return a light in words, for those who do not see it."""
        lang = self._request.page.lang
        joint = ": " if lang == ENGLISH else "，"
        return f"{self._light_name(light)}{joint}{term('light_word.' + light, lang)}"
