"""Whatever happens on a journey, the log of it names nobody: no name, no number of a person, no token, no password."""

import io
import logging
import re

import pytest

from acting import act
from walking import PASSWORD, file_case, id_number, register
from wangting.content.register import Register
from wangting.logbook import JsonLines, Lines
from wangting.services.registering import Registering

TEACHER = "440102013002"
NAME = "欧阳金丝雀"


@pytest.fixture
def logged():
    """Write everything that any logger says, at every level, as both formatters write it."""
    streams, root = [], logging.getLogger()
    handlers = []
    for formatter in (Lines(), JsonLines()):
        handler = logging.StreamHandler(io.StringIO())
        handler.setFormatter(formatter)
        handlers.append(handler)
        streams.append(handler.stream)
        root.addHandler(handler)
    level = root.level
    root.setLevel(logging.DEBUG)
    yield lambda: "\n".join(stream.getvalue() for stream in streams)
    root.setLevel(level)
    for handler in handlers:
        root.removeHandler(handler)


def secrets_of(hall, browser, phone, number):
    """Return every word that must not stand in a log."""
    with hall.room() as room:
        case = room.tracking.by_number(number)
        licences = [licence for tree in room.register.licences for licence in tree]
        code = room.tracking.query_code(case)
        draft = case.draft_id
    cookies = [cookie.value for cookie in browser.cookiejar if cookie.name.endswith("wangting")]
    page = browser.get("/me/").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    return [NAME, phone, id_number(7), id_number(7)[6:14], PASSWORD, code, draft, token, *cookies, *licences]


def test_a_whole_journey_with_its_accidents_leaves_no_trace_of_a_person(hall, logged, monkeypatch):
    citizen = hall.browser()
    phone = register(citizen, name=NAME)
    number = file_case(citizen, "mengcheng", TEACHER)
    # This one nobody takes: its timer is due when things begin to break.
    file_case(citizen, "lixin", TEACHER)
    with hall.room() as room:
        case_id = room.tracking.by_number(number).id
    for name, login in (("accept", "mengcheng-counter"), ("review", "mengcheng-jiaoyu-reviewer"),
                        ("approve", "mengcheng-jiaoyu-approver")):  # fmt: skip
        act(hall, case_id, name, login)
    for _ in range(3):
        hall.clock.advance(minutes=1)
        hall.worker.round()
    secrets = secrets_of(hall, citizen, phone, number)
    token = secrets[-1]
    for path in (f"/verify/{token}", f"/me/cases/{number}", f"/track?number={number}", "/no/such"):
        citizen.get(path, expect_errors=True)
    citizen.post("/sign-in", {"login": phone, "password": "wrong"}, expect_errors=True)
    citizen.post("/track", {"number": number, "code": secrets[5]}, expect_errors=True)
    accidents(hall, monkeypatch, citizen, phone, number, token)
    said = logged()
    assert "builtins.LookupError" in said, "the accidents did not reach the log"
    assert "/verify" in said, "the requests did not reach the log"
    assert [line for line in said.splitlines() if any(secret in line for secret in secrets)] == []


def accidents(hall, monkeypatch, citizen, phone, number, token):
    """Let what is asked for by a name, a number and a token break with that in the message of the fault."""

    def broken(_self, asked, *_more):
        raise LookupError(f"{NAME} {phone} {asked}")

    monkeypatch.setattr(Register, "licence", broken)
    citizen.get(f"/verify/{token}", status=500)
    monkeypatch.setattr(Registering, "find", broken)
    form = hall.browser().get("/sign-in").forms["sign-in"]
    form["login"], form["password"] = phone, PASSWORD
    form.submit(status=500)
    monkeypatch.setattr(Register, "case", broken)
    citizen.get(f"/me/cases/{number}", status=500)
    hall.clock.advance(days=90)
    with pytest.raises(LookupError):
        hall.worker.round()


def test_a_word_that_is_in_the_log_would_be_found(hall, logged):
    logging.getLogger("wangting.x").warning("%s was here", NAME)
    assert NAME in logged()
