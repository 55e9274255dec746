"""One case from its submission to the licence, and every way in which an act is refused, against a real database."""

from __future__ import annotations

import io
from datetime import date

import pytest

from acting import PDF, TEACHER, act, party, state, submit
from wangting.clock import minute_of
from wangting.errors import NotAllowed, Outdated, Refused
from wangting.security.gate import asker_of
from wangting.services.casework.chain import broken_entry
from wangting.services.filing import Submission
from wangting.services.working.post import broken_seals


def test_a_case_goes_from_submission_to_a_licence_with_a_whole_chain(hall):
    case_id = submit(hall)
    act(hall, case_id, "accept", "mengcheng-counter")
    act(hall, case_id, "review", "mengcheng-jiaoyu-reviewer", opinion="材料相符")
    act(hall, case_id, "approve", "mengcheng-jiaoyu-approver")
    with hall.room() as room:
        case = room.register.case(case_id)
        assert [entry.act for entry in case.ledger] == ["submit", "accept", "review", "approve"]
        assert broken_entry(case) is None
        licence = room.register.licence(case.licence)
        assert licence.status == "valid"
        assert licence.file is None
        assert licence.identifier.split(".")[5:7] == ["000000000000000000001", "341622"]
    hall.clock.advance(seconds=10)
    hall.worker.round()
    with hall.room() as room:
        case = room.register.case(case_id)
        assert case.state == "delivered"
        assert case.ledger[-1].post == "timer"
        signed = room.licensing.read(room.register.licence(case.licence))
        assert hall.house.press.check(signed).valid
        assert not room.register.deliveries


def test_only_the_post_of_the_step_may_act_and_only_where_it_is_held(hall):
    case_id = submit(hall)
    for stranger in (
        "lixin-counter",
        "mengcheng-canlian-reviewer",
        "mengcheng-jiaoyu-approver",
        "mengcheng-supervisor",
    ):
        with pytest.raises(NotAllowed):
            act(hall, case_id, "accept", stranger)
    act(hall, case_id, "accept", "mengcheng-counter")
    with pytest.raises(NotAllowed):
        act(hall, case_id, "review", "mengcheng-canlian-reviewer")
    with pytest.raises(Refused, match="no_such_act"):
        act(hall, case_id, "approve", "mengcheng-jiaoyu-approver")


def test_a_second_officer_on_an_old_page_is_told_and_changes_nothing(hall):
    case_id = submit(hall)
    act(hall, case_id, "accept", "mengcheng-counter", version=1)
    with pytest.raises(Outdated):
        act(hall, case_id, "decline", "mengcheng-counter", version=1, opinion="不属本机关")
    assert state(hall, case_id) == "accepted"


def test_papers_are_asked_for_once_and_only_from_the_list(hall):
    case_id = submit(hall)
    for missing, code in (((), "nothing_listed"), (("passport",), "outside_the_list")):
        with pytest.raises(Refused, match=code):
            act(hall, case_id, "supplement", "mengcheng-counter", facts={"missing": missing})
    act(hall, case_id, "supplement", "mengcheng-counter", facts={"missing": ("m3", "m4")}, opinion="缺两样")
    assert state(hall, case_id) == "supplementing"
    act(hall, case_id, "answer", hall.account("citizen")["login"])
    with pytest.raises(Refused, match="told_once_already"):
        act(hall, case_id, "supplement", "mengcheng-counter", facts={"missing": ("m5",)})


def test_five_silent_working_days_accept_a_case_from_the_day_the_papers_came(hall):
    case_id = submit(hall)
    hall.clock.advance(days=3)
    hall.worker.round()
    assert state(hall, case_id) == "submitted"
    # After Monday 28 September come two working days, the holiday of 1 to 7 October, then Thursday, Friday and the
    # Saturday 10 October, which is worked: the fifth day ends on it.
    hall.clock.set(hall.clock.now().replace(month=10, day=10, hour=23, minute=59))
    hall.worker.round()
    before = state(hall, case_id)
    hall.clock.advance(days=2)
    hall.worker.round()
    with hall.room() as room:
        case = room.register.case(case_id)
        entry = case.last("deem")
        assert entry is not None
        assert entry.post == "timer"
        assert entry.at.startswith("2026-09-28")
        assert entry.recorded > entry.at
        deadlines = room.house.reckoner.of(case, room.casework.workflow(case))
        assert deadlines.accepted == date(2026, 9, 28)
    assert before == "submitted"


def test_acting_on_a_case_whose_time_has_come_meets_the_case_as_the_law_has_it(hall):
    case_id = submit(hall)
    hall.clock.advance(days=30)
    with pytest.raises(Refused, match="no_such_act"):
        act(hall, case_id, "supplement", "mengcheng-counter", facts={"missing": ("m3",)})


def test_who_reviewed_does_not_decide(hall):
    with hall.room(commit=True) as room:
        reviewer = party(room, "mengcheng-jiaoyu-reviewer")
        reviewer.postings += (reviewer.postings[0]._replace(post="approver"),)
    case_id = submit(hall)
    act(hall, case_id, "accept", "mengcheng-counter")
    act(hall, case_id, "review", "mengcheng-jiaoyu-reviewer")
    with pytest.raises(Refused, match="decider_reviewed"):
        act(hall, case_id, "approve", "mengcheng-jiaoyu-reviewer")


def test_a_refusal_states_its_reason(hall):
    case_id = submit(hall)
    with pytest.raises(Refused, match="reason_missing"):
        act(hall, case_id, "decline", "mengcheng-counter", opinion="  ")
    act(hall, case_id, "decline", "mengcheng-counter", opinion="不属于本机关职权，请到市教育局")
    assert state(hall, case_id) == "declined"


def test_the_applicant_and_nobody_else_withdraws_before_the_decision(hall):
    case_id = submit(hall)
    other = hall.installation.accounts[2]["login"]
    with pytest.raises(NotAllowed):
        act(hall, case_id, "withdraw", other)
    act(hall, case_id, "withdraw", hall.account("citizen")["login"])
    assert state(hall, case_id) == "withdrawn"


def test_the_row_of_a_case_lies_in_one_queue_whose_turn_it_is(hall):
    case_id = submit(hall)
    steps = [("accept", "mengcheng-counter", "reviewer"), ("review", "mengcheng-jiaoyu-reviewer", "approver"),
             ("approve", "mengcheng-jiaoyu-approver", "issuer")]  # fmt: skip
    assert where(hall, case_id) == [("open", "mengcheng/jiaoyu", "counter")]
    for name, login, turn in steps:
        act(hall, case_id, name, login)
        assert where(hall, case_id) == [("open", "mengcheng/jiaoyu", turn)]
    hall.clock.advance(seconds=10)
    hall.worker.round()
    assert where(hall, case_id) == [("done", "mengcheng/jiaoyu", "")]


def where(hall, case_id):
    """Return every queue in which a row of the case lies."""
    found = []
    with hall.room() as room:
        for kind in ("open", "paused", "done"):
            for key, queue in getattr(room.register, kind).items():
                unit, turn = (key, "") if kind == "done" else key
                found += [(kind, unit, turn) for (_minute, known), _row in queue.items() if known == case_id]
    return found


def test_counters_say_what_happened(hall):
    case_id = submit(hall)
    act(hall, case_id, "accept", "mengcheng-counter")
    with hall.room() as room:
        counted = room.register.count(case_id, 20260928, "mengcheng/jiaoyu").as_dict()
    assert (counted["submitted"], counted["submitted_online"], counted["accepted"], counted["approved"]) == (1, 1, 1, 0)


def test_a_draft_filed_twice_is_one_case_with_its_uploads_whole(hall):
    with hall.room(commit=True) as room:
        person = party(room, hall.account("citizen")["login"])
        offer = room.catalogue.offer("lixin", TEACHER)
        draft = room.drafting.begin(person.id, "lixin", TEACHER, 1)
        draft = room.drafting.upload(draft, "m1", "a.pdf", io.BytesIO(PDF), offer.edition)
    numbers = set()
    for commit in (False, True, True):
        with hall.room(commit=commit) as room:
            person, offer = party(room, hall.account("citizen")["login"]), room.catalogue.offer("lixin", TEACHER)
            path = room.register.orgunit(offer.implementation.unit).path
            submission = Submission(
                draft.id, "lixin", "341623", offer.implementation, offer.edition, path, person, {}, draft.files
            )
            numbers.add(room.filing.submit(submission, asker_of(person)).number)
    assert len(numbers) == 1
    with hall.room() as room:
        [case_id] = room.register.cases_of(party(room, hall.account("citizen")["login"]).id)
        [file] = room.register.case(case_id).files
        with file.blob.open("r") as stream:
            assert stream.read() == PDF


def test_notices_go_out_once_under_a_stable_id_and_seals_cover_the_ledgers(hall):
    case_id = submit(hall)
    hall.clock.advance(seconds=10)
    hall.worker.round()
    sent = sorted(path.name for path in (hall.settings.var / "spool" / "sms").iterdir())
    assert len(sent) == 1
    with hall.room() as room:
        assert not any(room.register.outbox)
        assert broken_seals(room.register) == []
        assert room.register.case(case_id).number.replace("-", "") in sent[0].replace("-", "")


def test_an_altered_entry_is_found_by_the_chain_and_a_rewritten_chain_by_the_seal(hall):
    case_id = submit(hall)
    act(hall, case_id, "accept", "mengcheng-counter")
    hall.clock.advance(seconds=10)
    hall.worker.round()
    with hall.room() as room:
        case = room.register.case(case_id)
        forged = case.ledger[1]._replace(post="approver")
        case.ledger = (case.ledger[0], forged)
        assert broken_entry(case) == 2
        case.ledger = (case.ledger[0], forged._replace(hash=forged.hash[::-1]))
        assert broken_seals(room.register) == [1]


def test_the_deadline_of_a_case_is_where_the_queue_says(hall):
    case_id = submit(hall)
    act(hall, case_id, "accept", "mengcheng-counter")
    with hall.room() as room:
        case = room.register.case(case_id)
        deadlines = room.house.reckoner.of(case, room.casework.workflow(case))
        assert case.place[2] == minute_of(deadlines.promised.moment) == deadlines.next_minute
        assert deadlines.statutory.due > deadlines.promised.due
