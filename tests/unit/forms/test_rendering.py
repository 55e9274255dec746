"""What a browser and a screen reader get: names tied to controls, errors tied to fields, nothing lost or run."""

import time
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as parser

from unit.forms.conftest import FILES, GOOD
from wangting.forms.standing import REGISTER, SIGN_IN, TRACK
from wangting.forms.widgets import Prefilled

CANARY = "\"'><x-xss>${7*7}{x.__class__}"
CONTROLS = "//input[not(@type='hidden')] | //select | //textarea"


@pytest.fixture
def shown(form, widgets, frame):
    def show(values=None, files=None, errors=(), lang="zh-Hans", **changed):
        return parser.fragment_fromstring(form.render(widgets[lang], replace(frame, **changed), values, files, errors))

    return show


def judged(form, answers, lang="zh-Hans"):
    return form.validate(list(answers.items()), {}, lang, date(2026, 9, 28), ["id_number"])


def test_every_control_has_a_name_that_a_screen_reader_says(shown):
    tree = shown({"members": [{"who": "母亲", "income": "1"}, {"who": "", "income": ""}]}, FILES)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    labels = set(tree.xpath("//label/@for"))
    for control in tree.xpath(CONTROLS):
        assert control.get("id") in labels, control.attrib
    for fieldset in tree.xpath("//fieldset"):
        assert fieldset.xpath("string(legend)").strip()


def test_every_description_that_is_referred_to_is_there(shown, form):
    outcome = judged(form, {})
    tree = shown(outcome.values, {}, outcome.errors, prefilled={"id_number": Prefilled("3416**", "来自：注册")})
    ids = set(tree.xpath("//@id"))
    described = [word for value in tree.xpath("//@aria-describedby | //@aria-labelledby") for word in value.split()]
    assert described
    assert set(described) <= ids


def test_each_error_stands_beside_its_field_and_is_tied_to_it(shown, form):
    outcome = judged(form, {"born": "2024-13-01"})
    tree = shown(outcome.values, {}, outcome.errors)
    for error in outcome.errors:
        words = tree.xpath(f"string(//*[@id='{error.field}-error'])")
        assert words.startswith("错误：")
        tied = tree.xpath(f"//*[contains(concat(' ', @aria-describedby, ' '), ' {error.field}-error ')]")
        assert tied, error
        assert tree.xpath(f"//*[@id='{error.field}']"), "the link of the summary must lead somewhere"
    assert len(tree.xpath("//*[@aria-invalid='true']")) >= 3


def test_the_order_is_label_hint_error_control(shown, form):
    outcome = judged(form, {})
    tree = shown(outcome.values, {}, outcome.errors)
    block = tree.xpath("//input[@id='phone']")[0].getparent()
    assert [child.get("class", "").split()[0] for child in block] == ["wt-label", "wt-hint", "wt-error", "wt-input"]


@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30))
def test_any_answer_is_shown_again_exactly(form, widgets, frame, text):
    tree = parser.fragment_fromstring(form.render(widgets["zh-Hans"], frame, {"name": text, "why": "\n" + text}))
    assert tree.xpath("//input[@id='name']/@value") == [text]
    # A browser drops the first line break after the tag, which is ours; the answer's own stays.
    assert tree.xpath("string(//textarea)") == "\n\n" + text


def test_nothing_that_is_typed_runs(shown, form):
    answers = dict.fromkeys((spec.id for spec in form.fields if spec.kind != "group"), CANARY)
    values = {**answers, "members": [{"who": CANARY, "income": CANARY}]}
    file = FILES["m1"][0]
    files = {"m1": [type(file)(CANARY, 3, "c" * 64)]}
    tree = shown(values, files, prefilled={"id_number": Prefilled(CANARY, CANARY)}, hidden={"x": CANARY})
    assert not tree.xpath("//x-xss")
    assert tree.xpath("//input[@id='name']/@value") == [CANARY]


def test_a_page_runs_no_script_and_carries_no_style(shown):
    tree = shown(GOOD, FILES)
    assert not tree.xpath("//script | //style | //@style")
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]


def test_enter_presses_the_main_button_and_not_the_one_that_removes_a_file(shown):
    first = shown(GOOD, FILES).xpath("//button")[0]
    assert (first.get("name"), first.get("value"), first.get("tabindex")) == ("act", "next", "-1")


def test_files_are_listed_and_each_can_be_removed_and_one_more_sent(shown):
    tree = shown(GOOD, FILES)
    assert tree.xpath("//ul[@class='wt-files']//b/text()") == ["成绩单.jpg", "体检表.pdf"]
    assert tree.xpath("//button[@name='remove']/@value") == [f"m1:{'a' * 64}", f"m2:{'b' * 64}"]
    assert tree.xpath("//button[@name='upload']/@value") == ["m1", "m2", "m3"]
    assert tree.xpath("//input[@type='file']/@name") == ["file-m1", "file-m2", "file-m3"]
    assert tree.get("enctype") == "multipart/form-data"


def test_only_an_original_may_be_brought_to_the_counter(shown):
    assert shown({"m1": "paper"}).xpath("//input[@value='paper']/@id") == ["m1-paper"]
    assert shown({"m1": "paper"}).xpath("//input[@value='paper']/@checked")
    assert not shown({"m1": ""}).xpath("//input[@value='paper']/@checked")


def test_what_the_hall_knows_is_shown_with_its_source_and_cannot_be_typed(shown):
    tree = shown(GOOD, prefilled={"id_number": Prefilled("3416**********00**", "来自：市人口库")})
    control = tree.xpath("//input[@id='id_number']")[0]
    assert control.get("readonly") is not None
    assert control.get("name") is None
    assert tree.xpath("string(//*[@id='id_number-from'])") == "来自：市人口库"


def test_optional_is_said_in_words_and_required_is_told_to_screen_readers(shown):
    tree = shown()
    assert "（可不填）" in tree.xpath("string(//label[@for='address'])")
    assert tree.xpath("//input[@id='name']/@aria-required") == ["true"]
    assert "（可不填）" not in tree.xpath("string(//label[@for='name'])")


def test_few_options_are_all_in_sight_and_many_fold(shown):
    tree = shown(GOOD)
    assert tree.xpath("//input[@name='degree']/@value") == ["master", "bachelor"]
    assert tree.xpath("//input[@name='degree'][@checked]/@value") == ["bachelor"]
    assert len(tree.xpath("//select[@name='subject']/option")) == 10


def test_an_english_form_marks_what_is_only_chinese(shown):
    tree = shown(GOOD, FILES, lang="en")
    assert tree.xpath("//label[@for='m1']/@lang") == ["zh-Hans"]
    assert tree.xpath("//label[@for='name']/@lang") == []
    assert tree.xpath("//*[@id='phone-hint']/@lang") == ["zh-Hans"]
    assert "Please choose" in tree.xpath("string(//select)")


def test_what_is_rendered_comes_back_when_it_is_sent_unchanged(shown, form):
    values = {**GOOD, "why": "第一行\n第二行", "m1": "paper", "members": [{"who": "母亲", "income": "1200"}]}
    tree = shown(values)
    sent = [(name, value) for name, value in tree.form_values() if name]
    typed = form.typed(sent)
    assert {name: typed[name].strip("\n") if isinstance(typed[name], str) else typed[name] for name in values} == values


def test_the_forms_of_our_own_pages_never_send_a_password_back(widgets, frame):
    for own in (SIGN_IN, REGISTER, TRACK):
        values = {spec.id: "secret-word" for spec in own.fields}
        tree = parser.fragment_fromstring(own.render(widgets["zh-Hans"], frame, values))
        assert not tree.xpath("//input[@type='password']/@value")
        assert tree.get("enctype") is None
    assert tree.xpath("//input[@name='number']/@value") == ["secret-word"]


def test_a_form_of_twelve_fields_costs_less_than_the_promise(form, widgets, frame):
    """QUALITY 2: at most 4 cpu-ms; stock Deform takes 35."""
    part = [spec for spec in form.fields if spec.kind != "group"][:12]
    small = type(form)((replace(form.sections[0], fields=tuple(part)),))
    outcome = small.validate([], {}, today=date(2026, 9, 28))
    show = partial(small.render, widgets["zh-Hans"], frame, outcome.values, FILES, outcome.errors)
    show()
    best = min(_cpu(show) for _attempt in range(5))
    assert best < 4e-3, f"{best * 1e3:.2f} cpu-ms"


def _cpu(work, times=20):
    start = time.process_time()
    for _time in range(times):
        work()
    return (time.process_time() - start) / times
