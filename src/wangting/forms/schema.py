"""From a form's fields to a Colander schema, whose leaves read by the kind of the field."""

from __future__ import annotations

from collections.abc import Iterable

import colander
from deform.widget import FormWidget

from wangting.forms.kinds import FieldKind, kind_of
from wangting.forms.messages import TOO_LONG, TOO_MANY_ROWS, BadAnswerError, Message
from wangting.forms.spec import FieldSpec
from wangting.forms.widgets import FieldWidget


class InvalidAnswer(colander.Invalid):
    """Colander's error with our message, which is made into words only where the language is known."""

    def __init__(self, node: colander.SchemaNode, message: Message, **facts: object) -> None:
        super().__init__(node, message.plain)
        self.message = message
        self.facts = facts


class Answer(colander.SchemaType):
    """One answer: text in, text in its normal form out, as the kind of the field reads it."""

    def __init__(self, spec: FieldSpec, kind: FieldKind) -> None:
        self.spec = spec
        self._kind = kind
        self._limit = spec.limit or kind.limit

    def serialize(self, _node: colander.SchemaNode, appstruct: object) -> object:
        """Return the answer as it is: typed and stored alike."""
        return appstruct

    def deserialize(self, node: colander.SchemaNode, cstruct: object) -> str:
        """Return the normal form, empty when nothing was answered; raises InvalidAnswer."""
        text = cstruct if isinstance(cstruct, str) else ""
        if len(text) > self._limit:
            raise InvalidAnswer(node, TOO_LONG, limit=self._limit)
        try:
            answer = self._kind.read(self.spec, text) if text.strip() else ""
        except BadAnswerError as bad:
            raise InvalidAnswer(node, bad.message, **bad.facts) from bad
        if not answer and self.spec.required and self._kind.missing:
            raise InvalidAnswer(node, self._kind.missing)
        return answer


class Rows(colander.Sequence):
    """The rows of a repeated group; a row in which nothing is written does not count."""

    def __init__(self, spec: FieldSpec, kind: FieldKind) -> None:
        super().__init__()
        self.spec = spec
        self._kind = kind
        self._limit = spec.limit or kind.limit

    def deserialize(self, node: colander.SchemaNode, cstruct: object) -> list[dict[str, str]]:
        """Return the rows that say something; raises InvalidAnswer for none or too many, Invalid for a bad one."""
        written = [row for row in cstruct or () if any(answer.strip() for answer in row.values())]
        if len(written) > self._limit:
            raise InvalidAnswer(node, TOO_MANY_ROWS, limit=self._limit)
        if not written and self.spec.required and self._kind.missing:
            raise InvalidAnswer(node, self._kind.missing)
        return super().deserialize(node, written) if written else []


def schema_of(fields: Iterable[FieldSpec]) -> colander.SchemaNode:
    """Return the schema whose children are ``fields``, each with its widget."""
    schema = colander.SchemaNode(colander.Mapping(), name="form", widget=FormWidget(template="form"))
    for spec in fields:
        schema.add(_node(spec))
    return schema


def _node(spec: FieldSpec, *, in_row: bool = False) -> colander.SchemaNode:
    """Return the node of a field; in a row of a group nothing is chosen by radio buttons.

    Rows share the names of their inputs, and of all radio buttons of one name a browser lets one be chosen: what was
    chosen in one row would be lost by choosing in another.
    """
    kind = kind_of(spec)
    template = kind.widget(spec)
    widget = FieldWidget("select" if in_row and template == "radio" else template)
    if spec.kind != "group":
        return colander.SchemaNode(Answer(spec, kind), name=spec.id, title=spec.title, widget=widget)
    row = colander.SchemaNode(colander.Mapping(), name="row", widget=FieldWidget("group_row"))
    for inner in spec.fields:
        row.add(_node(inner, in_row=True))
    return colander.SchemaNode(Rows(spec, kind), row, name=spec.id, title=spec.title, widget=widget)
