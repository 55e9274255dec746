"""A word that found nothing becomes the name of what was meant, and is found at once."""

import pytest

from wangting.errors import NotFound, Refused
from wangting.services.aliasing import LONGEST

POOR, WORD = "AH05", "吃低保"


def test_a_word_becomes_an_alias_that_is_found_and_it_is_known_who_did_it(hall):
    with hall.room(commit=True) as room:
        before = room.register.stamp.mark
        assert all(found.hit.why != "alias" for found in room.finder.search(WORD))
        room.office.aliasing.add(POOR, f" {WORD} ", 7)
    with hall.room() as room:
        assert room.register.stamp.mark != before
        first = room.finder.search(WORD)[0]
        assert (first.entry.code, first.hit.why) == (POOR, "alias")
        deed = room.items[POOR].log[-1]
        assert (deed.what, deed.by, deed.note) == ("alias_added", 7, WORD)


def test_an_alias_is_taken_away_again(hall):
    with hall.room(commit=True) as room:
        room.office.aliasing.add(POOR, WORD, 7)
    with hall.room(commit=True) as room:
        room.office.aliasing.remove(POOR, WORD, 8)
    with hall.room() as room:
        assert WORD not in room.items[POOR].aliases
        assert [deed.what for deed in room.items[POOR].log] == ["alias_added", "alias_removed"]
        with pytest.raises(NotFound, match="no_alias"):
            room.office.aliasing.remove(POOR, WORD, 8)


@pytest.mark.parametrize(("word", "code"), [("  ", "alias_empty"), ("长" * (LONGEST + 1), "alias_long"),
                                            ("农村低保初审及转报", "alias_known")])  # fmt: skip
def test_what_is_no_alias_is_refused(hall, word, code):
    with hall.room() as room, pytest.raises(Refused, match=code):
        room.office.aliasing.add(POOR, word, 7)


def test_an_item_that_is_not_there_gets_no_alias(hall):
    with hall.room() as room, pytest.raises(NotFound, match="no_item"):
        room.office.aliasing.add("000000000000", WORD, 7)


def test_words_come_by_pages_and_are_forgotten_when_they_are_dealt_with(hall):
    with hall.room() as room:
        aliasing = room.office.aliasing
        for word in ("甲词", "甲词", "甲词", "乙词", "乙词", "丙词"):
            room.house.side.queries.note(None, word, 0)
        assert [one.text for one in aliasing.unanswered(1)] == ["甲词", "乙词"]
        assert [one.text for one in aliasing.unanswered(2, 2)] == ["丙词"]
        aliasing.forget("甲词")
        assert [one.text for one in aliasing.unanswered(5)] == ["乙词", "丙词"]


def test_a_guess_is_the_likeliest_item_and_keeps_nothing_of_the_question(hall):
    with hall.room() as room:
        assert room.office.aliasing.guesses("农村低保", 1)[0].code == POOR
        assert room.office.aliasing.guesses("zzzz", 3) == []
        assert room.office.aliasing.unanswered(5) == ()
