"""Who had a hand in an edition, and whether it was sent back last, follow from its log."""

from types import SimpleNamespace
from typing import NamedTuple

import pytest

from wangting.rules.review import asked_back, hands, is_alone, is_news


class Deed(NamedTuple):
    what: str
    by: int | None


def test_whoever_wrote_took_a_step_back_or_handed_it_in_had_a_hand_in_it():
    log = (Deed("written", 1), Deed("undone", 2), Deed("commented", 3), Deed("written", None), Deed("handed", 4))
    assert hands(log) == {1, 2, 4}
    assert hands(()) == frozenset()


def test_who_handed_it_in_and_took_it_back_again_has_had_a_hand_in_it():
    log = (Deed("written", 1), Deed("handed", 2), Deed("taken_back", 2))
    assert hands(log) == {1, 2}
    assert not is_alone(log, 1)


@pytest.mark.parametrize(
    ("log", "alone"),
    [
        ((Deed("written", 1), Deed("undone", 1), Deed("handed", 1), Deed("sent_back", 2), Deed("commented", 3)), True),
        ((Deed("written", 2),), False),
        ((Deed("written", 1), Deed("undone", 2)), False),
        ((Deed("written", None), Deed("written", 1)), False),
        ((), False),
    ],
)
def test_who_wrote_alone_shares_it_with_nobody_and_with_no_file(log, alone):
    assert is_alone(log, 1) == alone


@pytest.mark.parametrize(
    ("deeds", "is_back"),
    [
        ("", False),
        ("written", False),
        ("written handed", False),
        ("written handed sent_back", True),
        ("written handed sent_back written commented", True),
        ("written handed sent_back written handed", False),
        ("written handed sent_back written handed taken_back", False),
        ("written sent_back reviewed", False),
    ],
)
def test_a_draft_is_sent_back_until_it_is_handed_in_or_reviewed_again(deeds, is_back):
    log = tuple(Deed(what, number) for number, what in enumerate(deeds.split()))
    found = asked_back(log)
    assert (found is not None and found.what == "sent_back") == is_back


@pytest.mark.parametrize(
    ("deeds", "minute", "told"),
    [
        ("", 0, True),
        ("handed@0 taken_back@10", 50, False),
        ("handed@0 taken_back@10", 60, True),
        ("handed@0 sent_back@10", 20, True),
        ("handed@0 reviewed@5 sent_back@10", 20, True),
        # What was no news does not put the next news off.
        ("handed@0 taken_back@40 handed@50 taken_back@90", 100, True),
        ("handed@0 taken_back@40 handed@50 written@55 taken_back@90 handed@100 taken_back@110", 150, False),
    ],
)
def test_what_comes_and_goes_is_news_once_in_an_hour(deeds, minute, told):
    log = [SimpleNamespace(what=what, at=int(at)) for what, at in (one.split("@") for one in deeds.split())]
    assert is_news(log, minute, 60) is told
