"""Which words send an item to which department is declared, and a mistake in it is told at its line."""

import pytest

from wangting.declare import departments

FILE = "tenants/_shared/departments.yaml"


def load(home):
    found, problems = departments.load(home.path)
    return found, [str(problem) for problem in problems]


def test_the_words_of_the_house_send_items_where_people_expect_them(home):
    words = load(home)[0]
    assert words.kind_of("广州市公安局", "机动车注册登记") == "gongan"
    assert words.kind_of("区行政审批局", "食品经营许可核发") == "shichang"
    assert words.kind_of(None, "老年优待证换发") == "minzheng"
    assert words.department("ezone", "jiaoyu") == "shehui"
    assert words.department("ezone", "yancao") is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{word: 人社,     department: renshe}", "{word: 人社,     department: gone}",
         "by_agency.13.department: no kind of department 'gone'"),
        ("{word: 人社,     department: renshe}", "{word: 民政,     department: renshe}",
         "by_agency.13.word: '民政' stands here twice"),
        ("otherwise: shuju", "otherwise: gone", "otherwise: no kind of department 'gone'"),
        ("    yibao: shehui", "    hospital: shehui", "folded.ezone.hospital: no kind of department 'hospital'"),
        ("{word: 文旅,           department: wenlv}", "{word: 文旅,           colour: red}",
         "by_name.1.colour: is not known here"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_line(home, old, new, message):
    line = home.line_of(FILE, old)
    home.mend(FILE, old, new)
    found, problems = load(home)
    assert found is None
    assert any(problem.startswith(f"{FILE}:{line}: {message}") for problem in problems), problems
