"""Eight citizens file at once, each with a file of 50 kB: nobody is refused, and everything adds up."""

from __future__ import annotations

import random
import threading
import time

from proving.casefiles import APPROVER, COUNTER, REVIEWER, act, hand_in, submit, upload
from proving.ground import paper, register_citizens, together
from proving.recount import cases_of, recount
from proving.size import sized
from wangting.content.register import shard_of

CLIENTS = 8
STEPS = (("accept", COUNTER), ("review", REVIEWER), ("approve", APPROVER))


def citizens(ground, source, each, size, filed):
    """Let eight citizens file ``each`` cases at once; the ids go to ``filed`` as they come; return all receipts."""

    def client(login, seed):
        own, receipts = random.Random(seed), []
        with ground.hand() as hand:
            for _ in range(each):
                receipts.append(hand_in(ground, hand, login, paper(own, size)))
                filed.append(receipts[-1].case_id)
        return receipts

    people = [(login, source.randrange(10**9)) for login in register_citizens(ground, CLIENTS)]
    results = together([lambda login=login, seed=seed: client(login, seed) for login, seed in people])
    assert [result for result in results if isinstance(result, BaseException)] == []
    return [receipt for result in results for receipt in result]


def test_eight_citizens_file_at_once_and_nobody_is_refused(ground, source, figures):
    each = sized(20, 500)
    began = time.perf_counter()
    receipts = citizens(ground, source, each, 50_000, [])
    seconds = time.perf_counter() - began
    ground.settle()
    with ground.room() as room:
        assert recount(room, sealed=True) == []
        assert sorted(case.number for case in cases_of(room.register)) == sorted(receipt.number for receipt in receipts)
        for receipt in receipts:
            [file] = room.register.case(receipt.case_id).files
            assert file.sha256 == receipt.sha256
    assert len({receipt.number for receipt in receipts}) == CLIENTS * each
    figures.record("filing at once, services", clients=CLIENTS, cases=len(receipts), file_bytes=50_000, refused=0,
                   conflicts_retried=ground.conflicts, cases_a_second=round(len(receipts) / seconds))  # fmt: skip


def officer(ground, number, seed, filed, over):
    """Take every third case one to three steps on, or leave it; return how many acts that were."""
    own, seen, acts = random.Random(seed), 0, 0
    with ground.hand() as hand:
        while seen < len(filed) or not over.is_set():
            for place, case_id in enumerate(filed[seen:], start=seen):
                mine = STEPS[: own.randint(0, 3)] if place % 3 == number else ()
                for name, login in mine:
                    act(hand, case_id, name, login)
                acts += len(mine)
                seen = place + 1
            time.sleep(0.002)
    return acts


def hurried_worker(ground, over):
    """Run rounds with a clock that runs, so that buckets close while others append; return how many rounds."""
    rounds = 0
    while not over.is_set():
        ground.clock.advance(seconds=1)
        ground.worker.round()
        rounds += 1
        time.sleep(0.005)
    return rounds


def test_filing_deciding_and_the_worker_at_once_add_up(ground, source, figures):
    each, filed, over = sized(12, 200), [], threading.Event()

    def filing():
        try:
            return citizens(ground, source, each, 5_000, filed)
        finally:
            over.set()

    officers = [lambda number=number: officer(ground, number, source.random(), filed, over) for number in range(3)]
    results = together([filing, lambda: hurried_worker(ground, over), *officers])
    assert [result for result in results if isinstance(result, BaseException)] == []
    ground.settle()
    with ground.room() as room:
        assert recount(room, sealed=True) == []
        assert len(cases_of(room.register)) == CLIENTS * each
        assert not any(room.register.outbox)
        assert not room.register.deliveries
    figures.record("filing, deciding and the worker at once", cases=CLIENTS * each, acts=sum(results[2:]),
                   worker_rounds=results[1], conflicts_retried=ground.conflicts)  # fmt: skip


def test_a_receipt_asked_for_by_four_threads_at_once_is_one_case(ground, source):
    [login] = register_citizens(ground, 1)
    for _ in range(sized(5, 100)):
        draft = upload(ground, login, paper(source, 2_000))

        def send(draft=draft):
            with ground.hand() as hand:
                return submit(hand, draft)

        receipts = together([send] * 4)
        assert len({receipt.number for receipt in receipts}) == 1
    with ground.room() as room:
        assert recount(room) == []


def test_the_recount_finds_a_row_a_counter_a_chain_and_a_file_that_are_wrong(ground, source):
    [login] = register_citizens(ground, 1)
    with ground.hand() as hand:
        receipt = hand_in(ground, hand, login, paper(source, 2_000))
    with ground.room() as room:
        register = room.register
        case = register.case(receipt.case_id)
        kind, turn, minute = case.place
        register.queue(kind, case.unit, turn).drop(shard_of(case.id), minute, case.id)
        register.count(case.id, case.id // 10**7, case.unit).add("accepted")
        case.ledger = (case.ledger[0]._replace(post="counter"),)
        case.files = (case.files[0]._replace(sha256="0" * 64),)
        faults = "\n".join(recount(room, sealed=True))
    for words in ("row missing", "1, the ledgers say 0", "entry 1 is broken", "not the file", "under no seal"):
        assert words in faults
