"""What the finder knows of one item: its names, what is written about it, its codes, where it is offered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from wangting.content.ahead import ahead
from wangting.content.item import Edition, Item
from wangting.errors import NotFound
from wangting.rules.lifeevent import LifeEvent, events_of
from wangting.services.catalogue import Catalogue

#: Where a source record names what it belongs to, and where it gives its own codes (docs/reference/editions).
NAMING = ("catalog_name", "parent_catalog_name", "sub_catalog_name", "main_item", "dept", "department")
CODES = ("task_code", "catalog_code", "parent_catalog_code", "item_code", "legacy_code")
#: The word under which a source puts what fits nowhere: no way in.
ELSEWHERE = "其他"
#: Of a long text only the beginning is about the matter.
ABOUT = 400


@dataclass(frozen=True)
class Entry:
    """One item; ``halls`` maps the key of each hall that offers it, in their order, to the deciding unit's key.

    ``themes`` and ``objects`` are those of the source: what it is about, whom it serves.  ``life`` are the keys of the
    great matters of life to which its name or its source puts it.  ``gathers``: it is a main item that nobody applies
    for, and whoever looks for it looks for what lies under it, of which its name is said too.
    """

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    halls: Mapping[str, str] = field(default_factory=dict)
    themes: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    life: tuple[str, ...] = ()
    gathers: bool = False


def entry_of(code: str, name: str, aliases: Iterable[str], record: Mapping[str, object],
             edition: Mapping[str, object], halls: Mapping[str, str],
             life: Iterable[LifeEvent] = (), codes: Iterable[str] = ()) -> Entry:  # fmt: skip
    """Return what the finder knows of an item with this source record and this edition; ``codes`` are other ones."""
    about = [record.get(key) for key in NAMING]
    about += [*(record.get("theme") or ()), *(material["name"] for material in edition["materials"])]
    about.append(edition.get("conditions"))
    themes = themes_of(record)
    return Entry(
        code=code,
        name=name,
        aliases=tuple(aliases),
        about=tuple(dict.fromkeys(text[:ABOUT] for text in about if isinstance(text, str) and text)),
        codes=tuple(dict.fromkeys((*(str(record[key]) for key in CODES if record.get(key)), *codes))),
        halls=halls,
        themes=themes,
        objects=tuple(edition["service_object"]),
        life=events_of(life, name, themes),
    )


def themes_of(record: Mapping[str, object]) -> tuple[str, ...]:
    """Return the themes under which the source of ``record`` puts an item."""
    return tuple(theme for theme in record.get("theme") or () if theme != ELSEWHERE)


def entries_of(catalogue: Catalogue, life: Iterable[LifeEvent] = ()) -> Iterator[Entry]:
    """Yield what there is to find today; an item without an edition in force is not there yet."""
    offered: dict[str, dict[str, str]] = {}
    given: dict[str, list[str]] = {}
    for hall in catalogue.halls():
        ahead(hall.implementations.values())
        for code, implementation in hall.implementations.items():
            if implementation.is_offered(catalogue.today):
                offered.setdefault(code, {})[hall.key] = implementation.unit
                own = (implementation.task_code, implementation.handled_code)
                given.setdefault(code, []).extend(one for one in own if one)
    for item in catalogue.items():
        edition = _edition(item, catalogue)
        if edition is not None:
            halls = offered.get(item.code, {})
            codes = (*((item.legacy_code,) if item.legacy_code else ()), *given.get(item.code, ()))
            entry = entry_of(item.code, edition.name, item.aliases, item.record, edition.data, halls, life, codes)
            yield replace(entry, gathers=True) if item.only_gathers and not halls else entry
        # The whole catalogue would stay in this connection's cache, 30 MB that no page of one item needs.
        for read in (*item.editions, item):
            read._p_deactivate()


def _edition(item: Item, catalogue: Catalogue) -> Edition | None:
    try:
        return item.edition_on(catalogue.today)
    except NotFound:
        return None
