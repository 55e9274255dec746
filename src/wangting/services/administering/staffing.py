"""Who holds a post in one hall, and in which of its units posts can be held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from wangting.content.hall import Hall
from wangting.content.orgunit import KINDS, OrgUnit, bounds
from wangting.content.parties import Party
from wangting.content.postings import Posting
from wangting.content.register import Register
from wangting.errors import NotFound
from wangting.rules.access import CITY_UNIT
from wangting.rules.grants import AGENT
from wangting.rules.overlay import Overlay, OwnPost

#: The kinds of units in which a case can lie.
OF_CASES = ("department", "station")
#: An agency point has no node of its own: it is that of its village.
POINT, VILLAGE = "point", "village"


class Staffing:
    """Reads the people and units of ``hall``; nothing is written."""

    def __init__(self, register: Register, hall: Hall) -> None:
        self._register = register
        self._hall = hall

    def people(self) -> list[Party]:
        """Return whoever holds or held a post in the hall, by name."""
        directory = self._register.parties
        found = [directory.get(party) for party in directory.staff_of_hall(self._hall.key)]
        return sorted(found, key=lambda party: (party.name, party.login))

    def person(self, party_id: int) -> Party:
        """Return one of :meth:`people`; raises NotFound for anybody else's staff."""
        party = self._register.parties.get(party_id)
        if party is None or not any(posting.hall == self._hall.key for posting in party.postings):
            raise NotFound("no_official")
        return party

    def of_city(self) -> list[Party]:
        """Return whoever holds or held a post in the city itself, which may reach into the hall."""
        directory = self._register.parties
        return [directory.get(party) for party in directory.staff_of((CITY_UNIT,))]

    def postings(self, party: Party) -> list[tuple[int, Posting]]:
        """Return the posts of ``party`` in this hall, each with its place among all posts of the party."""
        return [pair for pair in enumerate(party.postings) if pair[1].hall == self._hall.key]

    def is_only_here(self, party: Party) -> bool:
        """Say whether nobody but this hall has a post of ``party`` that is not over."""
        return all(posting.hall == self._hall.key or posting.ended for posting in party.postings)

    @cached_property
    def units(self) -> list[OrgUnit]:
        """The hall, its departments, its towns and villages, in the order of the tree."""
        found = [unit for unit in self._register.orgunits.values() if unit.hall == self._hall.key]
        return sorted(found, key=lambda unit: (KINDS.index(unit.kind), unit.key))

    def departments(self) -> list[OrgUnit]:
        """Return the departments, read without the towns and villages."""
        return [unit for unit in self._of_departments() if unit.kind == "department"]

    def stations(self, department: str) -> list[OrgUnit]:
        """Return the places that a department has in towns."""
        return [unit for unit in self._of_departments() if unit.kind == "station" and department in unit.path]

    def _of_departments(self) -> list[OrgUnit]:
        return [unit for _key, unit in self._register.orgunits.items(*bounds(self._hall.key))]

    def unit(self, key: str) -> OrgUnit:
        """Return a unit of this hall; raises NotFound for that of another hall."""
        found = self._register.orgunits.get(key)
        if found is None or found.hall != self._hall.key:
            raise NotFound("no_unit_here")
        return found

    def paths(self) -> list[tuple[str, ...]]:
        """Return the paths of the units in which cases lie."""
        return [unit.path for unit in self._of_departments() if unit.kind in OF_CASES]

    def overlay(self, day: date) -> Overlay:
        """Return the overlay in force on ``day``, an empty one where there is none."""
        version = self._hall.overlay_on(day)
        return Overlay(self._hall.key) if version is None else version.of(self._hall.key)

    def own_posts(self, day: date) -> tuple[OwnPost, ...]:
        """Return the posts that the hall has beside the shared ones on ``day``."""
        return self.overlay(day).posts

    def kinds(self, post: str, day: date) -> tuple[str, ...]:
        """Return in which kinds of units ``post`` can be held on ``day``; none for a post this hall does not have."""
        told = self._hall.face["posts"]
        kinds = told.get(self.overlay(day).acting_as(post), ())
        return tuple(VILLAGE if kind == POINT else kind for kind in kinds)

    def posts(self, day: date) -> Iterator[str]:
        """Yield the posts of officials that can be given in this hall on ``day``."""
        yield from (post for post in self._hall.face["posts"] if post != AGENT)
        yield from (post.key for post in self.own_posts(day))
