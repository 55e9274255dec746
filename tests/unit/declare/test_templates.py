"""The material templates that a new hall begins with are declared, with a mistake told at its line."""

import pytest

from wangting.declare import templates
from wangting.rules.template import names_of

FILE = "tenants/_shared/materials.yaml"


def test_each_name_is_that_of_one_template_and_of_a_paper_that_items_ask_for(home, whole):
    found, problems = templates.load(home.path)
    assert problems == []
    names = [name for told in found.values() for name in names_of(told)]
    assert len(names) == len(set(names))
    asked = {material["name"] for item in whole.items.values() for material in item.edition["materials"]}
    assert all({told["name"], *told["also"], f"《{told['name']}》"} & asked for told in found.values())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("code: M0002", "code: M0001", "templates.2.code: 'M0001' stands here twice"),
        ("name: 出生医学证明", "name: 户口本", "templates.3.name: '户口本' is a name of M0002"),
        ("channel: government", "channel: friends", "templates.1.channel: "),
        ("name: 劳动合同", "title: 劳动合同", "templates.15.title: is not known here"),
    ],
)
def test_a_mistake_is_told_with_its_place(home, old, new, message):
    home.mend(FILE, old, new)
    _found, problems = templates.load(home.path)
    told = [str(problem) for problem in problems]
    assert any(problem.startswith(f"{FILE}:") and message in problem for problem in told), told
