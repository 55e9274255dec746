"""Versions of an overlay and their periods; the journal of a hall, in which a changed deed is found."""

from datetime import date, datetime, timedelta

import pytest

from wangting.clock import ZONE, MovableClock
from wangting.content.hall import Hall, OverlayVersion
from wangting.content.journal import Journal
from wangting.content.postings import Posting
from wangting.services.administering.recording import Recording, broken_deed

DAY = date(2026, 9, 28)


def version(since, recorded=None):
    return OverlayVersion(since, 1, "x", (), (), recorded="" if recorded is None else f"{recorded}T09:00:00+08:00")


@pytest.fixture
def hall():
    made = Hall("mengcheng", {})
    made.lay_over(version(date(2026, 7, 1)))
    return made


def test_the_last_word_about_a_day_holds_whatever_was_planned_before(hall):
    hall.lay_over(version(DAY + timedelta(days=7), DAY))
    hall.lay_over(version(DAY + timedelta(days=1), DAY))
    assert hall.overlay_on(DAY) is hall.overlays[0]
    assert hall.overlay_on(DAY + timedelta(days=30)) is hall.overlays[2]
    periods = [hall.period(number) for number in range(3)]
    assert periods == [(date(2026, 7, 1), DAY), None, (DAY + timedelta(days=1), None)]
    assert hall.overlay_on(date(2026, 6, 30)) is None


def test_on_the_day_of_a_change_both_versions_were_in_force(hall):
    hall.lay_over(version(DAY, DAY))
    assert hall.overlays_on(DAY) == hall.overlays
    assert hall.overlays_on(DAY - timedelta(days=1)) == hall.overlays[:1]
    assert hall.overlays_on(DAY + timedelta(days=1)) == hall.overlays[1:]
    assert hall.overlays_on(date(2026, 6, 30)) == ()


def test_what_was_written_later_says_nothing_of_an_earlier_day(hall):
    hall.lay_over(version(DAY, DAY + timedelta(days=3)))
    assert hall.overlays_on(DAY) == hall.overlays[:1]


@pytest.mark.parametrize(
    ("until", "ended", "last"),
    [(None, "", None), (DAY, "", DAY), (None, "2026-09-20T10:00:00+08:00", date(2026, 9, 20)),
     (DAY, "2026-09-20T10:00:00+08:00", date(2026, 9, 20))],
)  # fmt: skip
def test_the_last_day_of_a_post_is_that_on_which_it_was_held_for_a_part(until, ended, last):
    assert Posting("counter", "mengcheng", DAY, until, "mengcheng", ended).last_day() == last


def test_a_deed_that_was_changed_is_found_and_so_is_one_that_was_cut_off():
    journal = Journal()
    recording = Recording(journal, MovableClock(datetime(2026, 9, 28, 9, 12, tzinfo=ZONE)), 7)
    for post in ("counter", "reviewer", "head"):
        recording.note("appoint", 50, " 文号 ", post=post, since=DAY)
    assert broken_deed(journal) is None
    assert [deed.number for deed in journal.latest(2)] == [3, 2]
    assert [deed.number for deed in journal.latest(5, before=2)] == [1]
    second = journal.latest(1, before=3)[0]
    assert (second.reason, second.facts) == ("文号", (("post", "reviewer"), ("since", "2026-09-28")))
    with pytest.raises(ValueError, match="next"):
        journal.append(second)
    journal._deeds[2] = second._replace(reason="别的")
    assert broken_deed(journal) == 2
    journal._deeds[2] = second
    del journal._deeds[3]
    assert broken_deed(journal) == 3
