"""Days and moments as people read them: 10 月 14 日（周三）, Wednesday 14 October."""

from __future__ import annotations

from datetime import date, datetime

from wangting import clock
from wangting.terms import ENGLISH, term

WEEKDAYS = "一二三四五六日"
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(when: date, lang: str, *, weekday: bool = True, year: bool = False) -> str:
    """Return a day with its weekday; with the year where the reader cannot know it."""
    if isinstance(when, datetime):
        when = clock.local(when).date()
    if lang == ENGLISH:
        text = f"{when.day} {MONTHS_EN[when.month - 1]}" + (f" {when.year}" if year else "")
        return f"{WEEKDAYS_EN[when.weekday()]} {text}" if weekday else text
    text = (f"{when.year} 年 " if year else "") + f"{when.month} 月 {when.day} 日"
    return f"{text}（周{WEEKDAYS[when.weekday()]}）" if weekday else text


def moment(when: datetime, lang: str, *, year: bool = False) -> str:
    """Return a day and the time of it, in the zone of the prefecture; raises ValueError for a naive moment."""
    here = clock.local(when)
    time = f"{here.hour}:{here.minute:02}"
    text = day(here, lang, weekday=False, year=year)
    return f"{text}, {time}" if lang == ENGLISH else f"{text} {time}"


def span(first: date, last: date, lang: str) -> str:
    """Return the days from ``first`` to ``last``, the month said once where it is the same."""
    if first == last:
        return day(first, lang, weekday=False)
    if lang == ENGLISH:
        begin = str(first.day) if first.month == last.month else day(first, lang, weekday=False)
        return f"{begin} to {day(last, lang, weekday=False)}"
    end = f"{last.day} 日" if first.month == last.month else day(last, lang, weekday=False)
    return f"{day(first, lang, weekday=False)}至 {end}"


def brief(when: date) -> str:
    """Return a day as a calendar's cell shows it: 9/21."""
    return f"{when.month}/{when.day}"


def length(amount: int, unit: str, lang: str) -> str:
    """Return a limit in words: 12 个工作日, 12 working days; ``unit`` is workday or calendar_day."""
    name = term(f"time.{unit}", lang)
    if lang == ENGLISH:
        return f"{amount} {name}" if amount == 1 else f"{amount} {name}s"
    return f"{amount} 个{name}"
