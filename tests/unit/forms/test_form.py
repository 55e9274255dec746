from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unit.forms.conftest import FILES, GOOD, NUMBER
from wangting.errors import Invalid
from wangting.rules.iso7064 import mod_11_2
from wangting.theming.texts import translator

TODAY = date(2026, 9, 28)
SAY = translator("zh-Hans")
FREE = ["name", "id_number", "phone", "address", "born", "degree", "subject", "record", "why", "amount"]


def judged(form, answers=(), files=FILES, prefilled=("id_number",), lang="zh-Hans"):
    return form.validate(list(dict(answers).items()), files, lang, TODAY, prefilled)


def told(outcome):
    return {error.field: SAY(error.message) for error in outcome.errors}


def test_a_complete_form_stands_and_its_answers_are_in_their_normal_form(form):
    outcome = judged(form, {**GOOD, "born": "2024年6月1日", "phone": "138 0000 0000", "amount": "４.８"})
    assert outcome.ok
    assert outcome.values["born"] == "2024-06-01"
    assert outcome.values["phone"] == "13800000000"
    assert outcome.values["amount"] == "4.8"
    assert outcome.values["members"] == []


def test_an_empty_form_tells_all_that_is_missing_at_once_in_the_order_of_the_page(form):
    outcome = judged(form, {}, files={})
    assert told(outcome) == {
        "name": "请填写姓名",
        "phone": "请填写手机",
        "born": "请填写毕业时间",
        "degree": "请选择最高学历",
        "record": "请选择有没有犯罪记录",
        "m1": "请上传相应层次学业成绩单，或者勾选到窗口交原件",
        "m2": "请上传体检合格证明",
    }
    assert [error.field for error in outcome.errors] == list(told(outcome))


@given(answers=st.fixed_dictionaries({name: st.text(max_size=40) for name in FREE}))
def test_whatever_is_typed_comes_back(form, answers):
    outcome = judged(form, answers, prefilled=())
    wrong = {error.field for error in outcome.errors}
    for name in FREE:
        assert name in outcome.values
        if name in wrong:
            assert outcome.values[name] == answers[name]
    again = judged(form, outcome.values | {"members": ""}, prefilled=())
    assert {error.field for error in again.errors} == wrong
    assert {name: again.values[name] for name in FREE} == {name: outcome.values[name] for name in FREE}


@given(
    controls=st.lists(
        st.tuples(st.sampled_from([*FREE, "m1", "__start__", "__end__", "add", "drop", "x"]), st.text(max_size=20))
    )
)
def test_no_controls_whatever_break_the_form(form, controls):
    try:
        outcome = form.validate(controls, {}, today=TODAY)
    except Invalid:
        return
    assert not outcome.ok


def test_a_required_material_may_be_brought_only_where_the_original_is_seen(form):
    outcome = judged(form, {**GOOD, "m1": "paper", "m2": "paper"}, files={})
    assert told(outcome) == {"m2": "请上传体检合格证明"}
    assert outcome.values["m1"] == "paper"


def test_what_may_follow_later_is_not_asked_for_now(form):
    assert "m3" not in told(judged(form, {}, files={}))


def test_what_the_hall_knows_already_cannot_be_overwritten(form):
    outcome = judged(form, {**GOOD, "id_number": "110101199001011234"})
    assert outcome.ok
    assert "id_number" not in outcome.values


def test_an_identity_number_is_checked_by_its_check_character_and_its_day(form):
    spaced = judged(form, {**GOOD, "id_number": f" {NUMBER[:6]} {NUMBER[6:]}"}, prefilled=())
    assert spaced.ok
    assert spaced.values["id_number"] == NUMBER
    not_yet_born = "999999209901010018"
    assert mod_11_2(not_yet_born[:17]) == not_yet_born[17]
    for wrong in (NUMBER[:-1] + "1", not_yet_born, "abc"):
        assert told(judged(form, {**GOOD, "id_number": wrong}, prefilled=())) == {
            "id_number": "身份证号码不对，请对照证件再核对一遍"
        }


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("degree", "doctor", "请从列出的选项里选最高学历"),
        ("record", "maybe", "请从列出的选项里选有没有犯罪记录"),
        ("name", "某" * 201, "姓名最多 200 个字"),
        ("why", "某" * 2001, "说明最多 2000 个字"),
        ("amount", "很多", "只写数字，例如 4.8"),
        ("name", "  \u3000 ", "请填写姓名"),
    ],
)
def test_an_answer_that_cannot_stand_is_told_in_words(form, name, typed, message):
    outcome = judged(form, {**GOOD, name: typed})
    assert told(outcome) == {name: message}
    assert outcome.values[name] == typed


def test_on_an_english_page_no_message_speaks_chinese(form):
    say = translator("en")
    outcome = judged(form, {}, files={}, lang="en")
    messages = {error.field: (say(error.message), error.about) for error in outcome.errors}
    assert messages["name"] == ("Please fill in: Name", "")
    assert messages["m2"] == ("Please upload this material", "体检合格证明")
    assert all(text.isascii() for text, _about in messages.values())


def rows(*given):
    yield "__start__", "members:sequence"
    for who, income in given:
        yield from (("__start__", "row:mapping"), ("who", who), ("income", income), ("__end__", "row:mapping"))
    yield "__end__", "members:sequence"


def test_rows_are_read_checked_and_told_by_their_place(form):
    outcome = form.validate(
        [*GOOD.items(), *rows(("母亲", "1200"), ("", ""), ("", "多"))], FILES, today=TODAY, prefilled=["id_number"]
    )
    assert told(outcome) == {"members-1-who": "请填写称呼", "members-1-income": "只写数字，例如 4.8"}
    good = form.validate(
        [*GOOD.items(), *rows(("母亲", "1,200"), ("", " "))], FILES, today=TODAY, prefilled=["id_number"]
    )
    assert good.values["members"] == [{"who": "母亲", "income": "1200"}]


def test_more_rows_than_the_form_has_room_for_are_told(form):
    outcome = form.validate([*GOOD.items(), *rows(*[("甲", "1")] * 4)], FILES, today=TODAY, prefilled=["id_number"])
    assert told(outcome) == {"members": "家庭成员最多 3 行"}
    assert len(outcome.values["members"]) == 4


def test_adding_and_dropping_a_row_changes_rows_and_checks_nothing(form):
    typed = [("name", ""), *rows(("母亲", "x"), ("父亲", "y"))]
    added = form.typed([*typed, ("add", "members")])
    assert added["members"] == [
        {"who": "母亲", "income": "x"},
        {"who": "父亲", "income": "y"},
        {"who": "", "income": ""},
    ]
    assert form.typed([*typed, ("drop", "members:0")])["members"] == [{"who": "父亲", "income": "y"}]
    # A browser sends the button where it stands: before the end of the rows.
    *inside, end = typed
    assert form.typed([*inside, ("drop", "members:0"), end])["members"] == [{"who": "父亲", "income": "y"}]
    for nonsense in ("members:7", "members:-1", "members", "others:0", "members:x"):
        assert len(form.typed([*typed, ("drop", nonsense)])["members"]) == 2


def test_markers_that_do_not_fit_together_are_no_form_of_ours(form):
    for broken in ([("__end__", "x")], [("__start__", "members:sequence")], [("__start__", "x:unheard_of")]):
        with pytest.raises(Invalid):
            form.typed(broken)


def test_one_section_can_stand_alone(form):
    part = form.only("applicant")
    assert [spec.id for spec in part.fields] == ["name", "id_number", "phone", "address", "born"]
    assert part is form.only("applicant")
    with pytest.raises(KeyError):
        form.only("nowhere")


def test_answers_are_shown_in_words_and_numbers_of_people_are_masked(form):
    values = {**GOOD, "id_number": NUMBER, "m1": "paper", "members": [{"who": "母亲", "income": "1200"}]}
    rows_ = {row.field: row for _section, shown in form.shown(values, FILES) for row in shown}
    assert rows_["degree"].text == "大学本科"
    assert rows_["record"].text == "否"
    assert rows_["phone"].text == "138****0000"
    assert NUMBER not in rows_["id_number"].text
    assert rows_["m2"].files == ("体检表.pdf",)
    assert [cell.text for cell in rows_["members"].rows[0]] == ["母亲", "1200"]
    unmasked = {row.field: row for _section, shown in form.shown(values, FILES, "en", masked=False) for row in shown}
    assert unmasked["phone"].text == "13800000000"
    assert (unmasked["degree"].text, unmasked["degree"].term) == ("Bachelor", "Degree")
    assert (unmasked["m2"].term, unmasked["m2"].tongue) == ("体检合格证明", "zh-Hans")
