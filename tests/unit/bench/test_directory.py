"""A person costs the same among many as among few; a directory without an index would be found out."""

from __future__ import annotations

import pytest

from wangting.bench import directory
from wangting.bench.directory import directory_rows
from wangting.content.parties import Directory


def test_among_thirty_thousand_a_person_is_found_at_the_cpu_ms_of_a_thousand(tmp_path):
    told = []
    rows = directory_rows(tmp_path, 30_000, lambda done, whole: told.append((done, whole)))
    assert told[-1] == (30_000, 30_000)
    assert rows[0].name == "a person found among 30,000"
    assert 0.5 < rows[0].measured <= 1.5
    assert rows[2].measured < 200


def test_a_directory_that_looks_at_everybody_is_not_the_same(tmp_path, monkeypatch):
    def slow(self, mark):
        return next(party for party in self if party.id_mark == mark)

    monkeypatch.setattr(Directory, "by_id_mark", slow)
    monkeypatch.setattr(directory, "FEW", 50)
    monkeypatch.setattr(directory, "LOOKED_FOR", 10)
    row = directory_rows(tmp_path, 1_000, lambda done, whole: None)[0]
    assert not row.kept


def test_a_folder_that_was_kept_is_taken_up_where_it_was_left(tmp_path):
    told = []
    for people in (1_500, 1_600, 1_600):
        rows = directory_rows(tmp_path, people, lambda done, _all: told.append(done))
        assert rows[0].name == f"a person found among {people:,}"
        assert rows[0].measured > 0
    assert told == [1_000, 1_500, 1_600]


def test_a_larger_directory_is_not_taken_for_a_smaller_one(tmp_path):
    directory_rows(tmp_path, 1_500, lambda _done, _all: None)
    with pytest.raises(ValueError, match="1500 people"):
        directory_rows(tmp_path, 1_200, lambda _done, _all: None)
