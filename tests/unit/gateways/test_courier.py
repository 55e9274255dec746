"""Letters sent after the answer has left: in order, without waiting, whatever a peer does."""

import threading

from wangting.gateways.messages import courier
from wangting.gateways.messages.courier import Courier
from wangting.gateways.messages.letter import Letter, Undelivered


class Peer:
    def __init__(self, *faults):
        self.took, self._faults, self.gate = [], list(faults), threading.Event()

    def send(self, letter):
        self.gate.wait(10)
        fault = self._faults.pop(0) if self._faults else None
        if fault is not None:
            raise fault
        self.took.append(letter.message_id)


def letter(name):
    return Letter(name, "13800000000", "", "text")


def test_whoever_sends_does_not_wait_for_the_peer():
    peer, sending = Peer(), Courier()
    for name in ("a", "b"):
        sending.send(peer, letter(name))
    assert peer.took == []
    peer.gate.set()
    sending.wait()
    assert peer.took == ["a", "b"]


def test_a_peer_that_refuses_or_breaks_is_told_in_the_log_and_the_next_letter_goes(caplog):
    peer, sending = Peer(Undelivered(permanent=False, reason="away"), ValueError("13800000000")), Courier()
    peer.gate.set()
    for name in ("a", "b", "c"):
        sending.send(peer, letter(name))
    sending.wait()
    assert peer.took == ["c"]
    assert [record.getMessage() for record in caplog.records] == [
        "a was not delivered: undelivered", "b was not delivered"
    ]


def test_more_than_can_wait_is_dropped_and_told(caplog, monkeypatch):
    monkeypatch.setattr(courier, "WAITING", 1)
    peer, sending = Peer(), Courier()
    for number in range(4):
        sending.send(peer, letter(f"n{number}"))
    peer.gate.set()
    sending.wait()
    assert 1 <= len(peer.took) < 4
    assert any("was dropped" in record.getMessage() for record in caplog.records)
