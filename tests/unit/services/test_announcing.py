"""What is current on a day, read from folders that are only mappings here."""

from datetime import date

import pytest

from wangting.content.announcement import Announcement
from wangting.content.page import Page
from wangting.errors import NotFound
from wangting.services.announcing import Announcing

DAY = date(2026, 9, 28)


def named(name, one):
    one.__name__ = name
    return one


def folder(*announced, **pages):
    found = {name: named(name, Announcement(title=name, since=since, until=until)) for name, since, until in announced}
    return {**found, **{name: named(name, Page(title=title)) for name, title in pages.items()}, "other": object()}


def test_the_period_includes_its_first_and_its_last_day_and_the_newest_stands_first():
    site = folder(("all", date(2026, 9, 1), None), ("later", date(2026, 9, 29), None))
    hall = folder(("first", DAY, DAY), ("over", date(2026, 9, 1), date(2026, 9, 27)))
    announcing = Announcing(site, DAY)
    assert [one.title for one in announcing.current(hall)] == ["first", "all"]
    assert announcing.is_over(announcing.announcement(hall, "over"))
    assert not announcing.is_over(announcing.announcement(hall, "all"))


@pytest.mark.parametrize("name", ["later", "nothing", "other", "way"])
def test_what_has_not_begun_or_is_no_announcement_is_not_there(name):
    with pytest.raises(NotFound):
        Announcing(folder(("later", date(2026, 9, 29), None)), DAY).announcement(folder(way="走法"), name)


def test_pages_are_those_of_the_hall_in_the_order_of_their_names():
    announcing, hall = Announcing(folder(), DAY), folder(way="走法", about="关于")
    assert [page.title for page in announcing.pages(hall)] == ["关于", "走法"]
    assert announcing.page(hall, "way").title == "走法"
    for name in ("other", "nothing"):
        with pytest.raises(NotFound):
            announcing.page(hall, name)
