"""Looks through the whole catalogue for what is doubtful: the rules decide, the declared words say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from wangting.content.hall import Hall
from wangting.content.implementation import Implementation
from wangting.content.item import PUBLISHED, RETIRED, Item
from wangting.content.register import Register
from wangting.rules.grants import Table
from wangting.rules.lifeevent import LifeEvent
from wangting.rules.lint.finding import Finding, Offered, Subject, Words
from wangting.rules.lint.rulebook import findings
from wangting.rules.lint.staffing import Gaps, Holders, flow_of, gaps
from wangting.rules.template import names_of
from wangting.rules.workflow import Workflow
from wangting.services.classifying import placed
from wangting.services.covering import Covering
from wangting.services.finding.entries import themes_of
from wangting.services.finding.memory import Memory
from wangting.services.templating import drafts_of


class Linting:
    """The rules over the items as they stand: the latest edition of each, also one that is still a draft.

    ``memory`` keeps what was found until the day, the catalogue or a draft moves; without it everything is looked
    through anew.  What has ended by ``today`` is looked at no more.  ``table`` says who may act, ``workflows`` whose
    turn comes, and ``life`` under which matters of life people find an item.
    """

    def __init__(self, *, catalogue: Mapping[str, Item], halls: Mapping[str, Hall], register: Register, words: Words,
                 table: Table, workflows: Mapping[str, Workflow], life: tuple[LifeEvent, ...], today: date,
                 memory: Memory[tuple[Finding, ...]] | None = None) -> None:  # fmt: skip
        self._catalogue = catalogue
        self._halls = halls
        self._register = register
        self._words = words
        self._flows = {key: flow_of(workflow) for key, workflow in workflows.items()}
        self._covering = Covering(halls=halls.values(), register=register, table=table, today=today)
        self._life = life
        self._today = today
        self._memory = Memory() if memory is None else memory

    def findings(self) -> Iterator[Finding]:
        """Yield every finding, rule by rule; one that somebody has waived is there with the reason."""
        waived = {key: deed.note for key, deed in self._register.waivers.items()}
        state = (self._today, drafts_of(self._catalogue, self._register), self._staff())
        for finding in self._memory.of(self._register.stamp.mark, state, self._found):
            reason = waived.get((finding.rule.key, finding.found.code))
            yield finding if reason is None else replace(finding, waived=reason)

    def of_edition(self, code: str, edition: Mapping[str, object]) -> Iterator[Finding]:
        """Yield what the rules find in ``edition`` alone, as if it were the latest of ``code``.

        Who works in the halls is left out: nothing in the edition can mend that.  A main item that nobody applies for
        obliges nobody, whatever its edition says.
        """
        item, offered = self._catalogue[code], tuple(self._offered(code))
        if item.only_gathers and not offered:
            return iter(())
        subject = self._subject(item, edition, offered, self._templates())
        return findings((subject,), self._words, {})

    def _found(self) -> tuple[Finding, ...]:
        return tuple(findings(self._subjects(), self._words, {}))

    def _staff(self) -> Hashable:
        """Return what changes when somebody can act who could not, or the other way round."""
        return tuple((unit, tuple(sorted(held.items()))) for unit, held in self._holders.items())

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
                offered[code].append((_laid(key, implementation), implementation.is_offered(self._today)))
        known: dict[tuple[str, str], Gaps] = {}
        for item in self._catalogue.values():
            latest = item.editions[-1]
            if latest.stage != RETIRED and not (latest.stage == PUBLISHED and item.has_ended(self._today)):
                laid = tuple(self._staffed(one, latest.workflow, known) if is_on else one
                             for one, is_on in offered[item.code])  # fmt: skip
                yield self._subject(item, latest.data, laid, templates)

    def _subject(self, item: Item, edition: Mapping[str, object], offered: tuple[Offered, ...],
                 templates: Mapping[str, Mapping[str, object]]) -> Subject:  # fmt: skip
        name, themes = str(edition["name"]), themes_of(item.record)
        return Subject(
            code=item.code,
            name=name,
            item_class=item.item_class,
            edition=edition,
            agency=item.agency,
            offered=offered,
            place=placed(item),
            templates=templates,
            themes=themes,
            matters=tuple(matter for matter in self._life if matter.has(name, themes)),
            has_flow=edition["workflow"] in self._flows,
        )

    @cached_property
    def _holders(self) -> Mapping[str, Holders]:
        """Who acts where: read at each question, because posts are given and taken without moving any stamp."""
        return self._covering.holders({post for flow in self._flows.values() for post in flow.turns})

    def _staffed(self, offered: Offered, workflow: str, known: dict[tuple[str, str], Gaps]) -> Offered:
        """Return ``offered`` with what its department lacks; ``known`` is what was found of a department before.

        A hall that is closed takes nothing in, so that it lacks nobody.
        """
        flow = self._flows.get(workflow)
        if flow is None or offered.unit not in self._holders:
            return offered
        key = (offered.unit, workflow)
        if key not in known:
            known[key] = gaps(flow, self._holders[offered.unit])
        return offered._replace(nobody=known[key].nobody, alone=known[key].alone)


def _laid(hall: str, implementation: Implementation) -> Offered:
    """Return what ``hall`` lays over an item; what it says of one that it has switched off, nobody reads."""
    words = implementation.wording if implementation.on else {}
    return Offered(hall, tuple(implementation.phones), help=dict(words), unit=implementation.unit,
                   task_code=implementation.task_code, handled_code=implementation.handled_code)  # fmt: skip
