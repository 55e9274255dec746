"""The page that explains a deadline: the days of a derivation as a calendar, and the same in words (QUALITY P9).

Nothing is counted here: every number and every reason comes from ``rules.timelimit``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from translationstring import TranslationString, TranslationStringFactory

from wangting.rules import timelimit, workday
from wangting.rules.timelimit import DayCount, Deadline
from wangting.rules.workday import Calendar
from wangting.terms import ENGLISH, term
from wangting.theming.dates import brief, day, length, span

_ = TranslationStringFactory("wangting")

WEEK = 7

# What people know from every calendar; an ordinary weekend needs neither.
MARKS = {workday.HOLIDAY: _("休"), workday.ADJUSTED: _("班")}


def due_day(when: date, calendar: Calendar, lang: str, today: date) -> str:
    """Return a due day with its weekday, and its year when that is not this one.

    A Saturday or Sunday that is worked says 班; a day of a year without a notice says 暂定.
    """
    said, known = day(when, lang, year=when.year != today.year), calendar.day(when)
    words = []
    if known.kind == workday.ADJUSTED:
        words.append("a working day" if lang == ENGLISH else "班")
    if known.provisional:
        words.append(term("time.provisional", lang))
    if not words:
        return said
    return f"{said} ({', '.join(words)})" if lang == ENGLISH else f"{said[:-1]}，{'，'.join(words)}）"


@dataclass(frozen=True)
class Cell:
    """One day of the calendar: its classes, what stands in its corner, its number, the word below it."""

    label: str
    css: str = ""
    mark: str | TranslationString = ""
    number: int | None = None
    word: str | TranslationString = ""
    due: bool = False


@dataclass(frozen=True)
class Reason:
    """One line of the list that says the same in words."""

    name: str | TranslationString
    text: str | TranslationString


def weeks(deadline: Deadline, today: date, lang: str) -> list[list[Cell]]:
    """Return the weeks from the start to the due day, Monday first, days outside of the count left blank."""
    known = {line.date: line for line in deadline.days}
    first = deadline.start - timedelta(days=deadline.start.weekday())
    last = deadline.due + timedelta(days=WEEK - 1 - deadline.due.weekday())
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    cells = [_cell(known.get(each), each, deadline, today, lang) for each in days]
    return [cells[start : start + WEEK] for start in range(0, len(cells), WEEK)]


def _cell(line: DayCount | None, when: date, deadline: Deadline, today: date, lang: str) -> Cell:
    ring = " wt-today" if when == today else ""
    if line is None:
        return Cell(brief(when), ring.strip())
    word = _word(line, deadline, today, lang)
    if line.date == deadline.due:
        return Cell(brief(when), f"wt-due{ring}", _mark(line), line.index, word, due=True)
    counted = line.reason in (timelimit.START, timelimit.COUNTED)
    css = ("wt-spent" if when <= today else "wt-work") if counted else "wt-off"
    return Cell(brief(when), css + ring, _mark(line), line.index, word)


def _mark(line: DayCount) -> str:
    return MARKS.get(line.kind, "")


def _word(line: DayCount, deadline: Deadline, today: date, lang: str) -> str | TranslationString:
    if line.date == deadline.due:
        return _("最迟")
    if line.date == today:
        return _("今天")
    if line.reason == timelimit.START:
        return term("time.start", lang)
    if line.reason == timelimit.PAUSED:
        return term("time.paused", lang)
    return line.name if line.kind == workday.HOLIDAY and lang != ENGLISH else ""


def reasons(deadline: Deadline, lang: str) -> list[Reason]:
    """Return why the due day is the due day, one line for each thing that was counted or not."""
    after = deadline.days[1:]
    found = [
        Reason(term("time.start", lang), _("${day}，第二天开始数", mapping={"day": day(deadline.start, lang)})),
        Reason(_("期限"), length(deadline.limit.amount, deadline.limit.unit, lang)),
    ]
    groups = (
        (_("周末不数"), [line for line in after if line.reason == workday.WEEKEND]),
        (_("放假不数"), [line for line in after if line.reason == workday.HOLIDAY]),
        (_("停表不数"), [line for line in after if line.reason == timelimit.PAUSED]),
        (_("要数的周末"), [line for line in after if line.index and line.kind == workday.ADJUSTED]),
        (_("还没有放假通知，暂定"), [line for line in after if line.provisional]),
    )
    found += [Reason(name, _listed(lines, lang)) for name, lines in groups if lines]
    found.append(Reason(_("最迟"), day(deadline.due, lang)))
    return found


def _listed(lines: Iterable[DayCount], lang: str) -> str:
    joint = ", " if lang == ENGLISH else "，"
    return joint.join(span(first.date, last.date, lang) + _festival(first, lang) for first, last in _runs(lines))


def _festival(line: DayCount, lang: str) -> str:
    return line.name if line.reason == workday.HOLIDAY and lang != ENGLISH else ""


def _runs(lines: Iterable[DayCount]) -> Iterator[tuple[DayCount, DayCount]]:
    """Yield the first and the last of each run of days that follow one another under one name."""
    for _key, run in groupby(enumerate(lines), lambda pair: (pair[1].date - timedelta(days=pair[0]), pair[1].name)):
        days = [line for _place, line in run]
        yield days[0], days[-1]
