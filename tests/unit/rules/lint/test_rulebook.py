"""Each rule of the linter by the example that it is for, and by the one next to it that it leaves alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.hierarchy import Placed
from wangting.rules.lint.finding import SEVERITIES, Offered, Subject, Words
from wangting.rules.lint.rulebook import RULES, findings
from wangting.rules.lint.together import rings

WORDS = Words(longest_sentence=10, jargon=("敬请",), held=("身份证",), licence_class="行政审批", least_steps=2)
DAYS = {"amount": 5, "unit": "workday"}
MATERIAL = {"id": "m1", "name": "申请表", "requirement": None, "basis": "条例"}
FEE = {"name": "工本费", "standard": "10元", "basis": "条例"}
EDITION = {
    "conditions": None, "legal_limit": None, "promised_limit": None, "visits": None, "materials": [], "fee": None,
    "steps": [], "workflow": "administrative_licence.v1", "certificate": None, "service_object": [],
    "facts": {"basis": [{"law": "条例"}]},
}  # fmt: skip


def subject(code="A1", name="甲", item_class="行政确认", agency="局", offered=(), **edition):
    facts = {**EDITION["facts"], **edition.pop("facts", {})}
    return Subject(code, name, item_class, {**EDITION, **edition, "facts": facts}, agency, tuple(offered))


def found(*subjects):
    return [(finding.rule.key, finding.found.place) for finding in findings(subjects, WORDS, {})]


def test_an_item_that_says_little_is_not_blamed_for_it():
    assert found(subject()) == []


@pytest.mark.parametrize(
    ("edition", "wanted"),
    [
        ({"legal_limit": DAYS, "promised_limit": {**DAYS, "amount": 6}}, ("promise_longer", "promised_limit")),
        ({"visits": 1, "facts": {"depth": 4, "visit_reason": "核对"}}, ("visits_of_the_wholly_online", "visits")),
        ({"visits": 1}, ("visit_without_reason", "facts.visit_reason")),
        ({"visits": 0, "facts": {"depth": 3}}, ("no_way_back", "facts.courier")),
        ({"promised_limit": {**DAYS, "amount": 0}}, ("instant_by_another_way", "workflow")),
        ({"promised_limit": DAYS, "workflow": "instant.v1"}, ("instant_by_another_way", "workflow")),
        ({"fee": "50元"}, ("fee_without_ground", "facts.fees")),
        (
            {"facts": {"fees": [{**FEE, "basis": None}]}},
            ("fee_without_ground", "facts.fees.1.basis"),
        ),
        ({"facts": {"online_payment": True}, "fee": "免费。"}, ("payment_of_nothing", "facts.online_payment")),
        ({"certificate": {"name": "登记证"}}, ("result_without_sample", "facts.result.sample")),
        ({"materials": [{**MATERIAL, "basis": None}]}, ("material_without_basis", "materials.1.basis")),
        ({"materials": [{**MATERIAL, "name": "居民身份证复印件"}]}, ("material_already_held", "materials.1")),
        ({"conditions": "一二三四五六七八九十一。"}, ("hard_text", "conditions")),
        ({"conditions": "敬请光临"}, ("hard_text", "conditions")),
        ({"materials": [{**MATERIAL, "requirement": "敬请"}]}, ("hard_text", "materials.1.requirement")),
    ],
)
def test_what_is_doubtful_is_found_where_it_stands(edition, wanted):
    assert found(subject(**edition)) == [wanted]


@pytest.mark.parametrize(
    "edition",
    [
        {"legal_limit": DAYS, "promised_limit": DAYS},
        {"legal_limit": DAYS, "promised_limit": {"amount": 6, "unit": "calendar_day"}},
        {"visits": 0, "facts": {"depth": 4}},
        {"visits": 0, "facts": {"depth": 3, "courier": True}},
        {"promised_limit": {**DAYS, "amount": 0}, "workflow": "instant.v1"},
        {"fee": "不收费", "facts": {"online_payment": False}},
        {"fee": "10元", "facts": {"fees": [FEE], "online_payment": True}},
        {"certificate": {"name": "登记证"}, "facts": {"result": {"name": "登记证", "sample": "样本"}}},
        {"materials": [MATERIAL]},
        {"conditions": "一二三四五六七八九十。一二三四五六七八九十。"},
    ],
)
def test_what_is_right_is_left_alone(edition):
    assert found(subject(**edition)) == []


def test_a_licence_needs_its_steps_and_an_answer():
    licence = subject(item_class="行政审批", steps=["收件"])
    assert found(licence) == [("licence_told_too_briefly", "steps"), ("licence_told_too_briefly", "facts.faq")]
    answered = {"faq": [{"question": "谁", "answer": "我"}]}
    assert found(subject(item_class="行政审批", steps=["收件", "审查"], facts=answered)) == []


def test_a_phone_for_complaints_is_another_one_and_halls_say_the_same():
    here = Offered("lixin", ("0558-1",), ("0558-1",), {"general": "先取号"})
    assert found(subject(offered=[here])) == [("same_phone", "lixin")]
    differ = [Offered("lixin", help={"fee": "甲", "general": "丙"}), Offered("guoyang", help={"fee": "乙"})]
    assert found(subject(offered=differ)) == [("wording_between_halls", "help.fee")]
    agree = [Offered("lixin", help={"fee": "甲"}), Offered("guoyang", help={"fee": "甲"}), Offered("ezone")]
    assert found(subject(offered=agree)) == []


def test_a_code_of_a_hall_that_names_another_item_is_told_with_the_hall():
    code = "11341623MB1A23456Y3440102013001"
    mine = Subject("440102013002", "甲", None, EDITION, None, (Offered("lixin", task_code=code), Offered("ezone")))
    doubted = [one.found for one in findings([mine], WORDS, {}) if one.rule.key == "doubtful_code"]
    assert [(one.place, one.said) for one in doubted] == [("lixin", code)]


def test_proof_in_a_circle_is_told_at_each_item_of_the_circle():
    def needing(code, *papers, issues):
        materials = [{**MATERIAL, "name": paper} for paper in papers]
        return subject(code, name=code, materials=materials, facts={"result": {"name": issues, "sample": "样"}})

    ring = [needing(*names, issues=issues) for *names, issues in (("A", "乙证", "甲证"), ("B", "丙证", "乙证"))]
    ring.append(needing("C", "甲证", issues="丙证"))
    outside = needing("D", "甲证", issues="丁证")
    assert [(f.rule.key, f.found.code, f.found.said) for f in findings([*ring, outside], WORDS, {})] == [
        ("circular_proof", code, "A → B → C → A") for code in "ABC"
    ]


def test_the_same_name_of_one_body_is_told_and_of_two_bodies_not():
    twice = [subject("A", name="设立 登记"), subject("B", name="设立登记"), subject("C", name="设立登记", agency="厅")]
    assert [(f.found.code, f.found.said) for f in findings(twice, WORDS, {})] == [("A", "B"), ("B", "A")]


def test_what_cannot_lie_where_it_lies_is_found_at_each_item_that_can_mend_it():
    main, sub, lost = (Subject(code, code, None, EDITION, place=place) for code, place in (
        ("A", Placed("main")), ("B", Placed("sub", "A")), ("C", Placed("sub", "Z"))))  # fmt: skip
    assert found(main, sub) == []
    assert [(f.found.code, f.found.said) for f in findings((main, sub, lost), WORDS, {})] == [("C", "Z")]
    unsaid = Subject("A", "A", None, EDITION)
    assert [f.found.code for f in findings((unsaid, sub), WORDS, {})] == ["A", "B"]


def test_a_waiver_is_shown_with_its_reason_and_only_at_its_item():
    one, other = subject("A", visits=1), subject("B", name="乙", visits=1)
    waivers = {("visit_without_reason", "A"): "按手印"}
    waived = {finding.found.code: finding.waived for finding in findings([one, other], WORDS, waivers)}
    assert waived == {"A": "按手印", "B": None}


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3)))
def test_rings_are_what_reaches_itself(needs):
    def reaches(start, goal):
        ahead, seen = list(needs.get(start, ())), set()
        while ahead:
            step = ahead.pop()
            if step == goal:
                return True
            if step not in seen:
                seen.add(step)
                ahead.extend(needs.get(step, ()))
        return False

    together = rings(needs)
    assert sorted(code for ring in together for code in ring) == sorted(c for c in needs if reaches(c, c))
    for ring in together:
        assert all(reaches(one, other) for one in ring for other in ring)


def test_rules_have_keys_of_their_own_and_one_way_of_looking():
    assert len({rule.key for rule in RULES}) == len(RULES)
    assert all((rule.look is None) != (rule.look_at_all is None) and rule.severity in SEVERITIES for rule in RULES)


@given(st.permutations(range(4)))
def test_the_order_of_the_items_changes_nothing_that_is_found(order):
    same = [subject(code, name="丙") for code in "CD"]
    subjects = [subject("A", visits=1), subject("B", name="乙", fee="1元"), *same]
    shuffled = [subjects[number] for number in order]
    assert sorted(found(*shuffled)) == sorted(found(*subjects))


def test_a_main_item_that_nobody_applies_for_is_asked_only_whether_it_lies_where_it_may():
    main = Placed("main")
    said = {"conditions": "按照有关规定" * 40, "promised_limit": {"amount": 9, "unit": "workday"},
            "legal_limit": {"amount": 1, "unit": "workday"}}  # fmt: skip
    gathering = replace(subject("M1", "主项", None, None, **said), place=main)
    twin = replace(subject("M2", "主项", None, None, **said), place=main)
    parts = [replace(subject(f"P{one}", f"子项{one}", agency=None), place=Placed("sub", f"M{one}")) for one in (1, 2)]
    assert found(gathering, twin, *parts) == []
    # Without parts it is handled itself, and what it says is read.
    assert ("promise_longer", "promised_limit") in found(gathering)
    # What lies under what is asked of all: a main item lies under nothing, and under none lies another.
    ring = findings((replace(gathering, place=Placed("main", "M2")), twin, *parts), WORDS, {})
    assert {(finding.rule.key, finding.found.code) for finding in ring} == {
        ("misplaced_item", "M1"), ("misplaced_item", "M2")
    }  # fmt: skip
