"""Taking, handing over, putting back, stepping back: who has a case in hand, on record, and never against the law."""

from __future__ import annotations

import pytest

from acting import act, asker, party, state, submit
from proving.recount import recount
from wangting.content.parties import Official, Posting
from wangting.errors import NotAllowed, Outdated, Refused
from wangting.security.gate import asker_of
from wangting.services.casework.chain import broken_entry
from wangting.services.worklist import HELD, TODO, Wanted

CLERK, SECOND, REVIEWER = "mengcheng-counter", "mengcheng-counter-2", "mengcheng-jiaoyu-reviewer"


@pytest.fixture
def case_id(hall):
    """A case on file, and a second clerk at the same counter."""
    with hall.room(commit=True) as room:
        clerk = party(room, CLERK)
        second = Official(room.register.parties.new_id(), "样例二")
        second.postings, second.login = clerk.postings, SECOND
        room.register.parties.add(second)
    return submit(hall)


def do(hall, case_id, name, login, *args):
    with hall.room(commit=True) as room:
        case = room.register.case(case_id)
        getattr(room.custody, name)(case, asker(room, login), *args, version=case.version)


def hand_over(hall, case_id, login, to):
    with hall.room(commit=True) as room:
        case = room.register.case(case_id)
        room.custody.hand_over(case, asker(room, login), party(room, to), version=case.version)


def holder(hall, case_id):
    with hall.room() as room:
        case = room.register.case(case_id)
        found = room.register.parties.get(case.held_by)
        kind, turn, minute = case.place
        row = dict(room.register.queue(kind, case.unit, turn).items())[(minute, case.id)]
        assert row.holder == case.held_by
        return found.login if found is not None else None


def in_hand(hall, login, tab=HELD):
    with hall.room() as room:
        sheet = room.worklist(room.catalogue.hall("mengcheng")).sheet(asker(room, login), Wanted(tab))
        return [line.key[1] for line in sheet.lines]


def test_a_case_that_is_taken_lies_in_ones_hands_and_the_colleague_still_sees_it(hall, case_id):
    do(hall, case_id, "take", CLERK)
    assert holder(hall, case_id) == CLERK
    assert in_hand(hall, CLERK) == [case_id]
    assert in_hand(hall, SECOND) == []
    assert in_hand(hall, SECOND, TODO) == [case_id]
    with hall.room() as room:
        case = room.register.case(case_id)
        assert [(entry.act, entry.post, entry.source, entry.target) for entry in case.ledger[1:]] == [
            ("take", "counter", "submitted", "submitted")
        ]
        assert broken_entry(case) is None
        assert recount(room) == []


def test_taken_twice_by_the_same_it_is_taken_once(hall, case_id):
    do(hall, case_id, "take", CLERK)
    do(hall, case_id, "take", CLERK)
    with hall.room() as room:
        assert room.register.case(case_id).version == 2


def test_a_colleague_acts_only_after_taking_it_over_and_that_is_on_record(hall, case_id):
    do(hall, case_id, "take", CLERK)
    with pytest.raises(Refused, match="held_by_another"):
        act(hall, case_id, "accept", SECOND)
    do(hall, case_id, "take", SECOND)
    assert (holder(hall, case_id), in_hand(hall, CLERK), in_hand(hall, SECOND)) == (SECOND, [], [case_id])
    with hall.room() as room:
        assert dict(room.register.case(case_id).ledger[-1].facts) == {"from": party(room, CLERK).id}
    act(hall, case_id, "accept", SECOND)
    assert state(hall, case_id) == "accepted"


def test_the_next_posts_move_is_in_nobodys_hands(hall, case_id):
    do(hall, case_id, "take", CLERK)
    act(hall, case_id, "accept", CLERK)
    assert holder(hall, case_id) is None
    assert in_hand(hall, CLERK) == []
    act(hall, case_id, "review", REVIEWER)
    with hall.room() as room:
        assert recount(room) == []


def test_handing_over_goes_to_a_colleague_of_the_post_and_to_nobody_else(hall, case_id):
    do(hall, case_id, "take", CLERK)
    with hall.room() as room:
        colleagues = room.custody.colleagues(room.register.case(case_id), asker(room, CLERK))
        assert [one.login for one in colleagues] == [SECOND]
    for stranger in (REVIEWER, "lixin-counter", CLERK, "nobody"):
        with pytest.raises(Refused, match="no_colleague"):
            hand_over(hall, case_id, CLERK, stranger)
    hand_over(hall, case_id, CLERK, SECOND)
    assert (holder(hall, case_id), in_hand(hall, SECOND)) == (SECOND, [case_id])
    with pytest.raises(Refused, match="held_by_another"):
        hand_over(hall, case_id, CLERK, SECOND)


def test_one_who_is_shut_out_is_no_colleague(hall, case_id):
    with hall.room(commit=True) as room:
        party(room, SECOND).disabled = True
    with hall.room() as room:
        assert room.custody.colleagues(room.register.case(case_id), asker(room, CLERK)) == []


def test_what_is_put_back_is_free_and_only_the_holder_puts_it_back(hall, case_id):
    with pytest.raises(Refused, match="not_in_your_hands"):
        do(hall, case_id, "put_back", CLERK)
    do(hall, case_id, "take", CLERK)
    do(hall, case_id, "put_back", CLERK)
    assert holder(hall, case_id) is None
    with hall.room() as room:
        first = room.worklist(room.catalogue.hall("mengcheng")).first_free(asker(room, SECOND))
        assert first == room.register.case(case_id).number


def test_who_steps_back_says_why_and_does_nothing_more_on_the_case(hall, case_id):
    with pytest.raises(Refused, match="reason_missing"):
        do(hall, case_id, "recuse", CLERK, "  ")
    do(hall, case_id, "take", CLERK)
    do(hall, case_id, "recuse", CLERK, "申请人是我的侄女")
    assert holder(hall, case_id) is None
    for name in ("accept", "decline"):
        with pytest.raises(Refused, match="recused"):
            act(hall, case_id, name, CLERK, opinion="理由")
    with pytest.raises(Refused, match="recused"):
        do(hall, case_id, "take", CLERK)
    with hall.room() as room:
        case = room.register.case(case_id)
        assert room.custody.possible(case, asker(room, CLERK)) == ()
        assert (case.ledger[-1].act, case.ledger[-1].opinion) == ("recuse", "申请人是我的侄女")
        assert broken_entry(case) is None
    do(hall, case_id, "take", SECOND)
    with pytest.raises(Refused, match="no_colleague"):
        hand_over(hall, case_id, SECOND, CLERK)


def test_stepping_back_leaves_a_colleagues_hands_alone(hall, case_id):
    do(hall, case_id, "take", SECOND)
    do(hall, case_id, "recuse", CLERK, "同学")
    assert holder(hall, case_id) == SECOND


def test_nobody_handles_their_own_case_whatever_post_they_hold(hall, case_id):
    with hall.room(commit=True) as room:
        citizen = room.register.parties.get(room.register.case(case_id).applicant)
        post = party(room, CLERK).postings[0]
        room.register.parties.post(citizen, (Posting("counter", post.unit, post.since, None, post.hall),))
    with hall.room() as room:
        case = room.register.case(case_id)
        mine = asker_of(room.register.parties.get(case.applicant))
        assert room.custody.possible(case, mine) == ()
        with pytest.raises(Refused, match="own_case"):
            room.casework.act(case, "accept", mine)
        codes = {row.act: code for row, code in room.casework.possible(case, mine)}
        assert codes["accept"] == codes["decline"] == "own_case"
        assert codes["withdraw"] is None


def test_an_old_page_takes_nothing_and_strangers_take_nothing(hall, case_id):
    do(hall, case_id, "take", CLERK)
    with hall.room() as room, pytest.raises(Outdated):
        room.custody.take(room.register.case(case_id), asker(room, SECOND), version=1)
    for stranger in (REVIEWER, "lixin-counter", "mengcheng-supervisor"):
        with pytest.raises(NotAllowed):
            do(hall, case_id, "take", stranger)
        with hall.room() as room:
            assert room.custody.possible(room.register.case(case_id), asker(room, stranger)) == ()


def test_while_it_waits_for_the_applicant_and_when_it_is_over_there_is_nothing_to_take(hall, case_id):
    do(hall, case_id, "take", CLERK)
    act(hall, case_id, "supplement", CLERK, facts={"missing": ("m3",)}, opinion="缺一样")
    assert holder(hall, case_id) is None
    with pytest.raises(NotAllowed):
        do(hall, case_id, "take", CLERK)
    with hall.room() as room:
        applicant = room.register.parties.get(room.register.case(case_id).applicant).login
    act(hall, case_id, "withdraw", applicant)
    with pytest.raises(NotAllowed):
        do(hall, case_id, "take", CLERK)


def test_taking_a_case_moves_no_deadline(hall, case_id):
    with hall.room() as room:
        case = room.register.case(case_id)
        before = room.house.reckoner.of(case, room.casework.workflow(case))
    hall.clock.advance(days=2)
    do(hall, case_id, "take", CLERK)
    with hall.room() as room:
        case = room.register.case(case_id)
        after = room.house.reckoner.of(case, room.casework.workflow(case))
    assert [(name, due.moment) for name, due in after.acts] == [(name, due.moment) for name, due in before.acts]
    hall.clock.advance(days=30)
    with hall.room(commit=True) as room:
        assert room.casework.run_due(room.register.case(case_id))
    assert state(hall, case_id) == "accepted"
    assert holder(hall, case_id) is None
