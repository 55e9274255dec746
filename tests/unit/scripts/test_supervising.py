"""The parent of a hall's processes: what falls is started again, what will not stand ends all, and all end in order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from wangting.scripts import supervising
from wangting.scripts.supervising import IN_PLACE, OFTEN, Part, Supervisor

#: A part that does what its first word says; the last two are its lifeline.
CHILD = """
import os, signal, sys, time
what, place, lifeline = sys.argv[1], sys.argv[2], int(sys.argv[-1])
def ended(*_):
    with open(place, "a") as book:
        book.write(f"{what} ended\\n")
    os._exit(0)
signal.signal(signal.SIGTERM, signal.SIG_IGN if what == "deaf" else ended)
with open(place, "a") as book:
    book.write(f"{what} began\\n")
if what.startswith("exit"):
    os._exit(int(what[4:]))
if what == "orphan":
    os.read(lifeline, 1)
    ended()
time.sleep(60)
"""


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setattr(supervising, "COMMAND", (sys.executable, "-S", "-c", CHILD))
    monkeypatch.setattr(supervising, "LOOK", 0.01)
    found = tmp_path / "book"
    found.touch()
    return found


@pytest.fixture
def supervisor():
    found = Supervisor()
    yield found
    found.end()


def lines(book, wanted, seconds=20):
    """Return the lines of the book once there are so many."""
    until = time.monotonic() + seconds
    while len(book.read_text().splitlines()) < wanted and time.monotonic() < until:
        time.sleep(0.01)
    return book.read_text().splitlines()


def test_what_falls_is_started_again(book, supervisor):
    part = Part("web", ("stays", str(book)))
    supervisor.start(part)
    watching = threading.Thread(target=supervisor.watch)
    watching.start()
    lines(book, 1)
    part.process.kill()
    assert lines(book, 2) == ["stays began"] * 2
    supervisor.stop()
    watching.join(10)
    assert part.stands


def test_what_falls_again_and_again_ends_the_hall_with_its_exit_code(book, supervisor, monkeypatch):
    monkeypatch.setattr(supervising, "min", lambda *_: 0.01, raising=False)
    supervisor.start(Part("web", ("exit7", str(book))))
    assert supervisor.watch() == 7
    assert lines(book, OFTEN) == ["exit7 began"] * OFTEN


def test_a_part_that_finds_another_in_its_place_ends_the_hall_at_once(book, supervisor):
    supervisor.start(Part("worker", (f"exit{IN_PLACE}", str(book))))
    assert supervisor.watch() == IN_PLACE
    assert len(lines(book, 1)) == 1


def test_a_part_that_was_killed_again_and_again_ends_the_hall_with_one(book, supervisor, monkeypatch):
    monkeypatch.setattr(supervising, "min", lambda *_: 0.01, raising=False)
    part = Part("web", ("stays", str(book)))
    supervisor.start(part)
    codes = []
    watching = threading.Thread(target=lambda: codes.append(supervisor.watch()))
    watching.start()
    for number in range(1, OFTEN + 1):
        lines(book, number)
        part.process.kill()
        part.process.wait()
    watching.join(20)
    assert codes == [1]


def test_a_part_that_ends_by_itself_tells_its_exit_code(book, supervisor):
    assert supervisor.finish(Part("prepare", ("exit0", str(book)))) == 0
    assert supervisor.finish(Part("prepare", ("exit5", str(book)))) == 5
    supervisor.stop()
    assert supervisor.watch() == 0


def test_the_end_reaches_a_part_that_is_being_waited_for(book, supervisor):
    threading.Timer(0.3, supervisor.stop).start()
    assert supervisor.finish(Part("prepare", ("stays", str(book)))) in (0, -signal.SIGTERM)
    assert supervisor.is_over


def test_what_others_stand_on_ends_last(book, supervisor):
    supervisor.start(Part("storage", ("ground", str(book)), is_ground=True))
    supervisor.start(Part("web", ("stays", str(book))))
    lines(book, 2)
    supervisor._end([part for part in supervisor._parts if not part.is_ground], 5)
    supervisor._end([part for part in supervisor._parts if part.is_ground], 5)
    assert lines(book, 4)[2:] == ["stays ended", "ground ended"]


def test_a_part_that_does_not_listen_is_killed_in_time(book, supervisor, caplog):
    part = Part("web", ("deaf", str(book)))
    supervisor.start(part)
    lines(book, 1)
    began = time.monotonic()
    supervisor._end([part], 0.3)
    assert time.monotonic() - began < 3
    assert part.process.returncode == -signal.SIGKILL
    assert "web did not end in time" in caplog.text


def test_waiting_for_a_part_ends_when_it_is_ready_when_it_fell_and_when_all_is_over(book, supervisor):
    part = Part("storage", ("stays", str(book)))
    supervisor.start(part)
    assert supervisor.wait_for(part, lambda: len(lines(book, 1)) == 1)
    fallen = Part("storage", ("exit1", str(book)))
    supervisor.start(fallen)
    assert not supervisor.wait_for(fallen, lambda: False)
    supervisor.stop()
    assert not supervisor.wait_for(part, lambda: False)


def test_a_part_ends_when_its_parent_is_killed(book):
    parent = (
        f"import sys, time; sys.path[:0] = {[path for path in sys.path if path]!r}\n"
        "from wangting.scripts import supervising\n"
        f"supervising.COMMAND = {supervising.COMMAND!r}\n"
        "keep = supervising.Supervisor()\n"
        f"keep.start(supervising.Part('web', ('orphan', {str(book)!r})))\n"
        "time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", parent]) as child:
        assert lines(book, 1) == ["orphan began"]
        child.kill()
    assert lines(book, 2) == ["orphan began", "orphan ended"]


def test_the_lifeline_of_a_process_ends_it_as_sigterm_would():
    reading, writing = os.pipe()
    heard = threading.Event()
    before = signal.signal(signal.SIGTERM, lambda *_: heard.set())
    try:
        supervising.hold_to(reading)
        os.close(writing)
        assert heard.wait(5)
    finally:
        signal.signal(signal.SIGTERM, before)
        os.close(reading)


def test_sigterm_and_sigint_ask_for_the_end(supervisor):
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    try:
        supervisor.heed_signals()
        os.kill(os.getpid(), signal.SIGTERM)
        assert supervisor.watch() == 0
        assert supervisor.is_over
    finally:
        for number, handler in zip((signal.SIGTERM, signal.SIGINT), before, strict=True):
            signal.signal(number, handler)
