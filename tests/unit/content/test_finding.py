"""A party is found by a text of theirs alone, also where the numbers of two texts meet."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from wangting.content import finding
from wangting.content.finding import Finder, number_of
from wangting.content.parties import Directory, Person
from wangting.errors import Refused


@pytest.fixture
def one_number(monkeypatch):
    """Let all texts meet."""
    monkeypatch.setattr(finding, "number_of", lambda _text: 7)


def person(directory, login):
    made = Person(directory.new_id(), login)
    made.login = login
    return made


def test_a_number_is_positive_and_fits_into_a_key_of_the_tree():
    assert all(0 <= number_of(str(text)) < 1 << 63 for text in range(2000))
    assert number_of("甲") != number_of("乙")


@pytest.mark.usefixtures("one_number")
def test_whoever_is_met_at_one_number_is_found_by_their_own_text_only():
    directory = Directory()
    first, second = person(directory, "first"), person(directory, "second")
    directory.add(first)
    directory.add(second)
    assert (directory.by_login("first"), directory.by_login("second")) == (first, second)
    assert directory.by_login("third") is None


@pytest.mark.usefixtures("one_number")
def test_who_was_second_at_a_number_is_not_taken_for_nobody_when_the_first_is_gone():
    directory = Directory()
    first, second = person(directory, "first"), person(directory, "second")
    directory.add(first)
    directory.add(second)
    directory.forget(first)
    assert directory.by_login("second") is second
    with pytest.raises(Refused, match="login_taken"):
        directory.add(person(directory, "second"))


def test_a_text_of_somebody_else_is_refused_by_the_finder_itself():
    finder, directory = Finder("login"), Directory()
    finder.add("a", person(directory, "a"))
    with pytest.raises(ValueError, match="login of somebody else"):
        finder.add("a", person(directory, "a"))


class Found(RuleBasedStateMachine):
    """Beside a dict: people come, go, come again, with texts that meet at three numbers."""

    def __init__(self):
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(finding, "number_of", lambda text: len(text) % 3)
        self.directory = Directory()
        self.known = {}

    def teardown(self):
        self.patch.undo()

    @rule(login=st.text("ab", min_size=1, max_size=4))
    def come(self, login):
        somebody = person(self.directory, login)
        if login in self.known:
            with pytest.raises(Refused, match="login_taken"):
                self.directory.add(somebody)
        else:
            self.directory.add(somebody)
            self.known[login] = somebody

    @rule(login=st.text("ab", min_size=1, max_size=4))
    def go(self, login):
        if login in self.known:
            self.directory.forget(self.known.pop(login))

    @invariant()
    def each_is_found(self):
        for login, somebody in self.known.items():
            assert self.directory.by_login(login) is somebody

    @invariant()
    def nobody_else_is_found(self):
        assert self.directory.by_login("c") is None
        assert sum(self.directory.by_login("a" * long) is not None for long in range(1, 5)) == sum(
            "a" * long in self.known for long in range(1, 5)
        )


TestFound = Found.TestCase
TestFound.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
