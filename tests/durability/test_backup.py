"""A restore never writes over what is there, and says when there is nothing to restore."""

from __future__ import annotations

import shutil

import pytest

from wangting.errors import Damaged, NotFound
from wangting.gateways.archive import Archive


def test_a_restore_never_writes_over_a_hall_and_says_when_there_is_nothing_to_restore(installation, tmp_path):
    shutil.copytree(installation.settings.var, tmp_path / "var")
    with pytest.raises(Damaged):
        Archive(tmp_path / "backup").restore(tmp_path / "var")
    with pytest.raises(NotFound):
        Archive(tmp_path / "backup").restore(tmp_path / "empty")


@pytest.mark.parametrize("left", ["side.sqlite-wal", "side.sqlite-shm", "Data.fs"])
def test_what_an_old_hall_left_behind_stops_a_restore(tmp_path, left):
    # SQLite would play the old log into the restored file: what was saved would silently be what was lost.
    var = tmp_path / "var"
    var.mkdir()
    (var / left).write_bytes(b"old")
    with pytest.raises(Damaged, match="restore_over") as told:
        Archive(tmp_path / "backup").restore(var)
    assert told.value.facts["found"] == left
