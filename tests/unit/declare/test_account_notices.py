"""What people are told about their account is declared, all of it and nothing else."""

import pytest

from wangting.declare import accountnotices
from wangting.rules.notice import ACCOUNT_NAMES

FILE = "tenants/_shared/account_notices.yaml"
HEAD = "title: 账户通知\ntitle_en: Accounts\ntexts:\n"


def written(empty, **changed):
    texts = {told: "正文" + "".join(f"{{{name}}}" for name in sorted(names)) for told, names in ACCOUNT_NAMES.items()}
    lines = [f"  {told}: {{subject: 题, text: '{text}'}}" for told, text in {**texts, **changed}.items() if text]
    empty.write(FILE, HEAD + "\n".join(lines) + "\n")
    found, problems = accountnotices.load(empty.path)
    return found, [str(problem) for problem in problems]


def test_every_text_is_found_by_what_it_tells(empty):
    found, problems = written(empty)
    assert problems == []
    assert found["register_code"].text == "正文{code}{minutes}"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"password_changed": ""}, "texts: password_changed is missing"),
        ({"moon_risen": "月亮"}, "texts.moon_risen: nothing is told by this name"),
        ({"register_code": "{phone}"}, "texts.register_code.text: nothing is filled in for {phone}"),
    ],
)
def test_what_cannot_be_told_is_found_before_anything_starts(empty, changed, said):
    _found, problems = written(empty, **changed)
    assert len(problems) == 1
    assert said in problems[0]


def test_a_missing_file_of_account_notices_is_a_problem(empty):
    assert "cannot be read" in str(accountnotices.load(empty.path)[1][0])
