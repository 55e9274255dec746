"""A content type as one record: the class says what it is called, where it may be added and which fields it has.

From that the SDI gets its form for adding, its tab of properties, its icon and its row in the catalog.  Content knows
neither forms nor requests; this is where the two meet (docs/tutorial/develop.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import colander
import deform
import venusian
from persistent import Persistent
from pyramid.httpexceptions import HTTPFound, HTTPNotFound
from substanced.form import FormView
from substanced.interfaces import IFolder
from substanced.property import PropertySheet
from substanced.schema import NameSchemaNode, Schema
from substanced.util import renamer

LINE, TEXT, DAY = "line", "text", "day"
_ROWS = 12


@dataclass(frozen=True)
class Field:
    """One thing that is typed: the attribute it becomes, what the form calls it, what it is, whether it must be there.

    ``kind`` is a line, a text of several paragraphs, or a day; ``longest`` counts letters.  A day that is not given is
    None, a line or text that is not given is empty.
    """

    name: str
    title: str
    kind: str = LINE
    needed: bool = True
    longest: int = 120
    hint: str = ""

    def node(self) -> colander.SchemaNode:
        """Return what reads it."""
        if self.kind == DAY:
            widget = deform.widget.TextInputWidget(attributes={"type": "date"})
            empty = {} if self.needed else {"missing": None}
            return colander.SchemaNode(_Day(), name=self.name, title=self.title, widget=widget, description=self.hint,
                                       **empty)  # fmt: skip
        widget = deform.widget.TextAreaWidget(rows=_ROWS) if self.kind == TEXT else deform.widget.TextInputWidget()
        empty = {} if self.needed else {"missing": ""}
        return colander.SchemaNode(colander.String(), name=self.name, title=self.title, widget=widget,
                                   description=self.hint, validator=colander.Length(max=self.longest),
                                   **empty)  # fmt: skip


class _Day(colander.Date):
    """A date for which None is "not given", as the attribute has it."""

    def serialize(self, node: colander.SchemaNode, appstruct: Any) -> Any:
        return super().serialize(node, colander.null if appstruct is None else appstruct)


class Record(Persistent):
    """What every content type of ours is: named by its folder, made of the values of its fields."""

    name = renamer()

    def __init__(self, **values: object) -> None:
        for key, value in values.items():
            setattr(self, key, value)

    @classmethod
    def faults(cls, folder: Any, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield (field, what is wrong) of values that are right one by one; ``folder`` is where it will lie."""
        del folder, values
        return iter(())


def record(content_type: str, *, icon: str, under: tuple[str, ...], fields: tuple[Field, ...]) -> Callable:
    """Make a class a content type; it may be added under content of the types ``under``, among them ``Root``."""

    def wrap(cls: type) -> type:
        def callback(context: Any, _name: str, found: type) -> None:
            _register(context.config.with_package(info.module), content_type, found, icon, under, fields)

        info = venusian.attach(cls, callback, category="substanced")
        return cls

    return wrap


def _register(config: Any, content_type: str, cls: type, icon: str, under: tuple[str, ...],
              fields: tuple[Field, ...]) -> None:  # fmt: skip
    page = f"add_{content_type.lower()}"

    def add_page(context: Any, request: Any) -> str | None:
        return page if request.registry.content.typeof(context) in under else None

    sheet = type(f"{content_type}Sheet", (PropertySheet,), {"schema": _schema(cls, fields, editing=True)})
    config.add_content_type(content_type, cls, icon=icon, add_view=add_page, catalog=True, under=under, fields=fields,
                            propertysheets=((content_type, sheet),))  # fmt: skip
    view = type(f"Add{content_type}", (AddRecord,), {
        "title": f"Add {content_type}", "content_type": content_type, "under": under,
        "schema": _schema(cls, fields, editing=False),
    })  # fmt: skip
    config.add_mgmt_view(view, context=IFolder, name=page, permission="sdi.add-content", tab_condition=False,
                         renderer="substanced.sdi:templates/form.pt")  # fmt: skip


def _schema(cls: type, fields: tuple[Field, ...], *, editing: bool) -> Schema:
    @colander.deferred
    def whole(node: colander.SchemaNode, kw: dict) -> Callable:
        folder = kw["context"].__parent__ if editing else kw["context"]

        def check(form: colander.SchemaNode, values: dict) -> None:
            wrong = colander.Invalid(form)
            for name, text in cls.faults(folder, values):
                wrong[name] = text
            if wrong.children:
                raise wrong

        return check

    name = NameSchemaNode(name="name", title="Name in the address, in small letters: spring-festival", editing=editing)
    return Schema(name, *(field.node() for field in fields), validator=whole)


class AddRecord(FormView):
    """The form that adds one."""

    content_type: str
    under: tuple[str, ...]
    buttons = ("add",)

    def __call__(self) -> Any:
        """Answer where this may be added; elsewhere there is no such page."""
        if self.request.registry.content.typeof(self.context) not in self.under:
            raise HTTPNotFound
        return super().__call__()

    def add_success(self, appstruct: dict) -> Any:
        """Add it, and show the folder it lies in."""
        name = appstruct.pop("name")
        self.context[name] = self.request.registry.content.create(self.content_type, **appstruct)
        self.request.sdiapi.flash_with_undo(f"Added {self.content_type} {name}", "success")
        return HTTPFound(self.request.sdiapi.mgmt_path(self.context, "@@contents"))
