"""Many objects are asked for at once, those in memory not at all."""

from persistent import Persistent

from wangting.content.ahead import AT_ONCE, ahead


class Jar:
    """A connection that notes what it was asked for."""

    def __init__(self):
        self.asked = []

    def prefetch(self, objects):
        self.asked.append([one._p_oid for one in objects])


def ghosts(jar, count):
    """Return objects of a connection that are not in memory."""
    found = []
    for number in range(count):
        one = Persistent()
        one._p_oid, one._p_jar = number.to_bytes(8, "big"), jar
        one._p_deactivate()
        found.append(one)
    return found


def test_what_is_away_is_asked_for_in_groups_and_everything_is_returned():
    jar = Jar()
    objects = [*ghosts(jar, AT_ONCE + 3), Persistent()]
    assert ahead(iter(objects)) == objects
    assert [len(group) for group in jar.asked] == [AT_ONCE, 3]


def test_nothing_is_asked_for_when_all_is_in_memory():
    assert ahead([Persistent(), Persistent()]) is not None
    assert ahead([]) == []
