"""What a command may do while the hall runs, and what it says when it may not."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from wangting.engines.file import open_engine as open_file
from wangting.engines.meeting import LONGEST, answers, socket_path
from wangting.engines.presence import WorkerIsRunning
from wangting.errors import DeclarationError, Refused
from wangting.scripts.part import share_of
from wangting.scripts.running import (
    HallIsRunning,
    exclusively,
    reading,
    refuse_postgresql,
    sole_worker,
    stopped,
    writing,
)
from wangting.settings import RELSTORAGE, ZEO, parse
from wangting.storage import open_storage

#: Another process that holds the hall until its input is closed.
HOLDER = """
import sys
from pathlib import Path
from wangting.engines.presence import exclusively
from wangting.settings import parse
with exclusively(parse({"wangting.mode": "demo", "wangting.home": "/", "wangting.var": sys.argv[1]})):
    sys.stdout.write("held\\n")
    sys.stdout.flush()
    sys.stdin.read()
"""


@pytest.fixture
def settings(tmp_path):
    return parse({"wangting.mode": "demo", "wangting.home": "/", "wangting.var": str(tmp_path / "var")})


def test_a_command_that_writes_is_told_that_the_hall_is_running(settings):
    with exclusively(settings):
        for what in (exclusively(settings), writing(settings), stopped(settings)):
            with pytest.raises(HallIsRunning, match="hall_is_running") as told, what:
                pass
        assert told.value.exit_code == 3
        assert "stop it" in told.value.facts["next"]
    with exclusively(settings):
        pass


def test_the_hold_lasts_as_long_as_the_other_process(settings):
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(settings.var)], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as other:  # fmt: skip
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(HallIsRunning), exclusively(settings):
            pass
        other.kill()
    with exclusively(settings):
        pass


def test_who_opens_the_file_past_our_lock_is_told_in_our_words(settings):
    held = open_storage(settings.var)
    try:
        with pytest.raises(HallIsRunning):
            open_file(settings)
        with pytest.raises(HallIsRunning), exclusively(settings):
            pass
    finally:
        held.close()


def test_the_folder_is_for_its_owner_only(settings):
    with exclusively(settings):
        assert settings.var.stat().st_mode & 0o777 == 0o700


def test_reading_goes_on_beside_a_hall_that_runs(settings):
    with writing(settings) as database, reading(settings) as beside:
        with database.transaction() as connection:
            connection.root()["n"] = 1
        assert "n" not in beside.open().root()
    with reading(settings) as beside:
        assert beside.open().root()["n"] == 1


def test_zeo_without_its_server_is_written_by_one_command_alone(settings):
    settings = replace(settings, engine=ZEO)
    assert not answers(settings.var)
    with writing(settings) as database:
        with database.transaction() as connection:
            connection.root()["n"] = 1
        with pytest.raises(HallIsRunning) as told, writing(settings):
            pass
        assert told.value.facts["next"] == "The hall is running: stop it first."


def test_a_second_worker_is_told_so(settings):
    with sole_worker(settings):
        with pytest.raises(WorkerIsRunning) as told, sole_worker(settings):
            pass
        assert told.value.exit_code == 3
    with sole_worker(settings):
        pass


def test_what_postgresql_does_itself_is_said(settings):
    refuse_postgresql(settings)
    with pytest.raises(Refused) as told:
        refuse_postgresql(replace(settings, engine=RELSTORAGE))
    assert "pg_dump" in told.value.facts["next"]


def test_a_folder_too_deep_for_a_socket_is_told():
    assert socket_path(Path("/srv/wangting/var")).name == "zeo.sock"
    with pytest.raises(DeclarationError, match=r"wangting\.var: is too long"):
        socket_path(Path("/" + "x" * LONGEST))


def test_each_process_has_slots_of_its_own():
    slots = tuple(range(8))
    shares = [share_of(slots, f"{place}/3") for place in (1, 2, 3)]
    assert sorted(slot for share in shares for slot in share) == list(slots)
    assert share_of((0, 1), "1/1") == (0, 1)
