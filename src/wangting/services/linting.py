"""Looks through the whole catalogue for what is doubtful: the rules decide, the declared words say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from wangting.content.hall import Hall
from wangting.content.implementation import Implementation
from wangting.content.item import PUBLISHED, RETIRED, Item
from wangting.content.register import Register
from wangting.rules.lint.finding import Finding, Offered, Subject, Words
from wangting.rules.lint.rulebook import findings
from wangting.rules.template import names_of
from wangting.services.classifying import placed
from wangting.services.finding.memory import Memory
from wangting.services.templating import drafts_of


class Linting:
    """The rules over the items as they stand: the latest edition of each, also one that is still a draft.

    ``memory`` keeps what was found until the day, the catalogue or a draft moves; without it everything is looked
    through anew.  What has ended by ``today`` is looked at no more.
    """

    def __init__(self, *, catalogue: Mapping[str, Item], halls: Mapping[str, Hall], register: Register, words: Words,
                 today: date, memory: Memory[tuple[Finding, ...]] | None = None) -> None:  # fmt: skip
        self._catalogue = catalogue
        self._halls = halls
        self._register = register
        self._words = words
        self._today = today
        self._memory = Memory() if memory is None else memory

    def findings(self) -> Iterator[Finding]:
        """Yield every finding, rule by rule; one that somebody has waived is there with the reason."""
        waived = {key: deed.note for key, deed in self._register.waivers.items()}
        drafts = drafts_of(self._catalogue, self._register)
        for finding in self._memory.of(self._register.stamp.mark, (self._today, drafts), self._found):
            reason = waived.get((finding.rule.key, finding.found.code))
            yield finding if reason is None else replace(finding, waived=reason)

    def of_edition(self, code: str, edition: Mapping[str, object]) -> Iterator[Finding]:
        """Yield what the rules find in ``edition`` alone, as if it were the latest of ``code``."""
        item = self._catalogue[code]
        subject = Subject(code, str(edition["name"]), item.item_class, edition, item.agency, tuple(self._offered(code)),
                          templates=self._templates())  # fmt: skip
        return findings((subject,), self._words, {})

    def _found(self) -> tuple[Finding, ...]:
        return tuple(findings(self._subjects(), self._words, {}))

    def _offered(self, code: str) -> Iterator[Offered]:
        for key, hall in self._halls.items():
            if code in hall.implementations:
                yield _laid(key, hall.implementations[code])

    def _templates(self) -> Mapping[str, Mapping[str, object]]:
        return {name: one.data for one in self._register.templates.values() for name in names_of(one.data)}

    def _subjects(self) -> Iterable[Subject]:
        offered, templates = defaultdict(list), self._templates()
        for key, hall in self._halls.items():
            for code, implementation in hall.implementations.items():
                offered[code].append(_laid(key, implementation))
        for code, item in self._catalogue.items():
            latest = item.editions[-1]
            if latest.stage != RETIRED and not (latest.stage == PUBLISHED and item.has_ended(self._today)):
                yield Subject(code, latest.name, item.item_class, latest.data, item.agency, tuple(offered[code]),
                              placed(item), templates)  # fmt: skip


def _laid(hall: str, implementation: Implementation) -> Offered:
    """Return what ``hall`` lays over an item; what it says of one that it has switched off, nobody reads."""
    words = implementation.wording if implementation.on else {}
    return Offered(hall, tuple(implementation.phones), help=dict(words))
