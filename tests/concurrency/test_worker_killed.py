"""The worker is killed again and again while its peer answers 500, late, or twice: nothing is lost (QUALITY P6).

Each message has one id, whatever happens: a peer that knows what it has seen shows each of them once.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from conftest import MONDAY
from proving.ground import open_ground, register_citizens
from proving.served import ServedHall
from proving.size import sized
from wangting.bench.process import Served
from wangting.clock import MovableClock, SystemClock
from wangting.content.outbox import Message
from wangting.scripts.supervising import COMMAND
from wangting.services.working.worker import BATCH

MESSAGES, KILLS = sized(500, 10_000), sized(4, 60)
EACH = 5
PATIENCE = sized(150, 3_600)


class Centre(ThreadingHTTPServer):
    """A centre for short messages with bad days."""

    daemon_threads = True

    def __init__(self, seed):
        super().__init__(("127.0.0.1", 0), Answering)
        self.luck = random.Random(seed)
        self.taken = Counter()
        self.tried = 0
        self.lock = threading.Lock()

    def take(self, message_id):
        """Take a message or not, and return the status to answer with."""
        with self.lock:
            self.tried += 1
            luck = self.luck.random()
            if luck < 0.05:
                return 500
            self.taken[message_id] += 1
        if luck > 0.99:
            time.sleep(0.2)
        return 503 if luck > 0.95 else 200


class Answering(BaseHTTPRequestHandler):
    """One request to the centre."""

    def do_POST(self):
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(self.server.take(told["id"]))
        self.end_headers()

    def log_message(self, *words):
        """Say nothing."""


@contextmanager
def centre(seed):
    found = Centre(seed)
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield found
    finally:
        found.shutdown()
        found.server_close()
        thread.join()


def post_all(installation, hall):
    """Write the messages as acts would, in many closed buckets; return their ids as the peer is to see them."""
    ground = open_ground(installation, hall.var, MovableClock(MONDAY))
    [login] = register_citizens(ground, 1)

    def work(room):
        person = room.register.parties.by_login(login)
        facts = (("number", "341622-20260928-03-00187-0"), ("item", "教师资格认定"), ("hall", "mengcheng"))
        for serial in range(MESSAGES):
            bucket = room.register.bucket(serial // EACH % 4, serial // EACH + 1)
            bucket.post(Message(f"m.{serial}", "notice", 1, person.id, "submit", facts))

    with ground.hand() as hand:
        hand.do(work)
    ground.close()
    return {f"m.{serial}.sms" for serial in range(MESSAGES)}


def finish(installation, hall, address):
    """Let the hours pass in which what failed is tried again, until the worker has nothing left to do."""
    options = dict(installation.settings.options) | {"wangting.sms": "http", "wangting.sms.url": address}
    installed = replace(installation, settings=replace(installation.settings, options=options))
    ground = open_ground(installed, hall.var, MovableClock(SystemClock().now()))
    try:
        for _ in range(30):
            ground.clock.advance(hours=2)
            while ground.worker.round():
                pass
        with ground.room() as room:
            assert not any(room.register.outbox)
            assert not room.register.deliveries
            assert not room.register.retries
    finally:
        ground.close()


def test_a_worker_killed_at_any_moment_loses_no_message(installation, tmp_path, source, figures):
    with centre(source.random()) as peer:
        address = f"http://127.0.0.1:{peer.server_address[1]}/send"
        hall = ServedHall(installation, tmp_path, settings=("sms = http", f"sms.url = {address}"))
        posted = post_all(installation, hall)
        kills, began = 0, time.monotonic()
        while kills < KILLS:
            worker = Served((*COMMAND[1:], "worker", str(hall.ini)), 0, hall.log)
            goal = peer.tried + source.randint(1, 2 * MESSAGES // KILLS)
            while peer.tried < min(goal, MESSAGES + kills) and worker.child.poll() is None:
                assert time.monotonic() - began < PATIENCE, (kills, peer.tried)
                time.sleep(0.002)
            assert worker.child.poll() is None, hall.log.read_text("utf-8")
            worker.kill()
            kills += 1
        twice = sum(times - 1 for times in peer.taken.values())
        finish(installation, hall, address)
    assert peer.taken.keys() == posted
    # What was told 503 is sent again, and with each kill what was in hand.
    assert twice <= kills * (BATCH + EACH) + peer.tried * 0.1
    figures.record("the outbox under a killed worker", messages=len(posted), kills=kills, lost=0,
                   tries=peer.tried, taken_more_than_once=sum(times > 1 for times in peer.taken.values()))  # fmt: skip
