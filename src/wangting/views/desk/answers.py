"""The answers of an application for reading, private numbers masked."""

from __future__ import annotations

from pyramid.request import Request

from wangting.content.case import Case
from wangting.forms.form import ShownRow, form_of
from wangting.forms.spec import SectionSpec
from wangting.rules.scenario import form_in, of_answers
from wangting.services.filing import ANSWER


def answers_of(request: Request, case: Case, *, whole: bool = False) -> list[tuple[SectionSpec, list[ShownRow]]]:
    """Return sections and rows; papers have a list of their own.  ``whole``: numbers of people unmasked."""
    edition, vault = case.edition, request.room.house.vault
    scenario = of_answers(edition.data, case.answers)
    form = form_of((*edition.mark, scenario and scenario["id"]), *form_in(edition.data, scenario))
    values = {
        name: vault.open(value, ANSWER) if isinstance(value, bytes) else value for name, value in case.answers.items()
    }
    papers = {material["id"] for material in edition.materials}
    shown = form.shown(values, {}, request.page.lang, masked=not whole)
    return [(section, kept) for section, rows in shown if (kept := [row for row in rows if row.field not in papers])]
