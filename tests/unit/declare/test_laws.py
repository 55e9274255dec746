"""Law texts are declared with a mistake told at its line, and procedures rest on articles that are held."""


import pytest

from wangting.declare import laws, procedures

FILE, BASES = "tenants/_shared/laws/holidays.yaml", "tenants/_shared/procedures.yaml"


def told(found):
    return [str(problem) for problem in found]


def test_the_laws_of_the_house_are_162_articles_of_nine(whole):
    held = whole.laws.laws
    assert len(held) == 9
    assert sum(len(law.articles) for law in held.values()) == 162
    assert {key for key, law in held.items() if law.whole} == {"holidays", "online_services"}
    for law in held.values():
        assert law.title_en.isascii()
        assert all(law.articles.values()), law.key
        # The last article of a law says from when on it is in force: the data itself shows that nothing comes after it.
        last = law.articles[max(law.articles)][-1]
        assert law.whole == last.endswith("起施行。"), law.key


def test_every_law_is_found_by_each_of_its_names(whole):
    for law in whole.laws.laws.values():
        for name in law.names:
            for article in law.articles:
                assert [tuple(one)[1:] for one in whole.laws.pieces(f"《{name}》第{article}条")] == [(law.key, article)]


def test_every_version_of_a_workflow_rests_on_articles_that_are_held(whole):
    assert whole.procedures.keys() == whole.workflows.keys()
    for rows in whole.procedures.values():
        assert {29, 32, 38, 44} <= {row.article for row in rows}
        assert all(row.words_en.isascii() for row in rows)
        assert len({(row.law, row.article) for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("whole: true", "whole: yes!", "whole: must be true or false"),
        ("version: 2024-11-10", "version: soon", "version: must be a day"),
        ("title_en:", "title_fr:", "title_fr: is not known here"),
        ('"8": |-', '"0": |-', "articles.0: is no possible key"),
        ('"8": |-', '"10": |-', "whole: an article is missing"),
        ('"8": |-', '"1": |-', "articles.1: stands here twice"),
        ("short: [节假日办法]", "short: [行政许可法]", "title: 行政许可法 is administrative_licensing already"),
    ],
)
def test_a_mistake_in_a_law_is_told_with_its_place(home, old, new, message):
    home.mend(FILE, old, new)
    book, problems = laws.load(home.path)
    assert any(one.startswith(f"{FILE}:") and message in one for one in told(problems)), told(problems)
    assert "holidays" not in book.laws
    assert "cybersecurity" in book.laws


def test_articles_stand_in_their_order_and_the_file_is_called_by_the_key(home):
    text = 'title: 某法\ntitle_en: Law\nshort: []\nversion: 2020-01-01\nwhole: false\narticles: {"2": 乙, "1": 甲}\n'
    home.write("tenants/_shared/laws/some law.yaml", text)
    home.write("tenants/_shared/laws/none.yaml", text.replace('{"2": 乙, "1": 甲}', "{}").replace("某法", "别法"))
    _book, problems = laws.load(home.path)
    assert told(problems) == [
        "tenants/_shared/laws/none.yaml:6: articles: holds no article",
        "tenants/_shared/laws/some law.yaml:1: (file): the file of a law is called [a-z][a-z0-9_]*.yaml",
        "tenants/_shared/laws/some law.yaml:6: articles.1: stands behind article 2",
    ]


def test_a_law_is_added_by_a_file(home):
    text = 'title: 某某条例\ntitle_en: Law\nshort: []\nversion: 2020-01-01\nwhole: false\narticles: {"7": 甲}\n'
    home.write("tenants/_shared/laws/some.yaml", text)
    book, problems = laws.load(home.path)
    assert problems == []
    assert [tuple(one)[1:] for one in book.pieces("《某某条例》第七条")] == [("some", 7)]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  instant.v1:", "  instant.v9:", "procedures.instant.v9: no such workflow: administrative_licence.v1"),
        ("article: 42", "article: 99", "administrative_licensing 99 is not held"),
        ("article: 42", "article: 4.2", "must be a whole number"),
        ("procedures:", "procedure:", "procedure: is not known here"),
    ],
)  # fmt: skip
def test_a_procedure_that_rests_on_nothing_is_told_with_its_place(home, old, new, message):
    home.mend(BASES, old, new)
    book, _none = laws.load(home.path)
    _found, problems = procedures.load(home.path, book)
    assert any(one.startswith(f"{BASES}:") and message in one for one in told(problems)), told(problems)


def test_a_version_that_rests_on_nothing_declared_is_no_mistake(home):
    home.write("workflows/own.v1.yaml", home.read("workflows/instant.v1.yaml"))
    book, _none = laws.load(home.path)
    found, problems = procedures.load(home.path, book)
    assert problems == []
    assert "own.v1" not in found


def test_a_law_or_a_workflow_with_a_mistake_is_told_once(home):
    home.mend("tenants/_shared/laws/administrative_licensing.yaml", "whole: false", "whole: perhaps")
    home.mend("workflows/instant.v1.yaml", "branches: [main]", "branches: []")
    book, found = laws.load(home.path)
    assert len(found) == 1
    assert procedures.load(home.path, book)[1] == []
