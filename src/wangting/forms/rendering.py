"""One form being shown once: the walk over sections and fields that hands each template its control."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import deform

from wangting.forms.kinds import kind_of
from wangting.forms.messages import Problem
from wangting.forms.sent import Answers
from wangting.forms.spec import FieldSpec, SectionSpec
from wangting.forms.widgets import Control, Frame, Renderer, StagedFile


class Rendering:
    """Everything one showing of a form needs."""

    def __init__(
        self,
        dressed: deform.Form,
        renderer: Renderer,
        frame: Frame,
        values: Answers,
        files: Mapping[str, Sequence[StagedFile]],
        errors: Iterable[Problem],
    ) -> None:
        self._dressed = dressed
        self._renderer = renderer
        self._frame = frame
        self._values = values
        self._files = files
        self._problems = {error[0]: error for error in reversed(list(errors))}
        self._fields = {field.name: field for field in dressed.children}

    def form(self, sections: Iterable[SectionSpec]) -> str:
        """Return the whole form."""
        parts = [self._section(section) for section in sections]
        multipart = any(spec.kind == "material" for spec in (field.schema.typ.spec for field in self._dressed.children))
        return self._dressed.widget.serialize(
            self._dressed, self._values, frame=self._frame, parts=parts, multipart=multipart
        )

    def _section(self, section: SectionSpec) -> str:
        items = [
            self._item(self._fields[spec.id], spec, spec.id, spec.id, self._values.get(spec.id, ""))
            for spec in section.fields
        ]
        headings = self._frame.headings
        return self._renderer("section", section=section, items=items, headings=headings, lang=self._renderer.lang)

    def _item(self, field: deform.Field, spec: FieldSpec, oid: str, name: str, answer: Any) -> str:
        prefilled = (self._frame.prefilled or {}).get(oid)
        it = Control(
            oid=oid,
            name=name,
            spec=spec,
            kind=kind_of(spec),
            lang=self._renderer.lang,
            template="readonly" if prefilled else field.widget.template,
            answer=answer,
            problem=self._problems.get(oid),
            files=self._files.get(oid, ()),
            prefilled=prefilled,
            megabytes=self._frame.megabytes,
            accept=self._frame.accept,
        )
        rows = self._rows(field, spec, answer) if spec.kind == "group" else ()
        if prefilled:
            control = self._renderer("readonly", it=it)
        else:
            control = field.widget.serialize(field, answer, it=it, rows=rows)
        return control if it.template == "hidden" else self._renderer("item", it=it, control=control)

    def _rows(self, field: deform.Field, spec: FieldSpec, answer: Any) -> list[str]:
        blank = dict.fromkeys((inner.id for inner in spec.fields), "")
        row_field = field.children[0]
        shown = []
        for place, row in enumerate(answer or [blank]):
            items = [
                self._item(inner_field, inner, f"{spec.id}-{place}-{inner.id}", inner.id, row.get(inner.id, ""))
                for inner_field, inner in zip(row_field.children, spec.fields, strict=True)
            ]
            shown.append(row_field.widget.serialize(row_field, row, spec=spec, place=place, items=items))
        return shown
