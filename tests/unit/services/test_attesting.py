"""A licence is checked by what is really there; each test alters one thing."""

from __future__ import annotations

import pytest

from acting import act, submit
from wangting.errors import NotFound, TooMany
from wangting.services.attesting import DOUBTFUL, EXPIRED, TRIES, VALID
from wangting.services.licensing import content_digest


@pytest.fixture
def token(hall):
    case_id = submit(hall)
    for name, role, unit in (
        ("accept", "counter", "mengcheng"),
        ("review", "reviewer", "mengcheng/jiaoyu"),
        ("approve", "approver", "mengcheng/jiaoyu"),
    ):
        act(hall, case_id, name, hall.account(role, "mengcheng", unit)["login"])
    with hall.room() as room:
        return room.register.case(case_id).licence


def check(hall, token):
    with hall.room() as room:
        return room.attesting.check(token, "network")


def test_before_its_file_is_made_a_licence_is_valid_and_the_file_is_said_to_be_on_its_way(hall, token):
    finding = check(hall, token)
    assert finding.status == VALID
    assert {found.name: found.ok for found in finding.checks} == {"content": True, "file": None, "decision": True}
    assert finding.decided.startswith("2026-09-28")


def test_with_its_file_the_digest_and_the_signature_are_checked_too(hall, token):
    hall.clock.advance(seconds=10)
    hall.worker.round()
    finding = check(hall, token)
    assert finding.status == VALID
    assert {found.name for found in finding.checks if found.ok} == {"content", "file", "signature", "decision"}


def test_a_licence_of_a_case_that_knows_another_one_rests_on_no_decision(hall, token):
    with hall.room(commit=True) as room:
        room.register.case(room.register.licence(token).case_id).licence = None
    assert check(hall, token).status == DOUBTFUL


def test_past_its_last_day_a_licence_is_expired_and_on_it_valid(hall, token):
    for day, status in (("2026-09-28", VALID), ("2026-09-27", EXPIRED)):
        with hall.room(commit=True) as room:
            licence = room.register.licence(token)
            licence.valid_until = day
            licence.content_digest = content_digest(licence)
        assert check(hall, token).status == status


def test_a_status_on_record_is_told_as_it_is(hall, token):
    with hall.room(commit=True) as room:
        room.register.licence(token).status = "revoked"
    assert check(hall, token).status == "revoked"


def test_an_unknown_token_is_not_found_and_many_tries_must_wait(hall):
    for _try in range(TRIES):
        with pytest.raises(NotFound):
            check(hall, "0unknown")
    with pytest.raises(TooMany) as refused:
        check(hall, "0unknown")
    assert refused.value.facts["wait"] > 0
