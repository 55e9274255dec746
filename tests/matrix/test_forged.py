"""Headers by which anyone could move themselves into another hall move nobody."""

import random

import pytest
from webob import Request

from matrix.asking import request_of
from matrix.judging import fits, verdict
from matrix.running import differences, questions
from proving.size import SEED, sized

FORGED = (
    {"X-Vhm-Root": "/lixin"},
    {"X-Vhm-Root": "/lixin/desk", "X-Vhm-Host": "lixin.localhost"},
    {"X-Forwarded-Host": "lixin.localhost", "X-Forwarded-Prefix": "/lixin"},
    {"X-Original-Url": "/lixin/desk", "X-Rewrite-Url": "/lixin/desk"},
    {"X-Http-Method-Override": "POST"},
    {"Host": "nobody.example"},
)
INSIDE = "/<hall>/desk"


def some(world, rows, size):
    """Return questions about the desk of 蒙城, among them those of officials of 利辛."""
    asked = list(questions(world, [row for row in rows if row.view.startswith(INSIDE)], ["mengcheng"]))
    return random.Random(SEED).sample(asked, size)


def forged(world, question, headers):
    request = request_of(question, world)
    request.headers.update(headers)
    answer = request.get_response(world.hall.application)
    wrote = not world.remembered.is_untouched
    world.remembered.bring_back()
    things = world.things[question.theirs]
    marker = question.row.marker.format(private=things.private, public=things.public, **things.names)
    return verdict(answer, marker, wrote=wrote), answer


@pytest.mark.parametrize("headers", FORGED, ids=" ".join)
def test_a_forged_header_changes_no_answer(world, rows, headers):
    found = [
        f"{question}: {letter}"
        for question in some(world, rows, sized(40, 800))
        for letter, _answer in [forged(world, question, headers)]
        if not fits(question.row.cells[question.role], letter)
    ]
    assert found == []


def test_the_host_of_another_hall_lends_nobody_its_desk(world, rows):
    """蒙城's people at 利辛's host: by 利辛's address without its prefix, and by 蒙城's own."""
    shown = []
    for question in questions(world, [row for row in rows if row.view.startswith(INSIDE)], ["lixin"]):
        if question.role == "elsewhere" and question.who.hall == "mengcheng":
            request = request_of(question, world)
            request.path_info = request.path_info.removeprefix("/lixin")
            request.host = "lixin.localhost"
            answer = request.get_response(world.hall.application)
            if answer.status_int not in (403, 404) or world.things["lixin"].private.encode() in answer.body:
                shown.append(f"{question}: {answer.status}")
    assert world.remembered.is_untouched
    assert shown == []


def test_the_own_host_of_a_hall_is_that_hall(world, rows):
    row = next(row for row in rows if row.view == "/<hall>/desk/cases/<number>")
    (question,) = (one for one in questions(world, [row], ["lixin"]) if one.role == "counter")
    request = request_of(question, world)
    request.path_info = request.path_info.removeprefix("/lixin")
    request.host = "lixin.localhost"
    assert world.things["lixin"].private in request.get_response(world.hall.application).text


@pytest.mark.parametrize("path", ["/manage", "/manage/halls", "/deformstatic/", "/sdistatic/", "/__sdistatic/"])
def test_the_maintenance_surface_is_not_on_the_listener_of_the_halls(world, path):
    for role in ("visitor", "counter", "hall_admin", "central_office"):
        cookie = f"wangting={world.asker(role, 'mengcheng').cookie}"
        answer = Request.blank(path, headers={"Cookie": cookie}).get_response(world.hall.application)
        assert (answer.status_int, b"not_found" in answer.body) == (404, True), role


def test_the_questions_are_answered_right_without_the_headers(world, rows):
    assert differences(world, some(world, rows, 40)) == []
