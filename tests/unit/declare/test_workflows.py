"""The table a lawyer reads becomes a workflow, and every mistake in it is one line."""

import pytest

from wangting.declare import workflows
from wangting.declare.registered import REGISTERED

FILE = "workflows/administrative_licence.v1.yaml"
ACCEPT = '  - [submitted,     accept,     accepted,      "-",    "-",  A,      "-",     "-",     "-",   "-"]   # 32 (5)'


def load(home):
    found, problems = workflows.load(home.path, REGISTERED.names)
    return found, [str(problem) for problem in problems]


def test_both_workflows_are_read_without_a_problem(home):
    found, problems = load(home)
    assert problems == []
    assert set(found) == {"administrative_licence.v1", "instant.v1"}


def test_the_cells_of_a_row_say_who_may_act(home):
    flow = load(home)[0]["administrative_licence.v1"]
    assert flow.find("submitted", "accept").posts == {"counter"}
    assert flow.find("approved", "deliver").posts == {"issuer", "timer"}
    assert flow.opening.posts == {"applicant", "agent"}


def test_limits_guards_and_consequences_come_as_they_are_declared(home):
    flow = load(home)[0]["administrative_licence.v1"]
    assert flow.limits["deem"] == (5, "workday")
    assert flow.guards["supplement"] == ("missing_listed", "first_supplement_only")
    assert flow.documents["deem"] == "acceptance_notice"
    assert flow.consequences["approve"] == ("issue_licence", "notify_applicant")


def test_a_comment_does_not_change_the_digest_and_a_day_does(home):
    before = load(home)[0]["administrative_licence.v1"].digest
    home.write(FILE, home.read(FILE) + "# one more remark\n")
    assert load(home)[0]["administrative_licence.v1"].digest == before
    home.mend(FILE, "{amount: 5,  unit", "{amount: 6,  unit")
    assert load(home)[0]["administrative_licence.v1"].digest != before


def test_a_workflow_without_the_optional_parts_is_read(empty):
    empty.write(
        "workflows/short.v2.yaml",
        "title: 短\ntitle_en: Short\ninitial: one\nposts: [applicant, counter]\n"
        "states:\n  one: {title: 一, title_en: One, clock: runs, turn: counter}\n"
        "  two: {title: 二, title_en: Two, clock: runs, turn: counter}\n"
        "  end: {title: 终, title_en: End, clock: stopped, turn: nobody}\n"
        'acts:\n  - ["-", submit, one, A, "-"]\n  - [one, accept, two, "-", A]\n  - [two, approve, end, "-", A]\n'
        "accepts: [accept]\nconcludes: [approve]\nbranches: [main]\n",
    )
    found, problems = load(empty)
    assert problems == []
    assert found["short.v2"].limits == {}


MISTAKES = [
    ("initial: submitted", "initial: lost", "initial: no state 'lost'"),
    (ACCEPT, ACCEPT.replace("A,", "B,"), 'acts.2: counter: must be A or "-", not \'B\''),
    (ACCEPT, ACCEPT.replace(' "-"]', "]"), "acts.2: has 9 cells; from, act, to and 7 posts make 10"),
    (ACCEPT, ACCEPT.replace("accept, ", "publish, "), "acts.2: no act 'publish'"),
    ("accepts:   [accept, deem]", "accepts:   []", "accepts: at least one act is needed"),
    ("  decline:    [reason_given]", "  decline:    [mercy]", "guards.decline: no guard 'mercy'"),
    ("  submit:     receipt", "  submit:     poem", "documents.submit: no document 'poem'"),
    ("  deem:    {amount: 5,  unit: workday}", "  deem:    {amount: 5,  unit: moon}",
     "limits.deem.unit: no such choice 'moon': calendar_day, workday"),
    ("branches: [main]", "branches: [main]\ncolour: red", "colour: is not known here"),
    ("clock: runs,    turn: reviewer", "clock: ticks,    turn: reviewer", "states.accepted: no such clock 'ticks'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), MISTAKES, ids=[mistake[2] for mistake in MISTAKES])
def test_a_mistake_is_told_at_its_line(home, old, new, message):
    line = home.line_of(FILE, old) + new.count("\n")
    home.mend(FILE, old, new)
    found, problems = load(home)
    assert any(problem.startswith(f"{FILE}:{line}: {message}") for problem in problems)
    assert "administrative_licence.v1" not in found
    assert "instant.v1" in found


def test_the_first_row_must_open_the_case(home):
    home.mend(FILE, '  - ["-",           submit,     submitted', "  - [submitted,     submit,     submitted")
    line = home.line_of(FILE, "acts:\n"[:-1])
    assert load(home)[1] == [f'{FILE}:{line}: acts: the first row opens the case: its source is "-"']


def test_a_file_name_says_name_and_version(home):
    home.write("workflows/nameless.yaml", home.read(FILE))
    assert load(home)[1] == ["workflows/nameless.yaml:1: (file): a workflow file is called <name>.v<N>.yaml"]


def test_a_house_without_workflows_is_a_problem(empty):
    assert load(empty)[1] == ["workflows:1: (folder): no workflow is declared"]
