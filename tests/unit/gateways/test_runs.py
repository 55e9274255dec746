"""How far long work is can be read by whoever has its token, whole or not at all, for a day."""

import os
import time

from wangting.errors import Refused
from wangting.gateways.runs import KEPT, Runs
from wangting.services.running import BROKEN, DONE, REFUSED, WAITING, Running


def test_a_state_is_read_as_it_was_told_last_and_only_by_its_token(tmp_path):
    runs = Runs(tmp_path / "runs")
    token = runs.begin({"state": WAITING, "done": 0})
    runs.tell(token, {"state": DONE, "result": {"taken": 3}})
    state, quiet = Runs(tmp_path / "runs").read(token)
    assert state == {"state": DONE, "result": {"taken": 3}}
    assert 0 <= quiet < 60
    assert runs.read("x" * 22) is None
    assert runs.read(f"../{token}") is None
    assert [path.name for path in (tmp_path / "runs").iterdir()] == [f"{token}.json"]


def test_what_is_a_day_old_goes_when_the_next_work_begins(tmp_path):
    runs = Runs(tmp_path / "runs")
    old, young = runs.begin({"state": DONE}), runs.begin({"state": DONE})
    before = time.time() - KEPT - 1
    os.utime(tmp_path / "runs" / f"{old}.json", (before, before))
    runs.begin({"state": WAITING})
    assert runs.read(old) is None
    assert runs.read(young) is not None


def test_work_that_is_quick_is_done_when_it_was_begun_and_a_refusal_keeps_its_facts(tmp_path):
    running = Running(Runs(tmp_path / "runs"))

    def refused(_tell):
        raise Refused("unknown_format", known=".xlsx", rows=3)

    done = running.begin(lambda tell: {"rows": tell(100) or 100}, 5)
    assert running.state(done) == {"done": 0, "state": DONE, "result": {"rows": 100}}
    state = running.state(running.begin(refused, 5))
    assert (state["state"], state["code"], state["facts"]) == (
        REFUSED, "unknown_format", {"known": ".xlsx", "rows": "3"})  # fmt: skip
    assert running.state(running.begin(lambda _tell: {}["nothing"], 5))["state"] == BROKEN
    assert running.state("no token") is None
