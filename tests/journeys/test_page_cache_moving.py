"""The page cache while something moves: what is shown, the day, the visitors, the bound."""

import threading
from datetime import timedelta

from kept_pages import kept
from walking import register
from wangting.theming.loader import Themes
from wangting.views.kept import AROUND, LIMIT, PageCache
from wangting.views.shelf import Shelf

GUIDE = "/lixin/items/440102013002"


def test_a_change_by_another_connection_shows_at_the_next_request(hall):
    browser = hall.browser()
    assert browser.get("/api/v1/halls").json["halls"][4]["items"] == 14
    assert browser.get(GUIDE).status_int == 200
    with hall.room(commit=True) as room:
        room.catalogue.hall("lixin").implementations["440102013002"].on = False
        room.register.stamp.move()
    assert browser.get("/api/v1/halls").json["halls"][4]["items"] == 13
    browser.get(GUIDE, status=404)


def test_what_is_written_about_cases_leaves_the_pages_where_they_are(hall, made):
    browser = hall.browser()
    browser.get(GUIDE)
    register(hall.browser())
    made.clear()
    browser.get(GUIDE)
    assert made == []


def test_a_page_is_not_shown_on_another_day(hall, made):
    browser = hall.browser()
    browser.get(GUIDE)
    hall.clock.advance(hours=12)
    browser.get(GUIDE)
    assert len(made) == 1
    hall.clock.advance(hours=3)
    browser.get(GUIDE)
    assert len(made) == 2


def test_a_page_made_across_midnight_is_only_good_for_the_day_before(hall, monkeypatch):
    real = Themes.page

    def slowly(self, *rest):
        hall.clock.advance(hours=15)
        return real(self, *rest)

    today = hall.clock.now().date()
    with monkeypatch.context() as patch:
        patch.setattr(Themes, "page", slowly)
        hall.browser().get(GUIDE)
    assert today + timedelta(days=1) == hall.clock.now().date()
    assert [key[-2] for key in kept(hall)] == [today]


def test_a_page_made_while_something_changed_is_not_taken_for_the_new_one(hall, monkeypatch):
    real = Themes.page

    def interrupted(self, *rest):
        monkeypatch.setattr(Themes, "page", real)
        with hall.room(commit=True) as room:
            room.catalogue.hall("lixin").implementations["440102013002"].hours = "9:00-17:00 CANARY"
            room.register.stamp.move()
        return real(self, *rest)

    monkeypatch.setattr(Themes, "page", interrupted)
    browser = hall.browser()
    assert "CANARY" not in browser.get(GUIDE)
    assert "CANARY" in browser.get(GUIDE)


def test_the_bound_holds_when_more_is_asked_than_fits(hall):
    cache = hall.application.registry[PageCache]
    cache.shelf = Shelf(80_000)
    browser = hall.browser()
    for number in range(12):
        browser.get(f"/lixin/items/?theme={number}")
        assert cache.shelf.size <= 80_000
    assert 2 <= len(kept(hall)) < 12
    assert LIMIT == 64 * 1024 * 1024
    assert all(len(page.body) + AROUND < LIMIT for page in kept(hall).values())


def test_visitors_who_come_at_once_all_see_the_page_while_it_changes(hall):
    wrong, halt = [], threading.Event()
    written = [0]

    def visit():
        while not halt.is_set():
            least = written[0]
            answer = hall.browser().get(GUIDE)
            seen = int(answer.html.select_one("#g2 + dl div:nth-of-type(3) dd").text.partition("#")[2] or 0)
            if seen < least:
                wrong.append((least, seen))

    visitors = [threading.Thread(target=visit) for _ in range(4)]
    for visitor in visitors:
        visitor.start()
    for number in range(1, 11):
        with hall.room(commit=True) as room:
            room.catalogue.hall("lixin").implementations["440102013002"].hours = f"#{number}"
            room.register.stamp.move()
        written[0] = number
        halt.wait(0.15)
    halt.set()
    for visitor in visitors:
        visitor.join()
    assert wrong == []
