"""Bytes of citizens never lie in the machine's common folder for temporary files."""

from __future__ import annotations

import tempfile

import pytest
from transaction import TransactionManager
from ZODB.Connection import Connection
from ZODB.POSException import ConflictError

from acting import act, submit


@pytest.fixture
def common(tmp_path, monkeypatch):
    """Watch the folder that every program of the machine shares."""
    folder = tmp_path / "common"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    seen = []
    write = Connection.commit

    def look(self, transaction):
        seen.extend(path.name for path in folder.iterdir() if path.is_file())
        return write(self, transaction)

    monkeypatch.setattr(Connection, "commit", look)
    return folder, seen


def test_uploads_and_licences_go_from_staging_to_the_storage_and_nowhere_else(hall, common):
    folder, seen = common
    case_id = submit(hall)
    for name, login in (("accept", "counter"), ("review", "jiaoyu-reviewer"), ("approve", "jiaoyu-approver")):
        act(hall, case_id, name, f"mengcheng-{login}")
    hall.clock.advance(seconds=10)
    hall.worker.round()
    assert seen == []
    assert [path for path in folder.iterdir() if path.is_file()] == []


def test_an_aborted_submission_leaves_no_bytes_behind(hall, common, monkeypatch):
    folder, _seen = common
    with monkeypatch.context() as patched:
        patched.setattr(TransactionManager, "commit", lambda _self: (_ for _ in ()).throw(ConflictError()))
        with pytest.raises(ConflictError):
            submit(hall)
    assert [path for path in folder.iterdir() if path.is_file()] == []
