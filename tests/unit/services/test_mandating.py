"""Mandates against a real database: drawn, confirmed, revoked; and what an agent can do with them, and cannot."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acting import PDF, TEACHER, act, party, state
from walking import id_number
from wangting.errors import NotAllowed, NotFound, Refused, TooMany
from wangting.rules.iso7064 import mod_11_2
from wangting.rules.mandate import most_telling, why_not
from wangting.security.gate import asker_of
from wangting.security.permissions import CASE_VIEW
from wangting.services.filing import Submission
from wangting.services.mandating import POINT, SMS, WINDOW, Drawing

AGENT = "mengcheng-agent"


def drawing(room, draft_id="d1", name="赵大爷", serial=31, phone="13700000031", **more):
    applicant = room.people.typed(name, id_number(serial), phone)
    today = room.house.clock.now().date()
    given = {"since": today, "until": today + timedelta(days=30), "delegate": party(room, AGENT),
             "said": {"halls": "全市", "items": "全部"}, **more}  # fmt: skip
    return Drawing(draft_id=draft_id, principal=room.people.known(applicant), applicant=applicant, **given)


def drawn(hall, **more):
    """Draw up a mandate and return its number."""
    with hall.room(commit=True) as room:
        return room.mandating.draw_up(drawing(room, **more), party(room, AGENT), POINT).number


def confirmed(hall, **more):
    """Draw up a mandate, confirm it, and return (number, principal)."""
    number = drawn(hall, **more)
    with hall.room(commit=True) as room:
        mandate = room.register.mandates.get(number)
        room.mandating.confirm(mandate, party(room, AGENT), SMS)
        return number, mandate.principal


def revoke(hall, number):
    with hall.room(commit=True) as room:
        room.mandating.revoke(room.register.mandates.get(number), party(room, AGENT), WINDOW)


def file_for(hall, principal, number, draft_id="e1"):
    """File a case as the agent, and return its id."""
    with hall.room(commit=True) as room:
        agent, applicant = party(room, AGENT), room.register.parties.get(principal)
        offer = room.catalogue.offer("mengcheng", TEACHER)
        room.mandating.demand(principal, agent.id, "mengcheng", TEACHER)
        path = room.register.orgunit(offer.implementation.unit).path
        sent = Submission(draft_id, "mengcheng", offer.hall.case_prefix, offer.implementation, offer.edition, path,
                          applicant, {"reason": "教语文"}, agent=agent, mandate=number)  # fmt: skip
        return room.filing.submit(sent, asker_of(agent)).id


def sees(hall, case_id):
    with hall.room() as room:
        facts = room.casework.facts(room.register.case(case_id))
        return room.gate.may(asker_of(party(room, AGENT)), CASE_VIEW, facts).allowed


def code_of(hall):
    (sent,) = (hall.settings.var / "spool" / "sms").glob("mandate.*.json")
    return re.search(r"\d{6}", json.loads(sent.read_text("utf-8"))["text"]).group()


def test_nobody_is_registered_and_nothing_is_allowed_before_the_confirmation(hall):
    number = drawn(hall)
    with hall.room(commit=True) as room:
        mandate, agent = room.register.mandates.get(number), party(room, AGENT)
        assert (mandate.principal, room.mandating.waiting(agent.id)) == (None, [mandate])
        assert room.people.known(mandate.applicant) is None
        assert room.mandating.principals(agent.id) == []
        room.mandating.send_code(mandate)
        assert not room.mandating.is_right(mandate, "000000" if code_of(hall) != "000000" else "111111")
        assert room.mandating.is_right(mandate, code_of(hall)[:3] + " " + code_of(hall)[3:])
        room.mandating.confirm(mandate, agent, SMS)
        room.mandating.confirm(mandate, agent, SMS)
    with hall.room() as room:
        mandate, agent = room.register.mandates.get(number), party(room, AGENT)
        villager = room.register.parties.get(mandate.principal)
        assert (villager.name, villager.password, villager.phone_masked) == ("赵大爷", "", "137****0031")
        assert [step.what for step in mandate.steps] == ["drawn", "confirmed"]
        assert room.mandating.principals(agent.id) == [(villager, mandate.until)]
        assert room.mandating.waiting(agent.id) == []
        assert room.mandating.lapse(villager.id, agent.id) is None


def test_a_code_is_tried_five_times_and_sent_five_times_an_hour(hall):
    number = drawn(hall)
    with hall.room() as room:
        mandate = room.register.mandates.get(number)
        for _time in range(5):
            hall.clock.advance(seconds=1)
            room.mandating.send_code(mandate)
        with pytest.raises(TooMany):
            room.mandating.send_code(mandate)
        for _try in range(5):
            assert not room.mandating.is_right(mandate, "not it")
        newest = max((hall.settings.var / "spool" / "sms").glob("mandate.*.json"))
        code = re.search(r"\d{6}", json.loads(newest.read_text("utf-8"))["text"]).group()
        assert not room.mandating.is_right(mandate, code)


def test_the_same_draft_makes_one_mandate(hall):
    number = drawn(hall)
    assert drawn(hall) == number


def test_an_agent_files_acts_and_is_told_of_as_long_as_the_mandate_runs(hall):
    number, principal = confirmed(hall)
    case_id = file_for(hall, principal, number)
    with hall.room() as room:
        case, agent = room.register.case(case_id), party(room, AGENT)
        assert (case.applicant, case.agent, case.mandate) == (principal, agent.id, number)
        assert (case.ledger[0].post, case.ledger[0].who) == ("agent", agent.id)
        assert room.register.cases_filed_by(agent.id) == [case_id]
        buckets = [bucket for tree in room.register.outbox for bucket in tree.values()]
        assert {principal, agent.id} <= {message.party for bucket in buckets for message in bucket.messages}
    act(hall, case_id, "withdraw", AGENT)
    assert state(hall, case_id) == "withdrawn"


def test_a_revoked_mandate_takes_every_right_at_once_and_a_new_one_gives_it_back(hall):
    number, principal = confirmed(hall)
    case_id = file_for(hall, principal, number)
    assert sees(hall, case_id)
    revoke(hall, number)
    assert not sees(hall, case_id)
    with pytest.raises(NotAllowed):
        act(hall, case_id, "withdraw", AGENT)
    with pytest.raises(Refused, match="mandate_revoked"):
        file_for(hall, principal, number, "e2")
    confirmed(hall, draft_id="d2")
    assert sees(hall, case_id)


@pytest.mark.parametrize(
    ("scope", "days", "code"),
    [
        ({"items": ("other",)}, 0, "mandate_other_item"),
        ({"halls": ("lixin",)}, 0, "mandate_other_hall"),
        ({}, 31, "mandate_over"),
    ],
)
def test_beyond_its_scope_and_its_period_a_mandate_says_why_it_does_not_help(hall, scope, days, code):
    number, principal = confirmed(hall, **scope)
    hall.clock.advance(days=days)
    with pytest.raises(Refused, match=code):
        file_for(hall, principal, number)
    with hall.room() as room:
        assert room.register.cases_filed_by(party(room, AGENT).id) == []


def test_an_agent_whose_post_is_over_sees_nothing_whatever_the_mandate_says(hall):
    number, principal = confirmed(hall)
    case_id = file_for(hall, principal, number)
    with hall.room(commit=True) as room:
        agent, yesterday = party(room, AGENT), room.house.clock.now().date() - timedelta(days=1)
        room.register.parties.post(agent, (agent.postings[0]._replace(until=yesterday),))
    assert not sees(hall, case_id)


def test_a_child_is_spoken_for_by_a_guardian_who_gets_the_code(hall):
    body = "34160220190101120"
    with hall.room(commit=True) as room:
        applicant = room.people.typed("赵小宝", body + mod_11_2(body))
        guardian = room.people.typed("赵爸爸", id_number(51), "13700000051")
        given = {"applicant": applicant, "principal": None, "draft_id": "c1"}
        base = drawing(room)
        alone = Drawing(**{**base.__dict__, **given})
        assert room.mandating.faults(alone) == ("guardian_needed",)
        with pytest.raises(Refused, match="guardian_needed"):
            room.mandating.draw_up(alone, party(room, AGENT), POINT)
        assert len(room.register.mandates) == 0
        same = Drawing(**{**alone.__dict__, "guardian": applicant})
        assert room.mandating.faults(same) == ("guardian_too_young", "guardian_is_the_child")
        spoken = Drawing(**{**alone.__dict__, "guardian": guardian})
        mandate = room.mandating.draw_up(spoken, party(room, AGENT), POINT)
        assert "监护人赵爸爸" in mandate.text[-1]
        assert mandate.signatory == guardian
        room.mandating.send_code(mandate)
        (sent,) = (hall.settings.var / "spool" / "sms").glob("mandate.*.json")
        assert json.loads(sent.read_text("utf-8"))["to"] == "13700000051"


def test_whoever_has_no_phone_confirms_at_a_window(hall):
    number = drawn(hall, phone="")
    with hall.room() as room, pytest.raises(Refused, match="mandate_no_phone"):
        room.mandating.send_code(room.register.mandates.get(number))


def test_a_registered_person_is_known_by_the_number_and_the_name_must_agree(hall):
    confirmed(hall)
    with hall.room() as room:
        for name, phone, code in (
            ("钱大爷", "13700000031", "mandate_names_differ"),
            ("赵大爷", "13700000099", "mandate_phone_differs"),
        ):
            with pytest.raises(Refused, match=code):
                drawing(room, name=name, phone=phone)
        assert drawing(room).principal.name == "赵大爷"


def test_a_phone_shared_in_a_family_brings_notices_and_signs_nobody_in(hall):
    confirmed(hall)
    _number, second = confirmed(hall, draft_id="d2", name="赵大娘", serial=32)
    with hall.room() as room:
        wife = room.register.parties.get(second)
        assert (wife.phone_mark, wife.phone_masked) == ("", "137****0031")
        assert room.registering.find("13700000031").name == "赵大爷"


def test_oneself_officials_and_the_past_are_refused_and_nothing_is_written(hall):
    with hall.room() as room:
        agent, clerk = party(room, AGENT), party(room, "mengcheng-counter")
        today = room.house.clock.now().date()
        base = drawing(room).__dict__
        for change, code in (
            ({"principal": agent}, "mandate_to_oneself"),
            ({"delegate": clerk}, "mandate_no_delegate"),
            ({"principal": clerk}, "mandate_no_principal"),
            ({"until": today - timedelta(days=1)}, "mandate_backwards"),
            ({"until": today + timedelta(days=400)}, "mandate_too_long"),
        ):
            with pytest.raises(Refused, match=code) as refused:
                room.mandating.draw_up(Drawing(**{**base, **change}), agent, POINT)
            assert refused.value.facts == {"years": 14, "days": 365}
        assert len(room.register.mandates) == 0


def test_somebody_who_turns_out_to_be_the_delegate_cannot_be_confirmed(hall):
    number = drawn(hall)
    with hall.room() as room:
        mandate, agent = room.register.mandates.get(number), party(room, AGENT)
        agent.id_mark = mandate.applicant.id_mark
        room.register.parties.add(agent)
        with pytest.raises(Refused, match="mandate_to_oneself"):
            room.mandating.confirm(mandate, agent, SMS)
        assert not mandate.terms.confirmed


def test_what_is_revoked_or_over_is_confirmed_no_more(hall):
    number, late = drawn(hall), drawn(hall, draft_id="d2", serial=32, phone="13700000032")
    revoke(hall, number)
    revoke(hall, number)
    hall.clock.advance(days=31)
    with hall.room() as room:
        agent = party(room, AGENT)
        for one, code in ((number, "mandate_revoked"), (late, "mandate_over")):
            for deed in (lambda found: room.mandating.confirm(found, agent, SMS), room.mandating.send_code):
                with pytest.raises(Refused, match=code):
                    deed(room.register.mandates.get(one))
        assert len(room.register.mandates.get(number).steps) == 2
        assert room.mandating.lapse(1, agent.id) == "mandate_none"


def test_a_confirmed_mandate_sends_no_further_code(hall):
    number, _principal = confirmed(hall)
    with hall.room() as room, pytest.raises(Refused, match="mandate_confirmed_already"):
        room.mandating.send_code(room.register.mandates.get(number))


@pytest.mark.parametrize("typed", ["", "ABC", "IIIIIIII", "22222222", "委托书一二三四五"])
def test_what_is_no_number_finds_no_mandate(hall, typed):
    with hall.room() as room, pytest.raises(NotFound):
        room.register.mandates.get(typed)


def test_a_number_is_found_however_it_is_typed(hall):
    number = drawn(hall)
    with hall.room() as room:
        assert room.register.mandates.get(f" {number[:4].lower()}-{number[4:]} ").number == number
        assert [mandate.number for mandate in room.register.mandates] == [number]


#: What may happen between an agent and a villager, in any order.
HAPPENING = st.lists(
    st.one_of(
        st.tuples(st.just("give"), st.sampled_from([(), ("mengcheng",), ("lixin",)]),
                  st.sampled_from([(), (TEACHER,), ("other",)]), st.integers(0, 40)),
        st.tuples(st.just("revoke"), st.integers(0, 9)),
        st.tuples(st.just("wait"), st.integers(1, 25)),
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(HAPPENING)
def test_after_any_giving_revoking_and_waiting_nobody_keeps_a_right(hall, happening):
    with hall.room() as room:
        agent, citizen = party(room, AGENT), party(room, hall.account("citizen")["login"])
        start, model = room.house.clock.now(), []
        offer = room.catalogue.offer("mengcheng", TEACHER)
        path = room.register.orgunit(offer.implementation.unit).path
        filed = Submission(f"h{start.timestamp()}", "mengcheng", offer.hall.case_prefix, offer.implementation,
                           offer.edition, path, citizen, {"reason": "教"}, agent=agent)  # fmt: skip
        case = room.filing.submit(filed, asker_of(agent))
        for number, (what, *args) in enumerate(happening):
            today = room.house.clock.now().date()
            if what == "give":
                halls, items, days = args
                until = today + timedelta(days=days)
                one = Drawing(f"g{number}", citizen, room.people.of(citizen), agent, today, until, halls, items,
                              {"halls": "", "items": ""})  # fmt: skip
                mandate = room.mandating.draw_up(one, agent, POINT)
                room.mandating.confirm(mandate, agent, SMS)
                model.append([mandate, until, halls, items, False])
            elif what == "revoke" and model:
                chosen = model[args[0] % len(model)]
                room.mandating.revoke(chosen[0], agent, WINDOW)
                chosen[-1] = True
            elif what == "wait":
                hall.clock.advance(days=args[0])
            today = room.house.clock.now().date()
            right = any(
                not gone and today <= until and halls in ((), ("mengcheng",)) and items in ((), (TEACHER,))
                for _mandate, until, halls, items, gone in model
            )
            seen = room.gate.may(asker_of(agent), CASE_VIEW, room.casework.facts(case)).allowed
            assert seen == right
            codes = [why_not(each.terms, "mengcheng", TEACHER, today) for each, *_rest in model]
            if right:
                assert room.mandating.demand(citizen.id, agent.id, "mengcheng", TEACHER) in [row[0] for row in model]
            else:
                with pytest.raises(Refused, match=most_telling(code for code in codes if code)):
                    room.mandating.demand(citizen.id, agent.id, "mengcheng", TEACHER)
        hall.clock.set(start)


def test_the_photo_of_a_mandate_is_kept_with_its_digest(hall):
    with hall.room(commit=True) as room:
        agent = party(room, AGENT)
        draft = room.drafting.begin(agent.id, "", "mandate/point/1", 1)
        edition = type("Papers", (), {"form": [{"fields": [{"id": "evidence", "kind": "material"}]}]})
        draft = room.drafting.upload(draft, "evidence", "委托书.pdf", io.BytesIO(PDF), edition)
        mandate = room.mandating.draw_up(drawing(room, files=draft.files), agent, POINT)
        number = mandate.number
    with hall.room() as room:
        (kept,) = room.register.mandates.get(number).evidence
        with kept.blob.open("r") as stream:
            assert stream.read() == PDF
        assert kept.name == "委托书.pdf"
