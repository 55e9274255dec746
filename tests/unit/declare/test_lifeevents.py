"""The matters of life are declared, with a mistake told at its line; each leads to items of every county hall."""

import pytest

from wangting.declare import lifeevents

FILE = "tenants/_shared/life_events.yaml"


def test_the_eight_matters_of_the_look_are_there_in_their_order(home):
    found, problems = lifeevents.load(home.path)
    assert problems == []
    assert "".join(event.glyph for event in found) == "生学业婚居医老助"
    assert all(event.title_en.isascii() and event.words for event in found)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("key: study", "key: birth", "events.2.key: 'birth' stands here twice"),
        ("glyph: 学", "glyph: 生", "events.2.glyph: '生' stands here twice"),
        ("glyph: 婚", "glyph: 结婚", "events.4.glyph: '结婚' does not match"),
        ("words: [婚姻, 结婚, 离婚]", "words: [婚姻, 机构]", "events.4.without: '机构' stands among the words as well"),
        ("title_en: Old age", "colour: red", "events.7.colour: is not known here"),
    ],
)
def test_a_mistake_is_told_with_its_place(home, old, new, message):
    home.mend(FILE, old, new)
    found, problems = lifeevents.load(home.path)
    told = [str(problem) for problem in problems]
    assert any(problem.startswith(f"{FILE}:") and message in problem for problem in told), told
    assert found == () or "twice" in message or "as well" in message


def test_every_hall_has_items_for_most_matters_and_the_counties_for_all(whole):
    life = whole.life_events
    for key, tenant in whole.tenants.items():
        records = [whole.items[row.code] for row in tenant.implementations]
        counts = {
            event.key: sum(event.has(item.name, item.record.get("theme") or ()) for item in records) for event in life
        }
        assert sum(map(bool, counts.values())) >= 5, (key, counts)
        if tenant.kind == "county":
            assert all(counts.values()), (key, counts)
