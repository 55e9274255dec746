"""Faults of the machine on the pages: each says what happened and what is safe, and loses nothing."""

from __future__ import annotations

import os

import pytest
from webtest import Upload
from ZEO.Exceptions import ClientDisconnected
from ZODB.Connection import Connection
from ZODB.POSException import ConflictError

from walking import PDF, answer, complete, register

ITEM = "/lixin/items/442169016000"
FULL = OSError(28, "No space left on device")


@pytest.fixture
def citizen(hall):
    browser = hall.browser()
    register(browser)
    return browser


def ready(citizen):
    """Return the check page of a complete draft."""
    page = complete(citizen.get(f"{ITEM}/apply"))
    form = page.forms["draft"].submit("act", value="next").follow().forms["submit"]
    form["consent"] = True
    return form


def count_of_cases(hall):
    with hall.room() as room:
        return sum(len(tree) for tree in room.register.cases)


def test_a_disk_that_fills_up_during_an_upload_keeps_the_draft(hall, citizen, monkeypatch):
    form = citizen.get(f"{ITEM}/apply").forms["draft"]
    answer(form)
    citizen_typed = form["remarks"].value
    name = next(name for name in form.fields if name and name.startswith("file-"))
    form[name] = Upload("a.pdf", PDF, "application/pdf")
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", lambda _handle: (_ for _ in ()).throw(FULL))
        page = form.submit("upload", value=name.removeprefix("file-"), status=507)
    page.mustcontain('data-error="no_room"')
    again = citizen.get(f"{ITEM}/apply").forms["draft"]
    assert again["remarks"].value == citizen_typed


def test_a_disk_that_fills_up_at_the_commit_files_nothing_and_the_draft_can_be_filed_later(hall, citizen, monkeypatch):
    form = ready(citizen)
    with monkeypatch.context() as full:
        full.setattr(Connection, "tpc_vote", lambda _self, _transaction: (_ for _ in ()).throw(FULL))
        form.submit(status=507).mustcontain('data-error="no_room"')
    assert count_of_cases(hall) == 0
    assert form.submit().follow().status_int == 200
    assert count_of_cases(hall) == 1


def test_conflicts_without_end_are_told_with_a_time_and_the_draft_with_its_papers_is_safe(hall, citizen, monkeypatch):
    form, tries = ready(citizen), []

    def collide(_self, _transaction):
        tries.append(1)
        raise ConflictError

    with monkeypatch.context() as busy:
        busy.setattr(Connection, "tpc_vote", collide)
        answered = form.submit(status=503)
    assert len(tries) >= 5
    assert int(answered.headers["Retry-After"]) >= 1
    answered.mustcontain('data-error="collision"')
    assert form.submit().follow().status_int == 200
    with hall.room() as room:
        [case] = [case for tree in room.register.cases for case in tree.values()]
        assert len(case.files) >= 4
        for file in case.files:
            with file.blob.open("r") as stream:
                assert stream.read().startswith(PDF)


def test_one_conflict_is_tried_again_and_nobody_notices(hall, citizen, monkeypatch):
    form, tries, vote = ready(citizen), [], Connection.tpc_vote

    def collide_once(self, transaction):
        tries.append(1)
        if len(tries) == 1:
            raise ConflictError
        vote(self, transaction)

    with monkeypatch.context() as busy:
        busy.setattr(Connection, "tpc_vote", collide_once)
        assert form.submit().status_int == 303
    assert count_of_cases(hall) == 1


def test_a_form_sent_twice_is_one_case_with_one_receipt(hall, citizen):
    form = ready(citizen)
    first, second = form.submit(), form.submit()
    assert first.location == second.location
    assert count_of_cases(hall) == 1


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/atlantis/", "not_found"),
        ("/lixin/items/000000000000", "no_item"),
        ("/me/cases/341623-20260928-00-00001-0", "no_case"),
        ("/me/cases/nonsense", "no_case"),
        ("/verify/0aaaaaaaaaaaaaaaaaaaaaaaaaa", None),
    ],
)
def test_what_is_not_there_says_so_with_a_number_to_ask_by(citizen, address, code):
    page = citizen.get(address, status=404)
    assert code is None or f'data-error="{code}"' in page
    assert "wt-num" in page or code is None


def test_a_token_of_another_session_is_refused_and_the_draft_is_untouched(hall, citizen):
    form = ready(citizen)
    stranger = hall.browser()
    form["csrf_token"] = stranger.get("/sign-in").forms["sign-in"]["csrf_token"].value
    form.submit(status=400).mustcontain('data-error="foreign_form"')
    assert count_of_cases(hall) == 0


def test_a_fault_of_ours_shows_a_number_and_no_trace(citizen, monkeypatch):
    monkeypatch.setattr("wangting.services.catalogue.Catalogue.offer", lambda *_: 1 / 0)
    page = citizen.get(ITEM, status=500)
    assert "Traceback" not in page
    assert "ZeroDivisionError" not in page
    page.mustcontain('data-error="error"')


def test_the_api_answers_faults_as_json(hall):
    browser = hall.browser()
    assert browser.get("/api/v1/items?hall=atlantis", status=404).json["error"] == "no_hall"
    assert browser.get("/api/v1/items?size=501", status=400).json["error"] == "query"
    assert browser.get("/api/v1/items?page=99").json["items"] == []


def test_a_hall_that_takes_no_applications_on_line_says_so_and_offers_no_button(hall, citizen):
    with hall.room(commit=True) as room:
        found = room.catalogue.hall("lixin")
        found.face = {**found.face, "features": []}
        room.register.stamp.move()
    page = citizen.get(ITEM)
    page.mustcontain("请到窗口办")
    assert "/apply" not in page
    citizen.get(f"{ITEM}/apply", status=409).mustcontain('data-error="not_online"')


def test_a_storage_that_cannot_be_reached_is_told_as_that_and_the_draft_is_safe(hall, citizen, monkeypatch):
    form = ready(citizen)

    def away(_self, _transaction):
        raise ClientDisconnected("closed")

    with monkeypatch.context() as gone:
        gone.setattr(Connection, "tpc_vote", away)
        answered = form.submit(status=503)
    assert int(answered.headers["Retry-After"]) >= 1
    answered.mustcontain('data-error="storage_away"')
    assert form.submit().status_int == 303
