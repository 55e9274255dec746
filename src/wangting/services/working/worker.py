"""The worker: one thread (or process) that does what time and the outbox ask for."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from transaction import TransactionManager
from ZODB.DB import DB

from wangting.clock import minute_of
from wangting.content.outbox import Message
from wangting.content.register import Register
from wangting.services.attempts import attempt
from wangting.services.working import post, timers
from wangting.services.working.sweeping import Sweeping
from wangting.services.workroom import House, Workroom

log = logging.getLogger(__name__)


class Worker:
    """Runs rounds: due timers, closed buckets, later tries, one seal."""

    def __init__(self, house: House, database: DB) -> None:
        self._house = house
        self._database = database
        self._stop = threading.Event()
        self._sweeping = Sweeping(
            side=house.side, staging=house.staging, limits=house.session_limits, draft_life=house.draft_life,
            clock=house.clock,
        )  # fmt: skip
        self.rounds = 0
        self.last_fault = ""

    def run(self) -> None:
        """Run rounds until :meth:`stop`; a fault is logged and the next round tries again."""
        while not self._stop.is_set():
            try:
                self.round()
            except Exception as fault:
                self.last_fault = type(fault).__name__
                log.exception("worker round failed")
            else:
                self.last_fault = ""
            self.rounds += 1
            self._stop.wait(self._house.tick)

    def stop(self) -> None:
        """End after the present round."""
        self._stop.set()

    def round(self) -> None:
        """Do once what is due now."""
        self._sweeping.sweep_when_due()
        with self._connected() as (manager, room):
            stuck = self._run_timers(manager, room)
            self._empty_outbox(manager, room)
            self._try_again(manager, room)
        if stuck is not None:
            raise stuck

    def _run_timers(self, manager: TransactionManager, room: Callable[[], Workroom]) -> Exception | None:
        """Move every case that is due; return the last fault: one that cannot be moved holds up nobody else's."""
        manager.begin()
        due = list(timers.due(room().register, minute_of(self._house.clock.now())))
        manager.abort()
        stuck = None
        for case_id in due:
            try:
                attempt(manager, lambda case_id=case_id: room().casework.run_due(room().register.case(case_id)))
            except Exception as fault:  # noqa: BLE001 - raised at the end of the round, when the others are served
                log.warning("the timer of case %s failed: %s", case_id, type(fault).__name__)
                stuck = fault
        return stuck

    def _empty_outbox(self, manager: TransactionManager, room: Callable[[], Workroom]) -> None:
        manager.begin()
        parcels = post.closed_parcels(room().register, int(self._house.clock.now().timestamp() // self._house.tick))
        manager.abort()
        told = {message.id: self._deliver(manager, room, message) for parcel in parcels for message in parcel.messages}
        failed = {message_id: problem for message_id, problem in told.items() if problem}
        if parcels:
            attempt(manager, lambda: self._clear(room().register, parcels, failed))

    def _clear(self, register: Register, parcels: Sequence[post.Parcel], failed: Mapping[str, str]) -> None:
        """Remove buckets and seal their heads at once: a crash in between would leave entries under no seal."""
        now = self._house.clock.now()
        heads = [head for parcel in parcels for head in post.remove(register, parcel, failed, now)]
        post.seal(register, tuple(heads), now)

    def _try_again(self, manager: TransactionManager, room: Callable[[], Workroom]) -> None:
        manager.begin()
        messages = [delivery.message for delivery in post.waiting(room().register, self._house.clock.now())]
        manager.abort()
        for message in messages:
            problem = self._deliver(manager, room, message)
            attempt(manager, lambda message=message, problem=problem: self._note(room().register, message, problem))

    def _note(self, register: Any, message: Message, problem: str) -> None:
        if problem:
            post.note_failure(register.deliveries[message.id], problem, self._house.clock.now())
        else:
            del register.deliveries[message.id]

    def _deliver(self, manager: TransactionManager, room: Callable[[], Workroom], message: Message) -> str:
        """Deliver one message; return the empty string or the name of the fault."""
        try:
            if message.kind == "licence":
                self._make_licence(manager, room, message.text)
            else:
                manager.begin()
                letters = self._house.notifying.letters(message, room().register.parties.get(message.party))
                manager.abort()
                for sender, letter in letters:
                    sender.send(letter)
        except Exception as fault:  # noqa: BLE001 - any fault of a peer means: later again, under the same id
            manager.abort()
            log.warning("delivery of %s failed: %s", message.id, type(fault).__name__)
            return type(fault).__name__
        return ""

    def _make_licence(self, manager: TransactionManager, room: Callable[[], Workroom], token: str) -> None:
        """Render and sign outside any transaction, attach in one of its own, then deliver by the timer's hand."""
        manager.begin()
        licence = room().register.licence(token)
        sheet, hall, done = room().licence_sheet(licence), licence.hall, licence.file is not None
        manager.abort()
        if not done:
            signed, algorithm = self._house.press.signed_licence(sheet, hall)
            attempt(manager, lambda: room().licensing.attach(room().register.licence(token), signed, algorithm))
        attempt(manager, lambda: self._hand_over(room(), token))

    def _hand_over(self, room: Workroom, token: str) -> None:
        case = room.register.case(room.register.licence(token).case_id)
        room.casework.deliver_electronically(case)

    @contextmanager
    def _connected(self) -> Iterator[tuple[TransactionManager, Callable[[], Workroom]]]:
        manager = TransactionManager()
        connection = self._database.open(transaction_manager=manager)
        try:
            yield manager, lambda: Workroom(self._house, connection.root(), self._house.worker_slot)
        finally:
            manager.abort()
            connection.close()


