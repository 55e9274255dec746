"""The end of an item against a model: which edition is in force on each day, whatever the office does in turn."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from wangting.content.item import PUBLISHED, Edition, Item
from wangting.errors import NotFound
from wangting.rules.ending import leaves_room, refusal

TODAY = date(2026, 9, 28)
SPAN = 30
ACTS = st.lists(st.tuples(st.sampled_from(["publish", "end", "keep"]), st.integers(0, SPAN)), max_size=12)


def edition(number, effective, until=None):
    made = Edition("440102013002", number, {"name": "教师资格认定", "effective": effective.isoformat()},
                   stage=PUBLISHED)  # fmt: skip
    made.until = until
    return made


def in_force(item, day):
    try:
        return item.edition_on(day).number
    except NotFound:
        return None


@settings(max_examples=200, deadline=None)
@given(acts=ACTS)
def test_on_every_day_the_edition_is_in_force_that_began_last_and_none_after_the_end(acts):
    item = Item("440102013002", "教师资格认定", None, "test", {})
    item.add_edition(edition(1, TODAY))
    begun, end = [(TODAY, 1)], None
    for act, number in acts:
        day, newest = TODAY + timedelta(days=number), item.newest_published
        if act == "publish" and day >= newest.effective and leaves_room(end, TODAY, day):
            following = edition(newest.number + 1, day, newest.until)
            newest.until = day
            item.add_edition(following)
            begun.append((day, following.number))
        elif act == "end" and day > TODAY and refusal(day, TODAY, newest.effective) is None:
            item.set_end(day)
            end = day
        elif act == "keep":
            item.set_end(None)
            end = None
        assert item.ends == end
        for after in range(SPAN + 2):
            asked = TODAY + timedelta(days=after)
            last = max((one for one in begun if one[0] <= asked), key=lambda one: one[1])[1]
            assert in_force(item, asked) == (None if end is not None and asked >= end else last)
            assert item.has_ended(asked) == (end is not None and asked >= end)


def test_an_edition_that_a_file_brought_beside_another_ends_with_it_and_comes_back_with_it():
    item = Item("440102013002", "教师资格认定", None, "test", {})
    item.add_edition(edition(1, TODAY))
    item.add_edition(edition(2, TODAY))
    end = TODAY + timedelta(days=4)
    item.set_end(end)
    assert in_force(item, end) is None
    item.set_end(end + timedelta(days=2))
    assert in_force(item, end) == 2
    item.set_end(None)
    assert [one.until for one in item.editions] == [None, None]


def test_an_item_without_anything_published_has_no_end():
    item = Item("440102013002", "教师资格认定", None, "test", {})
    assert item.ends is None
    assert not item.has_ended(TODAY)
