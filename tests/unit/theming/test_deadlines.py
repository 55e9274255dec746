from datetime import date
from pathlib import Path

import pytest
from translationstring import TranslationString

from wangting.declare import calendars
from wangting.rules.timelimit import Limit, Pause, deadline
from wangting.theming.deadlines import due_day, reasons, weeks
from wangting.theming.texts import translator

HOME = Path(__file__).resolve().parents[3]
ACCEPTED, TODAY = date(2026, 9, 21), date(2026, 10, 9)


@pytest.fixture(scope="module")
def calendar():
    return calendars.load(HOME)[0].calendar


def words(found, lang):
    say = translator(lang)
    return {
        say(reason.name): say(reason.text) if isinstance(reason.text, TranslationString) else reason.text
        for reason in found
    }


def test_the_calendar_of_the_prototype_is_drawn_from_the_derivation(calendar):
    due = deadline(ACCEPTED, Limit(12, "workday"), calendar)
    grid = weeks(due, TODAY, "zh-Hans")
    assert [len(week) for week in grid] == [7, 7, 7, 7]
    cells = {cell.label: cell for week in grid for cell in week}
    assert (cells["9/21"].number, cells["9/21"].css, cells["9/21"].word) == (0, "wt-spent", "起点")
    assert (cells["9/25"].css, str(cells["9/25"].mark)) == ("wt-off", "休")
    assert (cells["9/26"].css, cells["9/26"].mark) == ("wt-off", "")
    assert (cells["10/9"].number, cells["10/9"].css, str(cells["10/9"].word)) == (8, "wt-spent wt-today", "今天")
    assert (cells["10/10"].number, cells["10/10"].css, str(cells["10/10"].mark)) == (9, "wt-work", "班")
    assert (cells["10/14"].number, cells["10/14"].css, cells["10/14"].due) == (12, "wt-due", True)
    assert (cells["10/15"].number, cells["10/15"].css) == (None, "")


def test_every_number_on_the_calendar_stands_in_the_derivation(calendar):
    due = deadline(ACCEPTED, Limit(30, "workday"), calendar, [Pause(date(2026, 10, 12), date(2026, 10, 19))])
    shown = {cell.label: cell.number for week in weeks(due, TODAY, "en") for cell in week if cell.number is not None}
    counted = {f"{line.date.month}/{line.date.day}": line.index for line in due.days if line.index is not None}
    assert shown == counted


def test_the_same_is_said_in_words_in_both_languages(calendar):
    due = deadline(ACCEPTED, Limit(12, "workday"), calendar)
    chinese = words(reasons(due, "zh-Hans"), "zh-Hans")
    assert chinese["起点"] == "9 月 21 日（周一），第二天开始数"
    assert chinese["期限"] == "12 个工作日"
    assert chinese["周末不数"] == "9 月 26 日至 27 日，10 月 11 日"
    assert chinese["放假不数"].startswith("9 月 25 日中秋节，10 月 1 日至 7 日国庆节")
    assert chinese["要数的周末"] == "10 月 10 日"
    assert chinese["最迟"] == "10 月 14 日（周三）"
    english = words(reasons(due, "en"), "en")
    assert english["Not counted: holidays"] == "25 September, 1 to 7 October"
    assert english["latest"] == "Wednesday 14 October"


def test_a_pause_and_a_year_without_notice_are_said(calendar):
    paused = deadline(ACCEPTED, Limit(12, "workday"), calendar, [Pause(date(2026, 9, 22), date(2026, 9, 24))])
    assert words(reasons(paused, "zh-Hans"), "zh-Hans")["停表不数"] == "9 月 22 日至 23 日"
    assert "停表" in [cell.word for week in weeks(paused, TODAY, "zh-Hans") for cell in week]
    later = deadline(date(2027, 1, 4), Limit(3, "workday"), calendar)
    assert "暂定" in next(iter(name for name in words(reasons(later, "zh-Hans"), "zh-Hans") if "暂定" in name))


@pytest.mark.parametrize(
    ("when", "lang", "said"),
    [
        (date(2026, 10, 14), "zh-Hans", "10 月 14 日（周三）"),
        (date(2026, 10, 10), "zh-Hans", "10 月 10 日（周六，班）"),
        (date(2026, 10, 10), "en", "Saturday 10 October (a working day)"),
        (date(2027, 1, 12), "zh-Hans", "2027 年 1 月 12 日（周二，暂定）"),
        (date(2027, 1, 12), "en", "Tuesday 12 January 2027 (provisional)"),
    ],
)
def test_a_due_day_says_its_year_when_it_is_another_and_what_is_not_certain(calendar, when, lang, said):
    assert due_day(when, calendar, lang, date(2026, 9, 28)) == said
