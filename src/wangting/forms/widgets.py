"""What Deform's templates are given: one :class:`Control` for each field on the page.

The widgets keep nothing between two requests, so that one Deform form serves every thread; what belongs to a request
(the answer, the problem, the files) is handed down while it is rendered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from deform import Field
from deform.widget import Widget

from wangting.forms.kinds import FieldKind, options_of
from wangting.forms.messages import Problem
from wangting.forms.spec import FieldSpec, Named

# Kinds of controls that are several inputs: their name is a legend, not a label.
GROUPED = frozenset({"radio", "group"})
# Templates that say how to answer even where nothing was declared.
EXPLAINED = frozenset({"date", "material"})


class StagedFile(Protocol):
    """A file that was sent and is kept until the form is filed: ``size`` in bytes, ``sha256`` in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Prefilled:
    """What the hall knows already: shown, not asked.  ``source`` says from where, for the line below the field."""

    text: str
    source: str = ""


@dataclass(frozen=True)
class Control:
    """One field as its template sees it.  ``oid`` is its id on the page, ``name`` that of its input."""

    oid: str
    name: str
    spec: FieldSpec
    kind: FieldKind
    lang: str
    template: str
    answer: Any = ""
    problem: Problem | None = None
    files: Sequence[StagedFile] = ()
    prefilled: Prefilled | None = None
    megabytes: int = 20
    accept: str = "image/*,.pdf"

    @property
    def grouped(self) -> bool:
        """Tell whether the field's name is a legend over several inputs."""
        return self.template in GROUPED

    @property
    def title(self) -> str:
        """Return the field's name in the language of the page."""
        return self.spec.titled(self.lang)

    @property
    def hint(self) -> str:
        """Return how to answer, in the language of the page; may be empty."""
        return self.spec.hinted(self.lang)

    @property
    def options(self) -> tuple[Named, ...]:
        """Return what can be chosen."""
        return options_of(self.spec)

    @property
    def described(self) -> str | None:
        """Return the ids of what a screen reader says after the name: hint, error, source, in their order."""
        hint = bool(self.hint) or self.template in EXPLAINED
        parts = (("hint", hint), ("error", self.problem), ("from", self.prefilled and self.prefilled.source))
        return " ".join(f"{self.oid}-{part}" for part, there in parts if there) or None

    @property
    def css(self) -> str:
        """Return the classes of an input, with the width that fits what the kind asks for."""
        return f"wt-input {self.kind.width}".rstrip()

    @property
    def invalid(self) -> str | None:
        """Return the value of ``aria-invalid``."""
        return "true" if self.problem else None


class FieldWidget(Widget):
    """A Deform widget that only knows the name of its template; the answer stays the text it is."""

    def __init__(self, template: str) -> None:
        super().__init__()
        self.template = template

    def serialize(self, field: Field, cstruct: object, **kw: object) -> str:
        """Return the control as HTML."""
        return field.renderer(self.template, field=field, cstruct=cstruct, **kw)

    def deserialize(self, _field: Field, pstruct: object) -> object:
        """Return what was sent, unchanged."""
        return pstruct


class Renderer(Protocol):
    """What a theme gives to forms: a widget template by its name, filled, in one language."""

    lang: str

    def __call__(self, template: str, **values: object) -> str:
        """Return the template filled with ``values``; what is not HTML already is escaped."""


@dataclass(frozen=True)
class Button:
    """A way to send the form; ``look`` is main, danger or empty.  ``text`` is shown as it is or translated."""

    value: str
    text: str
    look: str = ""
    name: str = "act"


@dataclass(frozen=True)
class Frame:
    """What stands around the fields: where the form goes and by which buttons.

    ``id`` names the form on its page.  ``hidden`` are further names and values.  ``headings`` switches the headings of
    the sections off where the page has its own.  ``prefilled`` are the fields that the hall answers itself.
    """

    action: str
    csrf_token: str
    buttons: tuple[Button, ...]
    id: str | None = None
    hidden: Mapping[str, str] | None = None
    headings: bool = True
    prefilled: Mapping[str, Prefilled] | None = None
    megabytes: int = 20
    accept: str = "image/*,.pdf"
