"""The declared law of mandates: it says all it must, and every mistake is told at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from wangting.declare.mandates import FILE, load
from wangting.rules.mandate import CODE_NAMES, NAMES
from wangting.rules.notice import fill, unknown_places

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def changed(tmp_path):
    def change(old, new):
        text = (ROOT / FILE).read_text("utf-8")
        assert text.count(old) == 1
        path = tmp_path / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(old, new), "utf-8")
        law, problems = load(tmp_path)
        return law, [str(problem) for problem in problems]

    return change


def test_the_real_law_is_read_and_every_place_of_its_words_is_filled():
    law, problems = load(ROOT)
    assert problems == []
    assert (law.guardian_below, law.code_minutes) == (14, 20)
    assert law.usual <= law.longest
    filled = [fill(words, dict.fromkeys(NAMES, "甲")) for words in (*law.text, law.guardian_text)]
    filled.append(fill(law.code_text, dict.fromkeys(CODE_NAMES, "甲")))
    assert not any(unknown_places(words) for words in filled)
    assert "民法典" not in law.code_text


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{principal}", "{principle}", "text.1: nothing is filled in for {principle}"),
        ("有效。{delegate} 要替", "有效。{cod} 要替", "code_text: nothing is filled in for {cod}"),
        ("{firm} 单位", "{company} 单位", "company_code_text: nothing is filled in for {company}"),
        ("{guardian}代", "{code}代", "guardian_text: nothing is filled in for {code}"),
        ("usual: 90 ", "usual: 900 ", "usual: must not be longer than longest"),
        ("guardian_below: 14 ", "guardian_below: 0 ", "guardian_below: 0 is less than minimum value 1"),
        ("title_en: Mandates", "title_en: Mandates\nsigned: true", "signed: is not known here"),
    ],
)
def test_a_mistake_is_told_with_its_place(changed, old, new, said):
    _law, problems = changed(old, new)
    assert len(problems) == 1
    assert said in problems[0]
    assert problems[0].startswith("tenants/_shared/mandates.yaml:")
