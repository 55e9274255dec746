"""The worker: what fails is tried again under the same id, what keeps failing is shown, nothing vanishes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from transaction import TransactionManager
from ZODB.POSException import ConflictError

from acting import act, state, submit
from wangting.content.outbox import Message
from wangting.gateways.messages.letter import Letter
from wangting.services.attempts import attempt
from wangting.services.working import post
from wangting.services.working.worker import BATCH, ROUND, Worker


class Peer:
    """A sender that fails until told otherwise, and keeps what it got."""

    def __init__(self):
        self.down, self.got = True, []

    def send(self, letter):
        if self.down:
            raise ConnectionError("the peer is down")
        self.got.append(letter.message_id)


@pytest.fixture
def peer(hall, monkeypatch):
    found = Peer()
    monkeypatch.setattr(hall.house.notifying, "_sms", found)
    return found


def rounds(hall, count=1, **later):
    for _round in range(count):
        hall.clock.advance(**(later or {"seconds": 10}))
        hall.worker.round()


def test_a_notice_that_fails_is_kept_and_delivered_later_under_the_same_id(hall, peer):
    submit(hall)
    rounds(hall)
    with hall.room() as room:
        [(message_id, delivery)] = room.register.deliveries.items()
        assert (delivery.tries, delivery.problem, delivery.dead) == (1, "ConnectionError", False)
        assert not any(room.register.outbox)
    peer.down = False
    rounds(hall, minutes=2)
    assert peer.got == [f"{message_id}.sms"]
    with hall.room() as room:
        assert not len(room.register.deliveries)


def test_after_48_tries_a_letter_is_dead_and_the_health_page_says_so(hall, peer):
    submit(hall)
    rounds(hall, 60, hours=1)
    with hall.room() as room:
        [delivery] = room.register.deliveries.values()
        assert delivery.dead
        assert delivery.tries == post.TRIES
    answer = hall.browser().get("/health", status=503)
    assert answer.json["outbox_dead"] == 1


def post_many(hall, count, each=1):
    """Post messages to nobody in particular, ``each`` in a bucket of its own tick; return their ids."""
    with hall.room(commit=True) as room:
        for number in range(count):
            bucket = room.register.bucket(number // each % 4, number // each + 1)
            bucket.post(Message(f"m{number:04d}", "notice", 0, None, "x", ()))
    return [f"m{number:04d}" for number in range(count)]


class Letters:
    """Makes of every message one letter to a peer that fails while it is down."""

    def __init__(self):
        self.peer = Peer()

    def letters(self, message, party):
        del party
        return [(self.peer, Letter(message.id, "19900000001", "", message.text))]


@pytest.fixture
def lettered(hall):
    letters = Letters()
    hall.worker = Worker(replace(hall.house, notifying=letters), hall.database)
    return letters.peer


def test_a_worker_that_falls_in_a_backlog_sends_no_more_than_a_batch_twice(hall, lettered, monkeypatch):
    lettered.down = False
    posted = post_many(hall, 4 * BATCH)
    cleared = []
    clear = Worker._clear

    def falls_at_the_third(worker, *words):
        cleared.append(1)
        if len(cleared) == 3:
            raise KeyboardInterrupt
        return clear(worker, *words)

    with monkeypatch.context() as patched:
        patched.setattr(Worker, "_clear", falls_at_the_third)
        with pytest.raises(KeyboardInterrupt):
            hall.worker.round()
    assert len(lettered.got) == 3 * BATCH
    hall.worker.round()
    assert lettered.got == [*posted[: 3 * BATCH], *posted[2 * BATCH :]]


def test_a_round_has_an_end_and_says_that_more_is_waiting(hall, lettered):
    lettered.down = False
    posted = post_many(hall, ROUND + BATCH, each=5)
    assert hall.worker.round() is True
    assert lettered.got == posted[:ROUND]
    assert hall.worker.round() is False
    assert lettered.got == posted


def test_a_worker_told_to_stop_ends_after_the_batch_in_hand(hall, lettered, monkeypatch):
    lettered.down = False
    post_many(hall, 3 * BATCH)
    monkeypatch.setattr(Peer, "send", lambda peer, letter: (peer.got.append(letter.message_id), hall.worker.stop()))
    hall.worker.run()
    assert len(lettered.got) == BATCH


def test_a_worker_told_to_stop_among_later_tries_leaves_the_rest_for_the_next_start(hall, lettered, monkeypatch):
    post_many(hall, 3)
    rounds(hall)
    lettered.down = False
    monkeypatch.setattr(Peer, "send", lambda peer, letter: (peer.got.append(letter.message_id), hall.worker.stop()))
    hall.clock.advance(minutes=2)
    assert hall.worker.round() is True
    assert len(lettered.got) == 1
    with hall.room() as room:
        assert len(room.register.deliveries) == 2


def test_later_tries_are_found_by_their_minute_and_dead_letters_are_not_read_again(hall, lettered):
    posted = post_many(hall, 6)
    rounds(hall)
    with hall.room(commit=True) as room:
        register = room.register
        assert [message_id for _minute, message_id in register.retries] == posted
        for message_id in posted[:2]:
            register.deliveries[message_id].tries = post.TRIES - 1
    rounds(hall, minutes=2)
    with hall.room() as room:
        assert {message_id for _minute, message_id in room.register.retries} == set(posted[2:])
        assert sum(found.dead for found in room.register.deliveries.values()) == 2
        later = hall.clock.now() + timedelta(hours=2)
        assert [found.message.id for found in post.waiting(room.register, later, 3)] == posted[2:5]
    lettered.down = False
    rounds(hall, hours=2)
    assert sorted(lettered.got) == posted[2:]
    with hall.room() as room:
        assert not room.register.retries
        assert sorted(room.register.deliveries) == posted[:2]


def test_a_bucket_that_grew_after_it_was_read_is_left_for_the_next_round(hall):
    submit(hall)
    hall.clock.advance(seconds=10)
    with hall.room(commit=True) as room:
        tick = int(hall.clock.now().timestamp() // hall.house.tick)
        [parcel] = post.closed_parcels(room.register, tick, 9)
        room.register.outbox[parcel.slot][parcel.tick].post(Message("late", "notice", 0, None, "submit", ()))
        assert post.remove(room.register, parcel, {}, hall.clock.now()) == ()
        assert parcel.tick in room.register.outbox[parcel.slot]


def test_a_worker_that_stops_before_the_seal_has_removed_nothing(hall, peer, monkeypatch):
    peer.down = False
    case_id = submit(hall)
    with monkeypatch.context() as patched:
        patched.setattr(post, "seal", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            rounds(hall)
    rounds(hall)
    with hall.room() as room:
        assert [seal.covers for seal in room.register.seals.values()] == [((case_id, 1),)]
    assert len(peer.got) == 2
    assert len(set(peer.got)) == 1


def test_an_append_that_is_late_conflicts_with_the_closing_and_is_not_lost(hall):
    case_id = submit(hall)
    hall.clock.advance(seconds=10)
    one, two = TransactionManager(), TransactionManager()
    first, second = (hall.database.open(transaction_manager=manager) for manager in (one, two))
    try:
        tick = int(hall.clock.now().timestamp() // hall.house.tick)
        register, late = first.root()["register"], second.root()["register"]
        [parcel] = post.closed_parcels(register, tick, 9)
        late.outbox[parcel.slot][parcel.tick].post(Message("late", "notice", case_id, None, "submit", ()))
        post.remove(register, parcel, {}, hall.clock.now())
        one.commit()
        with pytest.raises(ConflictError):
            two.commit()
    finally:
        for manager, connection in ((one, first), (two, second)):
            manager.abort()
            connection.close()


def test_a_message_to_nobody_and_a_text_nobody_wrote_are_no_letters(hall):
    with hall.room() as room:
        message = Message("x", "notice", 0, None, "submit", (("number", "n"), ("item", "i"), ("hall", "lixin")))
        assert hall.house.notifying.letters(message, None) == []
        someone = room.register.parties.by_login(hall.account("citizen")["login"])
        assert hall.house.notifying.letters(message._replace(text="review_of_reviews"), someone) == []
        someone.mail = "someone@example.org"
        assert [letter.to for _sender, letter in hall.house.notifying.letters(message, someone)] == [
            hall.account("citizen")["login"],
            "someone@example.org",
        ]


def test_a_licence_asked_for_twice_is_made_once(hall):
    case_id = submit(hall)
    for name, login in (("accept", "counter"), ("review", "jiaoyu-reviewer"), ("approve", "jiaoyu-approver")):
        act(hall, case_id, name, f"mengcheng-{login}")
    rounds(hall)
    with hall.room() as room:
        licence = room.register.licence(room.register.case(case_id).licence)
        digest, token = licence.file_digest, licence.token
        message = Message("again", "licence", case_id, None, token, ())
        room.register.bucket(0, 1).post(message)
        hall.worker._deliver(TransactionManager(), lambda: room, message)
        assert room.register.licence(token).file_digest == digest
        assert not room.licensing.attach(licence, b"other bytes", "none")


def test_a_fault_of_a_round_is_noted_and_the_next_round_goes_on(hall, monkeypatch):
    def broken():
        hall.worker.stop()
        raise RuntimeError("planted")

    monkeypatch.setattr(hall.worker, "round", broken)
    hall.worker.run()
    assert (hall.worker.rounds, hall.worker.last_fault) == (1, "RuntimeError")


def test_a_conflict_is_tried_again_and_the_last_one_is_raised(hall):
    manager, tries = TransactionManager(), []

    def work():
        tries.append(1)
        raise ConflictError

    with pytest.raises(ConflictError):
        attempt(manager, work, tries=3)
    assert len(tries) == 3


def test_another_fault_is_raised_at_once_and_nothing_is_kept(hall):
    with pytest.raises(ZeroDivisionError):
        attempt(TransactionManager(), lambda: 1 / 0)


def test_a_case_that_cannot_be_moved_holds_up_nobody_elses(hall, peer, caplog):
    peer.down = False
    stuck, moved = submit(hall), submit(hall, key="lixin")
    with hall.room(commit=True) as room:
        room.register.case(stuck).application.workflow = "gone.v1"
    hall.clock.advance(days=20)
    with pytest.raises(KeyError):
        hall.worker.round()
    hall.clock.advance(seconds=10)
    with pytest.raises(KeyError):
        hall.worker.round()
    assert state(hall, moved) == "accepted"
    assert f"the timer of case {stuck} failed: KeyError" in caplog.text
    assert any(".1.notice" in message_id for message_id in peer.got)


def test_ten_days_do_not_deliver_a_licence_that_was_never_made(hall, peer, monkeypatch):
    peer.down = False
    case_id = submit(hall)
    for name, role in (("accept", "counter"), ("review", "reviewer"), ("approve", "approver")):
        unit = None if role == "counter" else "mengcheng/jiaoyu"
        act(hall, case_id, name, hall.account(role, "mengcheng", unit)["login"])
    with monkeypatch.context() as broken:
        broken.setattr(type(hall.house.press), "signed_licence", lambda *_: 1 / 0)
        rounds(hall, 3, days=10)
        assert state(hall, case_id) == "approved"
    rounds(hall, 2, hours=2)
    assert state(hall, case_id) == "delivered"
