"""What happened to an item: its own log and those of its editions, as one list with the newest first."""

from wangting.content.item import Deed, Edition, Item
from wangting.services.history import Lived, history_of


def test_the_logs_of_the_item_and_its_editions_are_one_list_with_the_newest_first():
    item = Item("BZ0001", "事项", None, "office", {"name": "事项"})
    first, second = (Edition("BZ0001", number, {"effective": "2026-01-01"}) for number in (1, 2))
    item.editions = (first, second)
    first.log = (Deed("written", 1, 10), Deed("published", 2, 12))
    second.log = (Deed("written", 1, 30),)
    item.log = (Deed("alias_added", 1, 12, "叫法"),)
    assert history_of(item) == [
        Lived(second.log[0], second),
        Lived(first.log[1], first),
        Lived(item.log[0]),
        Lived(first.log[0], first),
    ]
    assert history_of(Item("BZ0002", "空", None, "office", {"name": "空"})) == []


def test_a_deed_of_an_older_database_has_changed_nothing_by_name():
    assert Deed("written", None, 5) == ("written", None, 5, "", (), "")
