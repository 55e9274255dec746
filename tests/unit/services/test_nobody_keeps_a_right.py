"""Random edits of overlays, posts, substitutes and accounts: after each, everybody may exactly what is given now.

The oracle below knows nothing of rules/access.py: it reads posts and cells in three plain loops.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wangting.content.parties import Official
from wangting.content.postings import Posting
from wangting.errors import NotFound, Refused
from wangting.rules.access import Facts
from wangting.rules.grants import Place
from wangting.security import identity
from wangting.security.gate import asker_of as asker_of_now
from wangting.security.identity import asker_behind
from wangting.services.administering.laying import Draft
from wangting.services.posting.appointing import Order

HALL = "mengcheng"
UNITS = (HALL, "mengcheng/jiaoyu", "mengcheng/minzheng")
POSTS = ("counter", "reviewer", "approver", "head", "issuer")
CELLS = (("case.view", "case"), ("case.act", "case"), ("desk.view", "hall"), ("mandate.confirm", "hall"))
REACHES = ("shared", "-", "unit", "hall")
PEOPLE = 3
WHOLE = ("city", HALL)

person, day = st.integers(0, PEOPLE - 1), st.integers(0, 3)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("appoint"), person, st.sampled_from(POSTS), st.sampled_from(UNITS), st.none() | day),
        st.tuples(st.just("end"), person, st.integers(0, 4)),
        st.tuples(st.just("stand_in"), person, person, day),
        st.tuples(st.just("end_stand_in"), person, st.integers(0, 2)),
        st.tuples(st.just("shut_out"), person),
        st.tuples(st.just("let_in"), person),
        st.tuples(st.just("overlay"), st.sampled_from(POSTS), st.sampled_from(CELLS), st.sampled_from(REACHES), day),
        st.tuples(st.just("wait"), st.integers(1, 2)),
    ),
    max_size=14,
)


class Town:
    """Three officials without posts in a hall that is thrown away afterwards; ``tick`` moves the clock."""

    def __init__(self, hall, room):
        self.clock, self.room, self.found = hall.clock, room, room.halls[HALL]
        self.people = []
        for number in range(PEOPLE):
            party = Official(room.register.parties.new_id(), f"某{number}")
            party.login = f"some-{number}"
            party.postings = (Posting("head", HALL, self.today, None, HALL, "2026-09-01T09:00:00+08:00"),)
            room.register.parties.add(party)
            self.people.append(party)

    @property
    def today(self):
        return self.clock.now().date()

    @property
    def office(self):
        return self.room.administration(self.found)

    def do(self, step):
        """Do one step as the pages do it; what is refused is not done."""
        act, *rest = step
        with suppress(Refused, NotFound):
            getattr(self, act)(*rest)

    def appoint(self, number, post, unit, until):
        last = None if until is None else self.today + timedelta(days=until)
        order = Order(post, unit, self.today, last)
        self.office.appointing.appoint(self.people[number], order, "x", self.office.recording(1))

    def end(self, number, place):
        self.office.appointing.end(self.people[number], place, "x", self.office.recording(1))

    def stand_in(self, number, absent, days):
        last = self.today + timedelta(days=days)
        self.office.substituting.stand_in(
            self.people[number], self.people[absent], self.today, last, "x", self.office.recording(1)
        )

    def end_stand_in(self, number, place):
        self.office.substituting.end(self.people[number], place, "x", self.office.recording(1))

    def shut_out(self, number):
        self.office.officials.shut_out(self.people[number], "x", self.office.recording(1))

    def let_in(self, number):
        self.office.officials.let_in(self.people[number], "x", self.office.recording(1))

    def overlay(self, post, cell, reach, later):
        laying = self.office.laying
        draft = Draft(laying.base, ((post, *cell, reach),))
        laying.store(draft, self.today + timedelta(days=later), "x", self.office.recording(1))

    def wait(self, days):
        self.clock.set(self.clock.now() + timedelta(days=days))


def cell_of(town, table, post, permission, kind):
    """Return how far ``post`` reaches today: the last word about the day, or what all halls have."""
    place = Place(post, permission, kind)
    for version in reversed(town.found.overlays):
        if version.since <= town.today:
            given = {tuple(row[:3]): row[3] for row in version.grants}
            if tuple(place) in given:
                return given[tuple(place)]
            if tuple(place) in version.removals:
                return None
            break
    return next((grant.scope for grant in table.grants if grant.place == place), None)


def posts_of(town, party):
    """Return (post, unit) that ``party`` has today: own ones, and those of whoever they stand in for."""
    if party.disabled:
        return []
    lent = [one.absent for one in party.stand_ins
            if not one.ended and one.since <= town.today <= one.until and not one.absent.disabled]  # fmt: skip
    return [
        (one.post, one.unit)
        for whose in (party, *lent)
        for one in whose.postings
        if not one.ended and one.since <= town.today and (one.until is None or town.today <= one.until)
    ]


def should(town, table, party, permission, kind, path, act):
    for post, unit in posts_of(town, party):
        reach = cell_of(town, table, post, permission, kind)
        if permission == "case.act" and post != act:
            continue
        if reach == "hall" or (reach == "unit" and unit in path):
            return True
    return False


def run(hall, room, steps):
    """Do ``steps``, and after each compare what everybody may with what is given."""
    table, town = hall.house.table, Town(hall, room)
    for step in steps:
        town.do(step)
        for party in town.people:
            # As an open session asks: by its party, anew at every request.
            asker = asker_behind(identity.identify(room.register.parties.get(party.id)))
            for permission, kind in CELLS:
                for path in (WHOLE, (*WHOLE, UNITS[1])) if kind == "case" else (WHOLE,):
                    for act in table.separated if permission == "case.act" else ("",):
                        facts = Facts(kind, HALL, path, town.today, act_posts=frozenset({act}))
                        may = room.gate.may(asker, permission, facts).allowed
                        assert may == should(town, table, party, permission, kind, path, act), (step, permission)
            everything = [should(town, table, party, "case.act", "case", (*WHOLE, UNITS[1]), post)
                          for post in table.separated]  # fmt: skip
            assert not all(everything), step


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_after_every_change_everybody_may_exactly_what_is_given_now(hall, steps):
    begun = hall.clock.now()
    with hall.room() as room:
        run(hall, room, steps)
    hall.clock.set(begun)


def keeping_posts(party):
    """Return the asker of a house that forgets to end posts."""
    return asker_of_now(SimpleNamespace(**{**party.__dict__, "kind": party.kind, "stand_ins": (), "postings": tuple(
        one._replace(ended="") for one in party.postings if one.ended > "2026-09-02")}))  # fmt: skip


def keeping_sessions(party):
    """Return the identity of a house that does not look whether the account is disabled."""
    return identity.Identity(party, asker_of_now(party))


APPOINTED = ("appoint", 0, "counter", HALL, None)
FAULTS = [
    ("asker_of", keeping_posts, [APPOINTED, ("end", 0, 1)]),
    ("identify", keeping_sessions, [APPOINTED, ("shut_out", 0)]),
]


@pytest.mark.parametrize(("name", "fault", "steps"), FAULTS, ids=[name for name, *_rest in FAULTS])
def test_a_house_that_lets_somebody_keep_a_right_is_found(hall, monkeypatch, name, fault, steps):
    with hall.room() as room:
        run(hall, room, steps)
    monkeypatch.setattr(identity, name, fault)
    with hall.room() as room, pytest.raises(AssertionError):
        run(hall, room, steps)
