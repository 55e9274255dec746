"""What names files: the draft of an item, or a material template; each with its places and its way of being written."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pyramid.request import Request
from translationstring import TranslationString, TranslationStringFactory

from wangting.content.template import MaterialTemplate
from wangting.rules.publicfile import OF_PAPERS, Place, places
from wangting.services.editing import FILES
from wangting.views.filewords import about
from wangting.views.traversal.officeediting import OfficeEdit
from wangting.views.traversal.officework import OfficeMaterial

_ = TranslationStringFactory("wangting")

Crumb = tuple[str | TranslationString, str]


class Bearing(NamedTuple):
    """What names files: below ``path`` are the page of its files and, at ``file``, those that are not everybody's yet.

    ``mark`` is what a page carries of it as it stands; ``name`` lets it name the address at a place, or none.
    ``about`` says what a place belongs to; ``result_at`` is where the name of a result is written, None where there is
    none to be named.
    """

    called: str
    path: str
    crumbs: tuple[Crumb, ...]
    mark: str
    places: tuple[Place, ...]
    about: Callable[[Place], str]
    name: Callable[[str, str, str], None]
    result_at: str | None = None


def bearing_of(context: OfficeEdit | OfficeMaterial, request: Request) -> Bearing:
    """Return what the page is of; raises Refused for an item whose newest edition is in review."""
    return _material(context, request) if isinstance(context, OfficeMaterial) else _draft(context, request)


def _draft(context: OfficeEdit, request: Request) -> Bearing:
    item, editing, by = context.item, request.room.office.editing, request.identity.party.id
    newest, path = editing.newest(item.code), f"/office/items/{item.code}/edit/"
    return Bearing(
        called=item.title,
        path=path,
        crumbs=((_("各个版本"), f"/office/items/{item.code}/"), (_("编辑"), path)),
        mark=newest.seen_mark,
        places=tuple(places(newest.data)),
        about=lambda place: about(newest.data, place),
        name=lambda place, address, mark: editing.name_file(item.code, place, address, by, mark),
        result_at=f"{path}guide",
    )


def _material(context: OfficeMaterial, request: Request) -> Bearing:
    template, templating, by = context.template, request.room.office.templating, request.identity.party.id
    path = f"/office/materials/{template.key}/"
    return Bearing(
        called=template.name,
        path=path,
        crumbs=((_("材料模板"), "/office/materials/"), (template.name, path)),
        mark=template.seen_mark,
        places=tuple(_places(template)),
        about=lambda _place: template.name,
        name=lambda place, address, mark: templating.name_file(template.key, place, address, by, mark),
    )


def _places(template: MaterialTemplate) -> list[Place]:
    paper = {**template.data, "id": template.key}
    return [Place(what, paper, what, str(template.data[what] or "")) for what in OF_PAPERS]


def page_of(bearing: Bearing) -> str:
    """Return where the page of its files is."""
    return f"{bearing.path}{FILES}"
