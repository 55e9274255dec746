"""No two cases share a number: slots keep writers apart, plain conflicts keep the numbers unique."""

from __future__ import annotations

import pytest

from proving.casefiles import submission_of, upload
from proving.ground import copy_of, register_citizens, together
from proving.recount import recount
from proving.size import sized
from wangting.clock import SystemClock

THREADS = 8


@pytest.mark.parametrize(("slots", "part", "full"), [((0, 1, 2, 3), 1_600, 40_000), ((0,), 400, 10_000)])
def test_eight_threads_draw_no_number_twice(installation, tmp_path, figures, slots, part, full):
    # The clock goes on: at one moment all messages would lie in one bucket, which each filing writes anew.
    ground = copy_of(installation, tmp_path / "var", SystemClock(), threads=THREADS, slots=slots)
    try:
        logins = register_citizens(ground, THREADS)
        each = sized(part, full) // THREADS

        def client(login):
            with ground.hand() as hand:
                return [hand.insist(submission_of(upload(ground, login, None)))[0] for _ in range(each)]

        results = together([lambda login=login: client(login) for login in logins], sized(300, 5_400))
        assert [result for result in results if isinstance(result, BaseException)] == []
        numbers = [number for result in results for number in result]
        assert len(set(numbers)) == len(numbers) == THREADS * each
        with ground.room() as room:
            assert recount(room) == []
        figures.record(f"numbers, {THREADS} threads, {len(slots)} slots", numbers=len(numbers), duplicates=0,
                       conflicts_retried=ground.conflicts)  # fmt: skip
    finally:
        ground.close()
