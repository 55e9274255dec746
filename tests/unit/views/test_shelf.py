"""The shelf holds what was asked for last, within its bound."""

import random
import threading

from wangting.views.shelf import Shelf


def test_what_was_put_is_found_and_another_key_is_not():
    shelf = Shelf(100)
    shelf.put("a", "page", 10)
    assert shelf.get("a") == "page"
    assert shelf.get("b") is None
    assert (len(shelf), shelf.size) == (1, 10)


def test_what_was_asked_for_longest_ago_goes_first():
    shelf = Shelf(30)
    for key in "abc":
        shelf.put(key, key.upper(), 10)
    assert shelf.get("a") == "A"
    shelf.put("d", "D", 10)
    assert [shelf.get(key) for key in "abcd"] == ["A", None, "C", "D"]


def test_a_page_put_again_weighs_once():
    shelf = Shelf(30)
    shelf.put("a", "old", 10)
    shelf.put("a", "new", 20)
    assert (shelf.get("a"), shelf.size, len(shelf)) == ("new", 20, 1)


def test_a_page_heavier_than_the_shelf_is_not_kept_and_throws_nothing_out():
    shelf = Shelf(30)
    shelf.put("a", "A", 10)
    shelf.put("b", "B", 31)
    assert shelf.get("b") is None
    assert shelf.get("a") == "A"


def test_a_cleared_shelf_is_empty_and_weighs_nothing():
    shelf = Shelf(30)
    shelf.put("a", "A", 10)
    shelf.clear()
    assert (shelf.get("a"), shelf.size, len(shelf)) == (None, 0, 0)


def test_the_bound_holds_whatever_threads_do_at_the_same_time():
    shelf, seen = Shelf(1000), []

    def work(seed):
        chance = random.Random(seed)
        for _ in range(3000):
            key = chance.randrange(60)
            if chance.random() < 0.6:
                shelf.put(key, key, chance.randrange(1, 200))
            elif (found := shelf.get(key)) is not None and found != key:
                seen.append((key, found))
            if chance.random() < 0.002:
                shelf.clear()

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == []
    assert 0 <= shelf.size <= 1000
    assert shelf.size == sum(size for _thing, size in shelf._held.values())
