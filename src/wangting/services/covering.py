"""Who acts at which post in which department, for the linter: computed as rights are, on the day, nothing is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from wangting.content.hall import Hall
from wangting.content.register import Register
from wangting.rules.access import CASE_ACT, Asker, Facts, Holding, decide
from wangting.rules.grants import Table
from wangting.rules.lint.staffing import Holders
from wangting.rules.overlay import Overlay
from wangting.rules.separation import CASE
from wangting.security.gate import asker_of
from wangting.services.administering.staffing import Staffing


class Covering:
    """Reads the postings of all halls that are open; nothing is written."""

    def __init__(self, *, halls: Iterable[Hall], register: Register, table: Table, today: date) -> None:
        self._halls = halls
        self._register = register
        self._table = table
        self._today = today

    def holders(self, posts: Iterable[str]) -> Mapping[str, Holders]:
        """Return by department who acts there today at each of ``posts``; a substitute acts beside the absent.

        Who is shut out acts nowhere, and a post of a hall's own counts as the one whose acts it does.
        """
        wanted = frozenset(posts)
        found: dict[str, Holders] = {}
        for hall in self._halls:
            if not hall.closed:
                found |= self._of_hall(hall, wanted)
        return found

    def _of_hall(self, hall: Hall, posts: frozenset[str]) -> dict[str, Holders]:
        staffing = Staffing(self._register, hall)
        overlay = staffing.overlay(self._today)
        paths = [unit.path for unit in staffing.departments()]
        # Many people hold the same post in the same place; how far it reaches is asked once.
        reach: dict[Holding, tuple[str, ...]] = {}
        found: dict[str, dict[str, set[int]]] = {path[-1]: defaultdict(set) for path in paths}
        for party in (*staffing.people(), *staffing.of_city()):
            if party.disabled:
                continue
            asker = asker_of(party)
            for holding in asker.holdings:
                post = overlay.acting_as(holding.post)
                if post in posts and holding.is_valid(self._today):
                    if holding not in reach:
                        alone = Asker(asker.key, asker.kind, (holding,))
                        reach[holding] = tuple(self._reached(alone, post, paths, overlay))
                    for unit in reach[holding]:
                        found[unit][post].add(party.id)
        return {unit: {post: frozenset(who) for post, who in held.items()} for unit, held in found.items()}

    def _reached(self, asker: Asker, post: str, paths: list[tuple[str, ...]], overlay: Overlay) -> Iterator[str]:
        for path in paths:
            facts = Facts(CASE, overlay.hall, path, self._today, act_posts=frozenset({post}))
            if decide(asker, CASE_ACT, facts, self._table, overlay).allowed:
                yield path[-1]
