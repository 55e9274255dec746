"""A record is merged three ways: nothing that people did in the database is ever overwritten by a file."""

from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.merge import Outcome, fingerprints, merge

RECORD = {"name": "甲", "days": 3, "note": None}
FIELDS = st.dictionaries(st.sampled_from("abc"), st.integers(0, 2), max_size=3)


def decided(imported, told, held):
    return merge(*(fingerprints(record) for record in (imported, told, held)))


def test_a_file_that_says_what_it_said_keeps_whatever_the_database_has():
    assert decided(RECORD, RECORD, {**RECORD, "name": "乙"}).outcome is Outcome.KEEP


def test_only_the_file_has_changed():
    verdict = decided(RECORD, {**RECORD, "days": 2}, RECORD)
    assert (verdict.outcome, dict(verdict.fields)) == (Outcome.UPDATE, {"days": "file"})


def test_both_have_changed_to_the_same():
    changed = {**RECORD, "days": 2}
    verdict = decided(RECORD, changed, changed)
    assert (verdict.outcome, dict(verdict.fields)) == (Outcome.AGREE, {"days": "both"})


def test_both_have_changed_and_it_is_told_who_changed_what():
    verdict = decided(RECORD, {**RECORD, "days": 2, "note": "新"}, {**RECORD, "days": 1, "name": "乙"})
    assert verdict.outcome is Outcome.CONFLICT
    assert dict(verdict.fields) == {"days": "both", "name": "database", "note": "file"}


def test_a_field_that_comes_or_goes_is_a_change():
    assert decided(RECORD, {**RECORD, "new": 1}, RECORD).outcome is Outcome.UPDATE
    assert decided(RECORD, {"name": "甲", "days": 3}, RECORD).outcome is Outcome.UPDATE


def test_the_fingerprint_is_of_what_is_said_and_not_of_its_spelling():
    assert fingerprints({"a": (1, {"b": 2, "c": 3})}) == fingerprints({"a": [1, {"c": 3, "b": 2}]})
    assert fingerprints({"a": 1}) != fingerprints({"a": "1"})


@given(FIELDS, FIELDS, FIELDS)
def test_the_database_is_updated_only_where_nobody_changed_it_and_the_file_did(imported, told, held):
    verdict = decided(imported, told, held)
    assert (verdict.outcome is Outcome.UPDATE) == (held == imported and told not in (imported, held))
    assert (verdict.outcome is Outcome.KEEP) == (told == imported)
    assert (verdict.outcome is Outcome.AGREE) == (told == held != imported)
    differing = {name for name in {*told, *held} if told.get(name) != held.get(name)}
    assert verdict.outcome is Outcome.KEEP or verdict.outcome is Outcome.AGREE or differing <= verdict.fields.keys()
