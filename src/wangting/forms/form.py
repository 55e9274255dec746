"""The way in: a form that shows itself, reads what was sent, and never loses what was typed.

One :class:`Form` serves every request for its edition; nothing of a request stays in it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import colander
import deform

from wangting.forms.kinds import Facts, Text, kind_of
from wangting.forms.messages import Problem, problem
from wangting.forms.rendering import Rendering
from wangting.forms.schema import InvalidAnswer, schema_of
from wangting.forms.sent import Answers, answers_in
from wangting.forms.spec import FieldSpec, SectionSpec, sections_of
from wangting.forms.widgets import Frame, Renderer, StagedFile
from wangting.terms import CHINESE

Files = Mapping[str, Sequence[StagedFile]]

# A hall asks for a few hundred forms at most on one day; each holds some tens of kilobytes.
KEPT = 256
_kept: dict[Hashable, Form] = {}


@dataclass(frozen=True)
class Outcome:
    """What came of a form: every answer, in its normal form where it can stand and as typed where it cannot."""

    values: Answers
    errors: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Tell whether every answer can stand."""
        return not self.errors


@dataclass(frozen=True)
class ShownRow:
    """One line of the page for checking answers; ``tongue`` and ``files`` as the templates need them."""

    field: str
    term: str
    tongue: str | None
    text: Text
    files: tuple[str, ...] = ()
    rows: tuple[tuple[ShownRow, ...], ...] = ()


class Form:
    """A declared form."""

    def __init__(self, sections: Iterable[SectionSpec]) -> None:
        self.sections = tuple(sections)
        self.fields = tuple(spec for section in self.sections for spec in section.fields)
        self._schema = schema_of(self.fields)
        self._dressed: dict[Renderer, deform.Form] = {}
        self._parts: dict[str, Form] = {}

    def only(self, section: str) -> Form:
        """Return the form of one section; raises KeyError when there is none of that id."""
        if section not in self._parts:
            found = {each.id: each for each in self.sections}[section]
            self._parts[section] = Form((found,))
        return self._parts[section]

    def render(
        self,
        renderer: Renderer,
        frame: Frame,
        values: Answers | None = None,
        files: Files | None = None,
        errors: Iterable[Problem] = (),
    ) -> str:
        """Return the form as HTML in the theme and the language of ``renderer``, filled with ``values``."""
        dressed = self._dressed.get(renderer)
        if dressed is None:
            dressed = self._dressed[renderer] = deform.Form(self._schema, renderer=renderer, focus="off")
        return Rendering(dressed, renderer, frame, values or {}, files or {}, errors).form(self.sections)

    def typed(self, controls: Iterable[tuple[str, Any]]) -> Answers:
        """Return every answer as it was sent, rows added or dropped as the pressed button says, nothing checked.

        Raises Invalid when what was sent cannot come from the form.
        """
        return answers_in(controls, self.fields)

    def validate(
        self,
        controls: Iterable[tuple[str, Any]],
        files: Files | None = None,
        lang: str = CHINESE,
        today: date = date.max,
        prefilled: Iterable[str] = (),
    ) -> Outcome:
        """Read what was sent.  Fields in ``prefilled`` are the hall's to answer: what was sent for them is ignored.

        ``today`` is the day that no birth can be after.  Raises Invalid when what was sent cannot come from the form.
        """
        return self.judge(self.typed(controls), files, lang, today, prefilled)

    def judge(
        self,
        typed: Answers,
        files: Files | None = None,
        lang: str = CHINESE,
        today: date = date.max,
        prefilled: Iterable[str] = (),
    ) -> Outcome:
        """Check answers that were kept before, such as those of a draft; what was never answered counts as empty."""
        facts = Facts(files or {}, today)
        answered = set(prefilled)
        values: Answers = {}
        errors: list[Problem] = []
        for node, spec in zip(self._schema.children, self.fields, strict=True):
            if spec.id in answered:
                continue
            try:
                values[spec.id] = node.deserialize(_answer(typed, spec))
            except colander.Invalid as invalid:
                values[spec.id] = _answer(typed, spec)
                errors += _problems(invalid, spec.id, lang)
                continue
            said = kind_of(spec).check(spec, values[spec.id], facts) if spec.kind != "group" else None
            if said:
                values[spec.id] = _answer(typed, spec)
                errors.append(problem(spec.id, spec, lang, said))
        return Outcome(values, tuple(errors))

    def shown(
        self, values: Answers, files: Files | None = None, lang: str = CHINESE, *, masked: bool = True
    ) -> list[tuple[SectionSpec, list[ShownRow]]]:
        """Return the answers for reading, section by section; numbers of people ``masked`` unless it is False."""
        return [
            (section, [_row(spec, values.get(spec.id, ""), files or {}, lang, masked) for spec in section.fields])
            for section in self.sections
        ]


def form_of(key: Hashable, form: Iterable[Mapping[str, Any]], materials: Iterable[Mapping[str, Any]]) -> Form:
    """Return the form declared in an edition; ``key`` names the edition, so that it is built once."""
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= KEPT:
            _kept.clear()
        found = _kept[key] = Form(sections_of(form, materials))
    return found


def _answer(typed: Answers, spec: FieldSpec) -> Any:
    return typed.get(spec.id, [] if spec.kind == "group" else "")


def _problems(invalid: colander.Invalid, anchor: str, lang: str) -> list[Problem]:
    if isinstance(invalid, InvalidAnswer):
        return [problem(anchor, invalid.node.typ.spec, lang, invalid.message, **invalid.facts)]
    # A row is found by its place in the sequence, a field in the row by its name; see rendering.py for the ids.
    inner = [
        (child, f"{anchor}-{child.pos if isinstance(invalid.node.typ, colander.Sequence) else child.node.name}")
        for child in invalid.children
    ]
    return [found for child, name in inner for found in _problems(child, name, lang)]


def _row(spec: FieldSpec, answer: Any, files: Files, lang: str, masked: bool) -> ShownRow:
    term, tongue = spec.titled(lang), spec.tongue(lang)
    if spec.kind == "group":
        rows = [tuple(_row(inner, row.get(inner.id, ""), {}, lang, masked) for inner in spec.fields) for row in answer]
        return ShownRow(spec.id, term, tongue, "", rows=tuple(rows))
    kind = kind_of(spec)
    text = kind.masked(answer) if masked and kind.masked and answer else kind.shown(spec, answer, lang)
    return ShownRow(spec.id, term, tongue, text, files=tuple(file.name for file in files.get(spec.id, ())))
