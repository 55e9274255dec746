"""``wangting copy``: everything comes along and is compared, nothing is overwritten, a running hall is left alone."""

from __future__ import annotations

import io
import shutil

import pytest
from ZODB.blob import Blob

from wangting.clock import SystemClock
from wangting.engines.copying import differences
from wangting.engines.file import open_engine as open_file
from wangting.gateways.side.opening import open_side
from wangting.gateways.staging import open_staging
from wangting.gateways.vault import open_vault
from wangting.scripts.command import main
from wangting.scripts.copy import copy_halls
from wangting.scripts.running import exclusively, reading
from wangting.settings import read
from wangting.storage import open_database, open_storage


@pytest.fixture
def inis(installation, tmp_path):
    """Return the settings of a hall with a draft and an upload, and those of one that is to be."""
    found = []
    for name in ("old", "new"):
        ini = tmp_path / f"{name}.ini"
        ini.write_text(
            f"[app:main]\nwangting.mode = demo\nwangting.home = {installation.settings.home}\n"
            f"wangting.var = {tmp_path / name}\n",
            "utf-8",
        )
        found.append(ini)
    old = read(found[0])
    shutil.copytree(installation.settings.var, old.var)
    with open_staging(old.var).keeping():
        open_staging(old.var).add(io.BytesIO(b"paper"), 100)
    side = open_side({}, old.var, SystemClock(), open_vault({}, old.var))
    side.drafts.save_values(side.drafts.create(1, "lixin", "x", 1).id, {"a": 1})
    side.close()
    with open_database(open_storage(old.var)).transaction() as connection:
        blob = connection.root()["paper"] = Blob()
        with blob.open("w") as stream:
            stream.write(b"paper")
        database = connection.db()
    database.close()
    return found


def test_a_hall_is_copied_with_papers_drafts_keys_and_uploads(inis, capsys):
    assert main(["copy", *map(str, inis)]) == 0
    told = capsys.readouterr().out
    assert "every record and paper compared" in told
    assert "1 uploads of drafts" in told
    new = read(inis[1])
    with reading(new) as database:
        connection = database.open()
        with connection.root()["paper"].open("r") as stream:
            assert stream.read() == b"paper"
        connection.close()
    side = open_side({}, new.var, SystemClock(), open_vault({}, new.var))
    assert [draft.values for draft in side.drafts.list(1)] == [{"a": 1}]
    side.close()


def test_nothing_is_overwritten(inis, capsys):
    assert main(["copy", *map(str, inis)]) == 0
    assert main(["copy", *map(str, inis)]) == 1
    assert "holds a database already" in capsys.readouterr().err


def test_a_hall_that_runs_is_left_alone(inis, capsys):
    for ini in inis:
        with exclusively(read(ini)):
            assert main(["copy", *map(str, inis)]) == 3
    assert "hall is running" in capsys.readouterr().err
    assert not (read(inis[1]).var / "Data.fs").exists()


def test_the_same_place_twice_and_no_hall_at_all_are_told(inis, capsys, tmp_path):
    assert main(["copy", str(inis[0]), str(inis[0])]) == 1
    assert "nothing to copy" in capsys.readouterr().err
    assert main(["copy", str(inis[1]), str(inis[0])]) == 1
    assert "no hall to copy" in capsys.readouterr().err


def test_other_keys_at_the_target_are_told(inis, capsys):
    keys = read(inis[1]).var / "keys"
    keys.mkdir(parents=True)
    (keys / "vault.key").write_text("another")
    assert main(["copy", *map(str, inis)]) == 1
    assert "other keys" in capsys.readouterr().err


@pytest.mark.parametrize("planted", ["record", "paper", "missing", "more"])
def test_a_copy_that_is_not_the_same_is_found(inis, planted):
    old, new = map(read, inis)
    copy_halls(old, new)
    changed = new if planted in ("paper", "more") else old
    if planted == "paper":
        next(path for path in (new.var / "blobs").rglob("*.blob")).chmod(0o600)
        next(path for path in (new.var / "blobs").rglob("*.blob")).write_bytes(b"other")
    else:
        database = open_database(open_storage(changed.var))
        with database.transaction() as connection:
            connection.root()["more"] = 1
        database.close()
    if planted == "record":
        database = open_database(open_storage(new.var))
        with database.transaction() as connection:
            connection.root()["more"] = 2
        database.close()
    ours, theirs = open_file(old, read_only=True), open_file(new, read_only=True)
    try:
        found = list(differences(ours, theirs, lambda *_: None))
    finally:
        ours.close()
        theirs.close()
    assert len(found) == 1
    words = {"record": "is missing", "paper": "paper", "missing": "is missing", "more": "the source does not have"}
    assert words[planted] in found[0]
