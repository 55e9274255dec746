"""Everything that is declared, read in the order in which one thing needs another (DESIGN 4).

Calendars, permissions, workflows, themes, item types, halls: a later one is checked against the earlier ones, and
what could not be read does not hide the mistakes of what could.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wangting.declare import (
    accountnotices,
    assurance,
    calendars,
    departments,
    documents,
    forms,
    items,
    laws,
    lifeevents,
    lint,
    mandates,
    notices,
    permissions,
    procedures,
    search,
    sources,
    templates,
    tenants,
    themes,
    workflows,
)
from wangting.declare.calendars import CalendarFiles
from wangting.declare.digest import digest_of
from wangting.declare.items import ItemRecord
from wangting.declare.lint import Linting
from wangting.declare.procedures import Procedures
from wangting.declare.registered import REGISTERED, Registered
from wangting.declare.search import SearchWords
from wangting.declare.sources import Sources
from wangting.declare.templates import Templates
from wangting.declare.tenant import Context, Tenant
from wangting.declare.themes import Theme
from wangting.declare.yaml import Problem
from wangting.errors import DeclarationError
from wangting.rules.assurance import AssuranceLaw
from wangting.rules.citation import Lawbook
from wangting.rules.department import DepartmentMap
from wangting.rules.document import DocumentText
from wangting.rules.genericform import GenericForm
from wangting.rules.grants import Table
from wangting.rules.lifeevent import LifeEvent
from wangting.rules.mandate import MandateLaw
from wangting.rules.notice import AccountText, NoticeText
from wangting.rules.workday import Calendar
from wangting.rules.workflow import Workflow


@dataclass(frozen=True)
class Declared:
    """What the files say, each part by its key and in its declared order.

    ``digest`` is of all files, read or not; ``whole`` is false when the base catalogue and what halls offer of it were
    left unread (or out): run time never needs them, they are in the database (DESIGN 4).
    """

    calendar_files: CalendarFiles
    permissions: Table
    workflows: Mapping[str, Workflow]
    themes: Mapping[str, Theme]
    notices: Mapping[str, NoticeText]
    account_notices: Mapping[str, AccountText]
    documents: Mapping[str, DocumentText]
    mandates: MandateLaw
    assurance: AssuranceLaw
    search: SearchWords
    life_events: tuple[LifeEvent, ...]
    laws: Lawbook
    procedures: Procedures
    sources: Sources
    generic: GenericForm
    lint: Linting
    templates: Templates
    items: Mapping[str, ItemRecord]
    departments: DepartmentMap
    tenants: Mapping[str, Tenant]
    digest: str
    whole: bool = True

    @property
    def calendar(self) -> Calendar:
        """Return the calendar of the official days."""
        return self.calendar_files.calendar


def load(home: Path, registered: Registered = REGISTERED, *, base: bool = True) -> Declared:
    """Return everything declared under ``home``; raises DeclarationError with every problem of all files at once.

    Without ``base`` the base catalogue, which takes most of the time, is left unread.
    """
    home = home.resolve()
    calendar_files, found = calendars.load(home)
    table, more = permissions.load(home, registered.names.posts)
    found += more
    flows, more = workflows.load(home, registered.names)
    found += more
    texts, more = notices.load(home, registered.names.acts)
    found += more
    account_texts, more = accountnotices.load(home)
    found += more
    papers, more = documents.load(home, registered.names.documents)
    found += more
    mandate_law, more = mandates.load(home)
    found += more
    assurance_law, more = assurance.load(home)
    found += more
    dresses, more = themes.load(home)
    found += more
    words, more = search.load(home)
    found += more
    matters, more = lifeevents.load(home)
    found += more
    lawbook, more = laws.load(home)
    found += more
    resting, more = procedures.load(home, lawbook)
    found += more
    origins, more = sources.load(home)
    found += more
    generic, more = forms.load(home, frozenset(flows), registered.field_kinds)
    found += more
    records: Mapping[str, ItemRecord] | None = None
    if base and origins is not None and generic is not None:
        records, more = items.load(home, origins, generic, frozenset(flows), registered.field_kinds)
        found += more
    kinds, more = departments.load(home)
    found += more
    halls, more = tenants.load(home, Context(dresses, records, table, registered))
    found += more
    linting, more = lint.load(home, {matter.key for matter in matters}, lawbook)
    found += more
    papers_known, more = templates.load(home)
    found += more
    needed = (calendar_files, table, words, origins, generic, linting, kinds, mandate_law, assurance_law)
    if found or None in needed:
        raise DeclarationError(_lines(found))
    parts = (calendar_files, table, flows, dresses, texts, account_texts, papers, mandate_law, assurance_law, words,
             matters, lawbook, resting, origins, generic, linting, papers_known, records or {}, kinds,
             halls)  # fmt: skip
    return Declared(*parts, digest=digest_of(home), whole=base)


def _lines(problems: list[Problem]) -> list[str]:
    """Return one line for each problem: files in the order in which they were read, lines from the top."""
    order = {file: number for number, file in enumerate(dict.fromkeys(problem.file for problem in problems))}
    ordered = sorted(problems, key=lambda problem: (order[problem.file], problem.line))
    return list(dict.fromkeys(" ".join(str(problem).split()) for problem in ordered))
