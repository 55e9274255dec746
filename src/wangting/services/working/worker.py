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

#: Messages delivered before what became of them is noted: a killed worker sends so many twice, or one bucket of them.
BATCH = 25
#: Messages of one round, new ones and again as many later tries: what time has made due is not kept waiting longer.
ROUND = 500


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
            more = False
            try:
                more = self.round()
            except Exception as fault:
                self.last_fault = type(fault).__name__
                log.exception("worker round failed")
            else:
                self.last_fault = ""
            self.rounds += 1
            if not more:
                self._stop.wait(self._house.tick)

    def stop(self) -> None:
        """End after the present batch."""
        self._stop.set()

    def round(self) -> bool:
        """Do once what is due now; return whether more messages wait than one round takes."""
        self._sweeping.sweep_when_due()
        with self._connected() as (manager, room):
            stuck = self._run_timers(manager, room)
            more = self._empty_outbox(manager, room)
            more = self._try_again(manager, room) or more
        if stuck is not None:
            raise stuck
        return more

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

    def _empty_outbox(self, manager: TransactionManager, room: Callable[[], Workroom]) -> bool:
        """Deliver closed buckets, a few messages at a time; return whether some are left."""
        taken = 0
        while taken < ROUND and not self._stop.is_set():
            manager.begin()
            tick = int(self._house.clock.now().timestamp() // self._house.tick)
            parcels = post.closed_parcels(room().register, tick, BATCH)
            manager.abort()
            if not parcels:
                return False
            messages = [message for parcel in parcels for message in parcel.messages]
            told = {message.id: self._deliver(manager, room, message) for message in messages}
            failed = {message_id: problem for message_id, problem in told.items() if problem}
            attempt(manager, lambda parcels=parcels, failed=failed: self._clear(room().register, parcels, failed))
            # A bucket may hold heads for a seal and no message.
            taken += len(messages) or 1
        return True

    def _clear(self, register: Register, parcels: Sequence[post.Parcel], failed: Mapping[str, str]) -> None:
        """Remove buckets and seal their heads at once: a crash in between would leave entries under no seal."""
        now = self._house.clock.now()
        heads = [head for parcel in parcels for head in post.remove(register, parcel, failed, now)]
        post.seal(register, tuple(heads), now)

    def _try_again(self, manager: TransactionManager, room: Callable[[], Workroom]) -> bool:
        """Try what failed before and is due again; return whether there is more than one round takes."""
        manager.begin()
        messages = [found.message for found in post.waiting(room().register, self._house.clock.now(), ROUND)]
        manager.abort()
        for message in messages:
            if self._stop.is_set():
                return True
            problem = self._deliver(manager, room, message)
            attempt(manager, lambda message=message, problem=problem: self._note(room().register, message, problem))
        return len(messages) == ROUND

    def _note(self, register: Any, message: Message, problem: str) -> None:
        if problem:
            post.note_failure(register, register.deliveries[message.id], problem, self._house.clock.now())
        else:
            post.settle(register, message.id)

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


