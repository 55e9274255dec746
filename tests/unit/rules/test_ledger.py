"""The chain: one spelling, one hash, and every alteration found where it was made."""

import hashlib
import json
from collections import OrderedDict
from dataclasses import dataclass
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.ledger import FIELDS, canonical, digest_of, entry_hash, verify

PLAIN = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(st.characters(exclude_categories=["Cs"]))),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)),
    max_leaves=10,
)


@dataclass(frozen=True)
class Line:
    fields: dict
    hash: str

    def hashed_fields(self):
        return self.fields


def fields(number: int, **changed) -> dict:
    values = {
        "number": number,
        "act": "accept",
        "source": "submitted",
        "target": "accepted",
        "branch": "main",
        "post": "counter",
        "who": 7,
        "at": "2026-09-28T09:06:00+08:00",
        "recorded": "2026-09-28T09:06:00+08:00",
        "opinion_digest": "",
        "documents": ["acceptance_notice"],
        "facts": [["missing", ["m1"]]],
    }
    return values | changed


def chain(length: int, origin: str = "") -> list[Line]:
    lines, previous = [], origin
    for number in range(1, length + 1):
        whole = fields(number, previous=previous)
        previous = entry_hash(whole, previous)
        lines.append(Line(whole, previous))
    return lines


def test_the_canonical_form_is_sorted_utf8_without_spaces():
    assert canonical({"b": [1, True, None], "a": "办件"}) == '{"a":"办件","b":[1,true,null]}'.encode()


def test_the_hash_can_be_recomputed_with_nothing_but_a_json_library():
    whole = fields(1, previous="")
    text = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert entry_hash(fields(1), "") == hashlib.sha256(text.encode("utf-8")).hexdigest()


@given(PLAIN)
def test_the_canonical_form_reads_back_and_has_one_spelling(value):
    assert json.loads(canonical(value)) == value
    assert canonical(json.loads(canonical(value))) == canonical(value)


def test_the_order_and_the_type_of_a_mapping_do_not_matter():
    given_order = OrderedDict(reversed(list(fields(1).items())))
    assert entry_hash(given_order, "") == entry_hash(fields(1), "")
    assert entry_hash(fields(1, documents=("acceptance_notice",)), "") == entry_hash(fields(1), "")


@pytest.mark.parametrize("value", [1.5, float("nan"), {1: "a"}, [b"x"], {"a": {1, 2}}, MappingProxyType({"a": 1.0})])
def test_what_has_more_than_one_spelling_is_refused(value):
    with pytest.raises(TypeError):
        canonical(value)


def test_a_missing_or_foreign_field_is_refused():
    short = fields(1)
    del short["post"]
    with pytest.raises(ValueError, match="post"):
        entry_hash(short, "")
    with pytest.raises(ValueError, match="opinion"):
        entry_hash(fields(1, opinion="free text must not be hashed"), "")


def test_an_entry_that_names_another_predecessor_is_refused():
    with pytest.raises(ValueError, match="predecessor"):
        entry_hash(fields(1, previous="a"), "b")


def test_a_whole_chain_holds_and_so_does_an_empty_one():
    lines = chain(5)
    assert verify(lines) is None
    assert verify(lines, head=lines[-1].hash) is None
    assert verify([]) is None
    assert verify(chain(2, origin="341622"), origin="341622") is None


def test_a_chain_of_another_case_does_not_hold():
    assert verify(chain(2, origin="341622"), origin="341623") == 0


@given(st.integers(1, 6), st.data())
def test_every_alteration_is_found_at_its_entry(length, data):
    lines = chain(length)
    place = data.draw(st.integers(0, length - 1))
    name = data.draw(st.sampled_from(sorted(FIELDS)))
    altered = lines[place].fields | {name: data.draw(st.sampled_from([99, "other", ["x"], 1.5, "\ud800", None]))}
    if altered != lines[place].fields:
        lines[place] = Line(altered, lines[place].hash)
        assert verify(lines) == place


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_removed_entry_is_found_where_it_was(missing):
    lines = chain(4)
    del lines[missing]
    assert verify(lines) == missing


def test_an_altered_entry_with_a_fresh_hash_breaks_the_next_link():
    lines = chain(3)
    forged = lines[1].fields | {"who": 8}
    lines[1] = Line(forged, entry_hash(forged, lines[0].hash))
    assert verify(lines) == 2


def test_a_gap_in_the_numbers_is_found_even_when_every_hash_is_right():
    (first,) = chain(1)
    skipped = fields(3, previous=first.hash)
    assert verify([first, Line(skipped, entry_hash(skipped, first.hash))]) == 1


def test_a_cut_off_tail_is_found_by_the_known_head():
    lines = chain(4)
    assert verify(lines[:-1]) is None
    assert verify(lines[:-1], head=lines[-1].hash) == 3
    assert verify([], head=lines[0].hash) == 0


def test_an_entry_without_one_of_its_fields_is_broken():
    (line,) = chain(1)
    del line.fields["facts"]
    assert verify([line]) == 0


def test_a_digest_depends_on_text_and_salt_and_needs_a_salt():
    assert len({digest_of("材料不全", "a"), digest_of("材料不全", "b"), digest_of("材料齐全", "a")}) == 3
    assert digest_of("材料不全", "a") == digest_of("材料不全", "a")
    with pytest.raises(ValueError, match="salt"):
        digest_of("材料不全", "")
