"""What is particular to ZEO: the order on the disk, a full disk at the server, a hall that outlives its server."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from transaction import TransactionManager
from ZODB.blob import Blob

from engines.conftest import part, pids_below, settings_of
from wangting.bench.browser import Browser
from wangting.bench.process import HOST
from wangting.engines.opening import open_engine
from wangting.engines.presence import exclusively
from wangting.engines.zeo import Server
from wangting.errors import NoRoom
from wangting.gateways.staging import open_staging
from wangting.scripts.command import main
from wangting.settings import ZEO, parse
from wangting.storage import open_database


@pytest.fixture
def settings(tmp_path):
    return parse({"wangting.mode": "demo", "wangting.home": "/", "wangting.var": str(tmp_path / "var"),
                  "wangting.engine": ZEO, "wangting.slots": "0-7"})  # fmt: skip


@pytest.fixture
def served(settings):
    """Run the server in a thread of ours, where its steps can be watched; yield a database over its client."""
    with exclusively(settings):
        server = Server(settings)
        thread = threading.Thread(target=server.run)
        thread.start()
        database = open_database(open_engine(settings))
        yield database
        database.close()
        server.stop()
        thread.join(10)
        assert not thread.is_alive()


def hand_in(settings, database):
    """Commit a paper as filing does."""
    staging = open_staging(settings.var)
    staged = staging.add(io.BytesIO(b"paper"), 100)
    manager = TransactionManager()
    connection = database.open(transaction_manager=manager)
    try:
        manager.begin()
        blob = Blob()
        connection.add(blob)
        blob.consumeFile(str(staging.link(staged.sha256)))
        connection.root()["paper"] = blob
        manager.commit()
    finally:
        manager.abort()
        connection.close()
    return staged.sha256


def test_a_paper_is_on_the_disk_before_its_transaction_and_that_before_the_answer(settings, served, monkeypatch):
    steps = []
    fsync, rename = os.fsync, os.rename

    def noted_fsync(handle):
        fsync(handle)
        steps.append(("fsync", Path(f"/proc/self/fd/{handle}").readlink()))

    def noted_rename(old, new):
        rename(old, new)
        steps.append(("rename", Path(new)))

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(sys.modules["ZODB.FileStorage.FileStorage"], "fsync", noted_fsync)
    monkeypatch.setattr(os, "rename", noted_rename)
    hand_in(settings, served)
    steps.append(("answer", None))
    blobs = settings.var / "blobs"
    final = [path for step, path in steps if step == "rename" and path.is_relative_to(blobs) and path.is_file()][-1]
    order = [
        len(steps) - 1 - steps[::-1].index(("rename", final)),
        steps.index(("fsync", final)),
        steps.index(("fsync", final.parent)),
        steps.index(("fsync", settings.var / "Data.fs")),
        steps.index(("answer", None)),
    ]
    assert order == sorted(order)


def test_a_full_disk_at_the_server_is_told_as_no_room_and_the_upload_stays(settings, served, monkeypatch):
    fsync = os.fsync

    def full(handle):
        if "/blobs/" in str(Path(f"/proc/self/fd/{handle}").readlink()):
            raise OSError(28, "No space left on device")
        fsync(handle)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(NoRoom) as told:
            hand_in(settings, served)
    assert told.value.facts == {"reason": "ENOSPC"}
    [upload] = open_staging(settings.var).all()
    with served.transaction() as connection:
        assert "paper" not in connection.root()
    assert hand_in(settings, served) == upload.name


def test_without_a_server_who_must_ask_it_is_told_so(settings, monkeypatch):
    monkeypatch.setattr("wangting.engines.zeo.WAIT", 0.3)
    settings.var.mkdir(parents=True)
    with pytest.raises(NoRoom) as told:
        open_engine(settings)
    assert told.value.facts["reason"] == "unreachable"


def test_a_hall_outlives_the_death_of_its_server_and_of_a_web_process(on_zeo):
    served = on_zeo.start()
    try:
        with Browser(HOST, on_zeo.port) as browser:
            assert browser.get("/mengcheng/").status == 200
        # The storage is the first that was started, the rest are those that answer and the worker.
        before = pids_below(served.child.pid)
        for victim in (before[0], before[1]):
            os.kill(victim, signal.SIGKILL)
        until = time.monotonic() + 90
        while time.monotonic() < until:
            now = pids_below(served.child.pid)
            if len(now) == len(before) and not {before[0], before[1]} & set(now):
                break
            time.sleep(0.2)
        assert len(now) == len(before)
        with Browser(HOST, on_zeo.port) as browser:
            form = browser.get("/health")
            while form.status != 200 and time.monotonic() < until:
                time.sleep(0.5)
                form = browser.get("/health")
            assert form.status == 200
    finally:
        assert served.end() == 0
    assert "storage ended with -9" in on_zeo.log.read_text("utf-8")


def test_commands_beside_a_running_server_do_what_they_can_and_say_what_they_cannot(on_zeo, tmp_path, capsys):
    with part(on_zeo, "storage"):
        assert main(["verify", str(on_zeo.ini)]) == 0
        assert main(["backup", str(on_zeo.ini), str(tmp_path / "saved")]) == 0
        assert main(["provision", "--dry-run", str(on_zeo.ini)]) == 0
        assert main(["worker", "--once", str(on_zeo.ini)]) == 0
        for words in (["restore", str(on_zeo.ini), str(tmp_path / "saved")], ["copy", *[str(on_zeo.ini)] * 2]):
            assert main(words) == 3
        assert "stop it first" in capsys.readouterr().err
        embedded = replace(settings_of(on_zeo), engine="file")
        assert embedded.is_one_process
    assert main(["worker", "--once", str(on_zeo.ini)]) == 0
