"""A transaction that must be tried again does everything once, and keeps the file it was given."""

from __future__ import annotations

import pytest
from ZODB.POSException import ConflictError

from proving.casefiles import APPROVER, act, hand_in, submit, take_to, upload
from proving.contrary import Contrary
from proving.ground import paper, register_citizens
from proving.recount import recount
from proving.size import sized

CITIZEN = "citizen-0"


def refuse_first(hand, times):
    """Let the first ``times`` commits of ``hand`` fail with a conflict after everything was stored."""
    left = [times]

    def before():
        if left[0]:
            left[0] -= 1
            hand.manager.get().join(Contrary(hand.manager))

    hand.before_commit = before


@pytest.mark.parametrize("times", [1, 2, 5])
def test_a_submit_that_is_tried_again_keeps_its_file(ground, source, times):
    register_citizens(ground, 1)
    content = paper(source)
    draft = upload(ground, CITIZEN, content)
    with ground.hand() as hand:
        refuse_first(hand, times)
        receipt = submit(hand, draft)
        assert hand.tries == times + 1
    with ground.room() as room:
        [file] = room.register.case(receipt.case_id).files
        with file.blob.open("r") as stream:
            assert stream.read() == content
        assert file.sha256 == receipt.sha256
        assert recount(room) == []


def test_a_submit_that_is_given_up_leaves_the_draft_and_its_upload_as_they_were(ground, source):
    register_citizens(ground, 1)
    content = paper(source)
    draft = upload(ground, CITIZEN, content)
    with ground.hand() as hand:
        refuse_first(hand, 99)
        with pytest.raises(ConflictError):
            submit(hand, draft)
        hand.before_commit = int
        assert ground.house.staging.verify(draft.sha256) == len(content)
        receipt = submit(hand, draft)
    with ground.room() as room:
        assert [file.sha256 for file in room.register.case(receipt.case_id).files] == [draft.sha256]
        assert recount(room) == []


def test_two_who_take_the_same_number_get_two_numbers_and_both_files(ground, source):
    register_citizens(ground, 2)
    for _ in range(sized(5, 100)):
        first, second = (upload(ground, login, paper(source, 2_000)) for login in (CITIZEN, "citizen-1"))
        with ground.hand() as hand, ground.hand() as other:
            # The pool has one slot left, so the other takes the very number that the first is about to use.
            taken = [ground.house.slots.take() for _ in range(4)]
            other_receipts = []
            hand.before_commit = lambda other=other, second=second, found=other_receipts: (
                found or found.append(submit(other, second))
            )
            receipt = submit(hand, first)
            for slot in taken:
                ground.house.slots.release(slot)
        assert hand.tries == 2
        assert receipt.number != other_receipts[0].number
    with ground.room() as room:
        assert recount(room) == []


def test_what_follows_an_act_follows_once_however_often_it_is_tried(ground, source):
    register_citizens(ground, 1)
    for times in (1, 3, 5):
        with ground.hand() as hand:
            case_id = hand_in(ground, hand, CITIZEN, paper(source, 400)).case_id
            take_to(hand, case_id, "reviewed")
            refuse_first(hand, times)
            act(hand, case_id, "approve", APPROVER)
    with ground.room() as room:
        messages = [found for tree in room.register.outbox for bucket in tree.values() for found in bucket.messages]
        ids = [message.id for message in messages]
        assert len(ids) == len(set(ids))
        assert sum(message.kind == "licence" for message in messages) == 3
        assert recount(room) == []
