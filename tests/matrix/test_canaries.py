"""What happens in one hall moves no word and no count of another."""

import re
from copy import deepcopy

import pytest

from matrix.asking import Question, request_of
from matrix.running import flown
from matrix.table import Row
from matrix.world import CASES, file_case

#: What differs from one answer to the next whoever asks: tokens, the number of an error.
CHANGING = re.compile(rb'name="csrf_token" value="[^"]+"|value="[^"]+" name="csrf_token"')
LISTS = (*(f"/<hall>/desk?tab={tab}" for tab in ("todo", "held", "open", "paused", "done")), "/<hall>/desk?q=%E7%8E%8B")


def page(world, path, role, hall):
    who = world.asker(role, hall)
    row = Row("/<hall>/desk", "GET", "", "", {}, "")
    question = Question(row, hall, role, who, hall)
    request = request_of(question, world)
    request.path_info, _mark, request.query_string = path.replace("<hall>", hall).partition("?")
    return question, request.get_response(world.hall.application)


@pytest.mark.parametrize("role", ["counter", "reviewer", "approver", "head"])
def test_a_case_more_in_one_hall_changes_no_list_and_no_count_of_another(world, role):
    def seen():
        return [CHANGING.sub(b"", page(world, path, role, "mengcheng")[1].body) for path in LISTS]

    before = seen()
    more = deepcopy(world.things["lixin"])
    for name, acts in CASES.items():
        file_case(world, more, name, acts)
    after, theirs = seen(), page(world, "/<hall>/desk?tab=open", "counter", "lixin")[1].text
    counted = len(re.findall(r"341623-\d{8}-\d\d-\d{5}-\w", theirs))
    world.remembered.bring_back()
    assert before == after
    assert counted > len(re.findall(r"341623-\d{8}-\d\d-\d{5}-\w", page(world, LISTS[2], "counter", "lixin")[1].text))


@pytest.mark.parametrize("role", ["counter", "reviewer", "reviewer_beside", "approver", "issuer", "head", "town_clerk"])
def test_no_list_of_a_desk_holds_a_word_or_number_of_another_hall(world, role):
    for path in LISTS:
        question, answer = page(world, path, role, "mengcheng")
        assert answer.status_int == 200
        assert flown(world, question, answer) == [], path


def test_a_canary_that_has_flown_is_found(world):
    question, answer = page(world, "/<hall>/desk", "counter", "mengcheng")
    for word, kind in ((world.things["lixin"].private, "the case"), (world.things["lixin"].public, "the page"),
                       (world.things["lixin"].cases["accepted"], "the case")):  # fmt: skip
        answer.text = f"<p>{word}</p>"
        assert flown(world, question, answer) == [("lixin", kind)]


def test_a_search_for_the_word_of_another_hall_brings_nothing_of_its_cases(world):
    things = world.things["lixin"]
    for path in ("/<hall>/desk?q=", "/<hall>/search?q=", "/<hall>/items/?q="):
        _question, answer = page(world, path + things.private, "counter", "mengcheng")
        assert answer.status_int == 200
        assert [number for number in things.cases.values() if number in answer.text] == [], path
    for path in ("/api/v1/search?hall=lixin&q=", "/api/v1/suggest?hall=lixin&q="):
        answer = page(world, path + things.private, "visitor", "mengcheng")[1]
        assert answer.status_int == 200
        # A word of nothing may be near the name of some item; what it must not bring is itself, or a case.
        assert [word for word in (things.private, things.public, *things.cases.values()) if word in answer.text] == []
