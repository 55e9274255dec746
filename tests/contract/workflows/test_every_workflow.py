"""What every workflow must hold, whoever wrote it; the law's own limits are asserted, not computed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.declare import workflows
from wangting.declare.registered import REGISTERED
from wangting.rules.timelimit import Limit
from wangting.rules.workflow import BEFORE, NOBODY
from wangting.rules.workflow_checks import problems
from wangting.services.casework.consequences import ALWAYS, Consequences
from wangting.services.casework.guards import GUARDS

HOME = Path(__file__).resolve().parents[3]
FLOWS = workflows.load(HOME, REGISTERED.names)[0]
DECISIONS = {"approve", "refuse"}


@pytest.fixture(params=sorted(FLOWS))
def flow(request):
    return FLOWS[request.param]


def test_it_holds_together(flow):
    assert problems(flow, REGISTERED.names) == ()


def test_it_is_found_under_the_name_of_its_file(flow):
    assert (HOME / "workflows" / f"{flow.key}.yaml").is_file()


def test_each_guard_it_names_is_one_the_house_answers_to(flow):
    named = {name for guards in flow.guards.values() for name in guards}
    assert named <= GUARDS.keys()


def test_each_consequence_it_names_is_one_the_house_answers_to_and_not_mere_bookkeeping(flow):
    named = {name for consequences in flow.consequences.values() for name in consequences}
    assert named <= {step.__name__ for step in Consequences.steps} - ALWAYS


def test_only_the_citizen_opens_a_case(flow):
    assert flow.opening.source == BEFORE
    assert flow.opening.posts == {"applicant", "agent"}


def test_five_silent_working_days_count_as_acceptance(flow):
    # 行政许可法 32 (4).
    assert flow.find(flow.initial, "deem").posts == {"timer"}
    assert Limit(*flow.limits["deem"]) == Limit(5, "workday")
    assert "deem" in flow.accepts


def test_the_result_is_delivered_within_ten_working_days_of_the_decision(flow):
    # 行政许可法 44.
    assert Limit(*flow.limits["deliver"]) == Limit(10, "workday")


def test_the_citizen_can_withdraw_from_every_state_before_the_decision_and_from_none_after(flow):
    for state in flow.states:
        found = flow.find(state, "withdraw")
        assert (found is not None) == (not flow.has_concluded(state))
        assert found is None or found.posts == {"applicant", "agent"}


def test_whoever_declines_or_refuses_says_why(flow):
    # 行政许可法 32, 38.
    for act in flow.acts & {"decline", "refuse"}:
        assert "reason_given" in flow.guards[act]


def test_a_second_request_for_papers_is_guarded(flow):
    # 行政许可法 32 (4): told once.
    if "supplement" in flow.acts:
        assert "first_supplement_only" in flow.guards["supplement"]
        assert "missing_listed" in flow.guards["supplement"]


def test_who_decides_is_not_who_reviewed(flow):
    if "review" in flow.acts:
        assert all("decider_is_another" in flow.guards[act] for act in DECISIONS)


def test_each_step_that_the_law_puts_into_writing_has_its_document(flow):
    # 行政许可法 32, 38; withdrawal and delivery leave a note.
    expected = {
        "submit": "receipt",
        "accept": "acceptance_notice",
        "deem": "acceptance_notice",
        "supplement": "supplement_notice",
        "decline": "non_acceptance_notice",
        "approve": "approval_decision",
        "refuse": "refusal_decision",
        "withdraw": "withdrawal_note",
        "deliver": "delivery_note",
    }
    assert dict(flow.documents) == {act: name for act, name in expected.items() if act in flow.acts}


def test_the_applicant_hears_of_every_conclusion(flow):
    assert all("notify_applicant" in flow.consequences[act] for act in flow.concludes)


def test_a_licence_follows_from_approval_and_from_nothing_else(flow):
    assert [act for act, names in flow.consequences.items() if "issue_licence" in names] == ["approve"]


def test_the_clock_runs_from_acceptance_to_the_decision_only(flow):
    accepted = flow.reachable(row.target for row in flow.transitions if row.act in flow.accepts)
    running = {key for key, state in flow.states.items() if state.clock == "runs"}
    assert running == accepted - flow.concluded_states


def test_titles_are_chinese_first_and_english_complete(flow):
    for named in (flow, *flow.states.values()):
        assert any("\u4e00" <= letter <= "\u9fff" for letter in named.title)
        assert named.title_en.isascii()


@given(st.data())
def test_every_walk_through_the_table_ends_in_a_state_that_is_nobodys_turn(data):
    flow = FLOWS[data.draw(st.sampled_from(sorted(FLOWS)))]
    state, left = flow.initial, 30
    while not flow.is_final(state) and left:
        ways = flow.acts_from(state)
        state = (data.draw(st.sampled_from(ways)) if left > 10 else ways[0]).target
        left -= 1
    assert flow.states[state].turn == NOBODY
    assert flow.has_concluded(state)
