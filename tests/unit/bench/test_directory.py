"""The directory that ``wangting bench`` measures."""

import pytest

from wangting.bench.directory import directory_rows


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
