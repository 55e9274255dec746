import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.password import is_guessable

STOLEN, WORDS = frozenset({"iloveyou", "12345678"}), ("bozhou", "亳州", "13800000007", "")


@pytest.mark.parametrize(
    "password", ["iloveyou", "ILoveYou", "bozhou2026", "Bozhou!!2026", "亳州亳州亳州亳州", "13800000007abc"]
)
def test_what_a_guesser_tries_first_is_guessable(password):
    assert is_guessable(password, STOLEN, WORDS)


@pytest.mark.parametrize(
    "password", ["a quiet long evening", "亳州的牡丹开了", "bozhou peony river", "iloveyou2", "98765432109"]
)
def test_a_sentence_is_not_whatever_it_is_made_of(password):
    assert not is_guessable(password, STOLEN, WORDS)


@given(st.text(min_size=8, max_size=40))
def test_without_lists_nothing_is_guessable(password):
    assert not is_guessable(password, frozenset(), ())


@given(st.sampled_from(sorted(STOLEN)), st.booleans())
def test_the_case_of_letters_saves_nobody(password, loud):
    assert is_guessable(password.upper() if loud else password.title(), STOLEN, ())
