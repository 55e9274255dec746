"""The cases that are loaded for measuring are real ones: counted again from their ledgers, everything holds."""

from __future__ import annotations

from collections import Counter

import pytest

from proving.recount import cases_of, recount
from wangting.bench import population
from wangting.bench.population import populate


def loaded(hall, cases):
    told = []
    added = populate(hall.database, hall.house, cases, lambda done, _all: told.append(done))
    return added, told


def test_a_load_that_was_stopped_goes_on_where_it_stood(hall, monkeypatch):
    monkeypatch.setattr(population, "BATCH", 50)
    assert loaded(hall, 60) == (60, [50, 60])
    assert loaded(hall, 60) == (0, [])
    assert loaded(hall, 130) == (70, [110, 130])
    with hall.room() as room:
        assert len(cases_of(room.register)) == 130
        assert len({case.number for case in cases_of(room.register)}) == 130


def test_ledgers_rows_counters_indexes_and_licences_of_loaded_cases_hold_together(hall):
    loaded(hall, 300)
    with hall.room() as room:
        assert recount(room) == []
        states = Counter(case.state for case in cases_of(room.register))
        # Most have come to their end, and every hall has some that are under way.
        assert states["delivered"] > 150
        assert sum(states.values()) - sum(
            states[name] for name in ("delivered", "withdrawn", "declined", "refused")
        ) >= 2
        assert {case.owner_hall for case in cases_of(room.register)} == set(room.halls)


def test_the_desk_shows_what_was_loaded_in_order_of_deadline_like_everything_else(hall):
    loaded(hall, 800)
    with hall.room() as room:
        open_case = next(case for case in cases_of(room.register) if case.place[:2] == ("open", "counter"))
    counter = hall.account("counter", open_case.owner_hall)
    page = hall.browser(sign_in=counter).get(f"/{open_case.owner_hall}/desk/")
    assert open_case.number in page.text


@pytest.mark.parametrize(("cases", "people"), [(0, 5), (100, 20), (10_000_000, 100_000)])
def test_everybody_hands_in_about_five(cases, people):
    assert population.people_of(cases) == people
