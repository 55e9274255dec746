"""A search out of the memory of the process says what a search through the database says, to the letter."""

import pytest

from wangting.services.finder import Finder
from wangting.views.kept import PageCache

SEARCH = "/api/v1/search"


@pytest.fixture
def asked(hall, monkeypatch):
    """What was searched for through the database."""
    texts, real = [], Finder.search

    def search(self, text, *rest):
        texts.append(text)
        return real(self, text, *rest)

    monkeypatch.setattr(Finder, "search", search)
    return texts


@pytest.mark.parametrize("given", [
    {"q": "教师资格"}, {"q": "jszg"}, {"q": "结婚", "hall": "lixin"}, {"q": "证", "limit": "2"}, {"q": ""}, {},
    {"q": "证", "lang": "en"}, {"limit": "50", "q": "a" * 500},
])  # fmt: skip
def test_it_says_the_same_to_the_letter(hall, asked, given):
    cache = hall.application.registry[PageCache]
    browser = hall.browser()
    plain = browser.get(SEARCH, given)
    cache.shelf.clear()
    browser.get(SEARCH, {"q": "教师资格认定"})
    asked.clear()
    remembered = browser.get(SEARCH, given)
    assert asked == ([] if plain.json["results"] or not given.get("q", "").strip() else [given["q"][:400]])
    assert remembered.body == plain.body
    assert sorted(remembered.headers.items()) == sorted(plain.headers.items())


def test_only_an_address_that_was_answered_since_the_stamp_moved_is_answered_out_of_memory(hall, asked):
    browser = hall.browser()
    browser.get(SEARCH, {"q": "教师"})
    browser.get(SEARCH, {"q": "教师资格"})
    assert asked == ["教师"]
    with hall.room(commit=True) as room:
        room.register.stamp.move()
    browser.get(SEARCH, {"q": "教师资格认定"})
    assert asked == ["教师", "教师资格认定"]


def test_what_is_switched_off_is_not_found_at_the_next_request(hall):
    browser = hall.browser()
    browser.get(SEARCH, {"q": "教师资格认定"})
    before = browser.get(SEARCH, {"q": "教师资格认定", "hall": "lixin"}).json["results"][0]
    assert before["hall"] == "lixin"
    with hall.room(commit=True) as room:
        room.catalogue.hall("lixin").implementations[before["code"]].on = False
        room.register.stamp.move()
    assert browser.get(SEARCH, {"q": "教师资格认定", "hall": "lixin"}).json["results"][0]["hall"] != "lixin"


def test_who_is_signed_in_goes_the_long_way(hall, asked):
    browser = hall.browser()
    browser.get(SEARCH, {"q": "教师"})
    browser.set_cookie("wangting", "x")
    browser.get(SEARCH, {"q": "教师资格"})
    assert asked == ["教师", "教师资格"]


@pytest.mark.parametrize(("given", "status"), [
    ({"q": "证", "limit": "51"}, 400), ({"q": "证", "hall": "nowhere"}, 404),
])  # fmt: skip
def test_what_cannot_be_asked_is_refused_as_ever(hall, given, status):
    browser = hall.browser()
    browser.get(SEARCH, {"q": "教师资格认定"})
    assert browser.get(SEARCH, given, status=status).json


def test_a_guess_is_kept_for_the_editors_also_then(hall):
    browser = hall.browser()
    browser.get(SEARCH, {"q": "教师资格认定"})
    browser.get(SEARCH, {"q": "飞碟停靠站"})
    assert [one.text for one in hall.house.side.queries.latest()] == ["飞碟停靠站"]
