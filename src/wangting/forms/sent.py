"""What a browser sent, as answers: peppercorn's markers for repeated groups, plain names for everything else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import peppercorn

from wangting.errors import Invalid
from wangting.forms.spec import FieldSpec

Answers = dict[str, Any]

ADD = "add"
DROP = "drop"
RAISE = "raise"
#: The buttons that change rows and send nothing for good.
OF_ROWS = frozenset({ADD, DROP, RAISE})


def answers_in(controls: Iterable[tuple[str, Any]], fields: Iterable[FieldSpec]) -> Answers:
    """Return the answer of every field, empty where nothing was sent; names that are no field are left out.

    The buttons ``add`` (value: the group), ``drop`` and ``raise`` (value: ``group:row``) change the rows of a group
    here, before anything is checked.  Raises Invalid when the markers do not fit together: no browser sends that from
    our pages.
    """
    given = list(controls)
    # A browser sends the pressed button where it stands, which may be between the rows of a group.
    pressed = {name: value for name, value in given if name in OF_ROWS}
    try:
        sent = {**peppercorn.parse([pair for pair in given if pair[0] not in pressed]), **pressed}
    except (ValueError, TypeError, AttributeError, IndexError) as broken:
        raise Invalid("form") from broken
    return {spec.id: _rows(spec, sent) if spec.kind == "group" else _text(sent.get(spec.id)) for spec in fields}


def _rows(spec: FieldSpec, sent: Answers) -> list[dict[str, str]]:
    given = sent.get(spec.id)
    rows = [
        {inner.id: _text(row.get(inner.id)) for inner in spec.fields}
        for row in (given if isinstance(given, list) else ())
        if isinstance(row, dict)
    ]
    if sent.get(ADD) == spec.id:
        rows.append(dict.fromkeys((inner.id for inner in spec.fields), ""))
    dropped, raised = _place(spec, sent, DROP), _place(spec, sent, RAISE)
    if dropped is not None and dropped < len(rows):
        del rows[dropped]
    if raised is not None and 0 < raised < len(rows):
        rows[raised - 1 : raised + 1] = rows[raised], rows[raised - 1]
    return rows


def _place(spec: FieldSpec, sent: Answers, button: str) -> int | None:
    """Return at which row of the group ``button`` was pressed, None where it was not."""
    group, _, place = _text(sent.get(button)).partition(":")
    return int(place) if group == spec.id and place.isdecimal() else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
