"""Messages are appended while the worker closes and removes buckets, and while the peer fails: none is lost."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from dataclasses import replace

from proving.ground import register_citizens, together
from proving.size import sized
from wangting.content.outbox import Message
from wangting.gateways.messages.letter import Letter, Undelivered
from wangting.services.working.worker import Worker

WRITERS = 6


class Peer:
    """Takes letters, and fails now and then: before taking one, or after, as a broken line would."""

    def __init__(self, seed):
        self.taken = Counter()
        self._random = random.Random(seed)

    def letters(self, message, party):
        return [(self, Letter(message.id, "19900000001", "", message.text))]

    def send(self, letter):
        luck = self._random.random()
        if luck < 0.03:
            raise Undelivered(permanent=False, reason="before")
        self.taken[letter.message_id] += 1
        if luck > 0.97:
            raise Undelivered(permanent=False, reason="after")


def post(room, found):
    tick = int(room.house.clock.now().timestamp() // room.house.tick)
    room.register.bucket(room.house.slots.shared(), tick).post(Message(found, "notice", 1, None, "x", ()))


def test_no_message_is_lost_between_late_writers_and_a_hurried_worker(ground, source, figures):
    register_citizens(ground, 1)
    each = sized(60, 10_000 // WRITERS + 1)
    peer = Peer(source.random())
    ground.worker = Worker(replace(ground.house, notifying=peer), ground.database)
    over = threading.Event()
    seeds = [source.random() for _ in range(WRITERS)]

    def writer(number):
        own, posted = random.Random(seeds[number]), []
        with ground.hand() as hand:
            # Between the choice of the bucket and the commit several ticks may pass: the worker is at that bucket then.
            hand.before_commit = lambda: time.sleep(own.choice((0, 0, 0.002, 0.02)))
            for serial in range(each):
                found = f"{number}.{serial}"

                hand.insist(lambda room, found=found: post(room, found))
                posted.append(found)
        return posted

    def worker():
        rounds = 0
        while not over.is_set():
            ground.clock.advance(seconds=ground.house.tick)
            ground.worker.round()
            rounds += 1
            time.sleep(0.002)
        return rounds

    def writers():
        found = together([lambda number=number: writer(number) for number in range(WRITERS)])
        over.set()
        return found

    posted, rounds = together([writers, worker])
    assert not isinstance(rounds, BaseException), rounds
    assert [found for found in posted if isinstance(found, BaseException)] == []
    for _ in range(20):
        ground.clock.advance(hours=2)
        ground.worker.round()
    sent = {found for one in posted for found in one}
    assert len(sent) == WRITERS * each
    assert sent - peer.taken.keys() == set()
    with ground.room() as room:
        assert not any(room.register.outbox)
        assert not room.register.deliveries
    again = sum(times > 1 for times in peer.taken.values())
    figures.record("outbox", messages=len(sent), lost=0, delivered_more_than_once=again, worker_rounds=rounds,
                   conflicts_retried=ground.conflicts)  # fmt: skip
