"""Several processes count each for itself: each has a port of its own at which its counts are read."""

from __future__ import annotations

import re
import socket
import time

from engines.conftest import PATIENCE, ZEO
from proving.served import ServedHall
from wangting.bench.browser import Browser
from wangting.bench.process import HOST, free_port

ASKED = 40
GUIDE = "/mengcheng/items/440702103000"


def two_free_ports():
    """Return the first of two free ports side by side."""
    while True:
        first = free_port()
        try:
            socket.create_server((HOST, first + 1)).close()
        except OSError:
            continue
        return first


def wait_for(port):
    """Return when somebody listens at ``port``: the second process may come later than the first."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection((HOST, port), 5).close()
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.1)
        else:
            return


def requests_counted(port):
    """Return how many requests for something else than counts the process at ``port`` has answered."""
    with Browser(HOST, port) as browser:
        answer = browser.get("/metrics")
    assert answer.status == 200
    counted = re.findall(r'^wangting_requests_total\{[^}]*place="([^"]*)"[^}]*\} ([0-9.]+)$', answer.text, re.MULTILINE)
    return sum(float(count) for place, count in counted if place != "/metrics")


def test_what_both_processes_have_answered_is_the_sum_of_what_each_says_at_its_own_port(installation, tmp_path):
    first = two_free_ports()
    hall = ServedHall(installation, tmp_path, settings=(*ZEO, f"metrics_port = {first}"))
    with hall.start():
        for port in (first, first + 1):
            wait_for(port)
        before = [requests_counted(port) for port in (first, first + 1)]
        for _ in range(ASKED):
            # A connection of its own each time: whichever process is free takes it.
            with Browser(HOST, hall.port) as browser:
                assert browser.get(GUIDE).status == 200
        after = [requests_counted(port) for port in (first, first + 1)]
    assert sum(after) - sum(before) == ASKED
    assert all(now >= then for then, now in zip(before, after, strict=True))
