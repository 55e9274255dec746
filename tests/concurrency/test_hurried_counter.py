"""Four clerks clear one long queue from its head, and every act dawdles: the worst for a queue, and no refusal."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from proving.casefiles import CODE, COUNTER, HALL, hand_in
from proving.ground import copy_of, open_ground, paper, register_citizens, together
from proving.recount import recount
from proving.served import ServedHall
from proving.size import sized
from wangting.bench.browser import Browser
from wangting.bench.clients import accepting
from wangting.bench.process import HOST
from wangting.bench.walking import Offered
from wangting.clock import MovableClock, SystemClock

CLERKS = 4
CASES = sized(120, 1_000)
SLOW = (str(Path(__file__).with_name("slow.py")), "serve")


def test_four_clerks_at_the_head_of_one_queue_are_never_refused(installation, tmp_path, source, figures):
    ground = copy_of(installation, tmp_path / "var", MovableClock(SystemClock().now()))
    register_citizens(ground, CLERKS)
    with ground.hand() as hand:
        receipts = [hand_in(ground, hand, f"citizen-{place % CLERKS}", paper(source, 400)) for place in range(CASES)]
    ground.close()
    account = next(one for one in installation.accounts if one["login"] == COUNTER)
    hall = ServedHall(installation, tmp_path, SLOW)
    with hall.start(), ExitStack() as stack:
        desks = [stack.enter_context(Browser(HOST, hall.port)) for _ in range(CLERKS)]
        for desk in desks:
            desk.sign_in(account["login"], account["password"])
        stripes: list[list[str]] = [[] for _ in desks]
        for receipt in receipts:
            source.choice(stripes).append(receipt.number)
        work = [accepting(desk, Offered(HALL, CODE), stripe) for desk, stripe in zip(desks, stripes, strict=True)]
        results = together([lambda acts=acts: sum(1 for _ in acts) for acts in work])
    assert [result for result in results if isinstance(result, BaseException)] == []
    ground = open_ground(installation, hall.var, MovableClock(SystemClock().now()))
    try:
        ground.settle()
        with ground.room() as room:
            assert recount(room, sealed=True) == []
            assert {case.state for tree in room.register.cases for case in tree.values()} == {"accepted"}
    finally:
        ground.close()
    figures.record("four clerks at the head of one queue", acts=sum(results), refused=0)
