"""Colander made strict: what a declared file says is taken as it is said, and nothing unknown is passed over.

Colander turns numbers into text and stops at the first unknown key of a mapping; a declared file must not be read
so kindly.  :func:`check` returns the clean data and notes every problem at its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

import colander

from wangting.declare.yaml import Document, KeyPath


class Text(colander.SchemaType):
    """A text that is not empty; a number or a date is not a text."""

    def deserialize(self, node: colander.SchemaNode, cstruct: object) -> object:
        """Return the text; raises colander.Invalid for anything else."""
        if cstruct is colander.null:
            return cstruct
        if not isinstance(cstruct, str):
            raise colander.Invalid(node, f"must be a text (in quotes), not {cstruct!r}")
        if not cstruct.strip():
            raise colander.Invalid(node, "must not be empty")
        return cstruct


class Whole(colander.SchemaType):
    """A whole number; a text or a truth is not a number."""

    def deserialize(self, node: colander.SchemaNode, cstruct: object) -> object:
        """Return the number; raises colander.Invalid for anything else."""
        if cstruct is colander.null:
            return cstruct
        if isinstance(cstruct, bool) or not isinstance(cstruct, int):
            raise colander.Invalid(node, f"must be a whole number, not {cstruct!r}")
        return cstruct


class Truth(colander.SchemaType):
    """True or false, and nothing that merely looks like it."""

    def deserialize(self, node: colander.SchemaNode, cstruct: object) -> object:
        """Return the truth; raises colander.Invalid for anything else."""
        if cstruct is colander.null or isinstance(cstruct, bool):
            return cstruct
        raise colander.Invalid(node, f"must be true or false, not {cstruct!r}")


class Day(colander.SchemaType):
    """A calendar day, as YAML reads it or as ISO text."""

    def deserialize(self, node: colander.SchemaNode, cstruct: object) -> object:
        """Return a :class:`datetime.date`; raises colander.Invalid for anything else."""
        if cstruct is colander.null or type(cstruct) is date:
            return cstruct
        if isinstance(cstruct, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", cstruct):
            try:
                return date.fromisoformat(cstruct)
            except ValueError as fault:
                raise colander.Invalid(node, f"is no day: {fault}") from fault
        raise colander.Invalid(node, f"must be a day such as 2026-07-01, not {cstruct!r}")


class Anything(colander.SchemaType):
    """Plain data that belongs to somebody else and is kept as it is."""

    def deserialize(self, node: colander.SchemaNode, cstruct: object) -> object:
        """Return what is there."""
        return cstruct


class MapOf(colander.SchemaType):
    """A mapping with free keys that match ``pattern``; the one child of its node says what the values are."""

    def __init__(self, pattern: str = r"[a-z][a-z0-9_]*") -> None:
        self.pattern = re.compile(pattern)

    def deserialize(self, node: colander.SchemaNode, cstruct: object) -> object:
        """Return a dict; raises colander.Invalid with every bad key and value."""
        if cstruct is colander.null:
            return cstruct
        if not isinstance(cstruct, Mapping):
            raise colander.Invalid(node, f"must be keys with values, not {cstruct!r}")
        error = colander.Invalid(node)
        clean = {}
        for key, value in cstruct.items():
            child = node.children[0].clone()
            child.name = key
            if not self.pattern.fullmatch(key):
                error.add(colander.Invalid(child, f"is no possible key: it must match {self.pattern.pattern}"))
                continue
            try:
                clean[key] = child.deserialize(value)
            except colander.Invalid as fault:
                error.add(fault)
        if error.children:
            raise error
        return clean


def text(name: str, pattern: str | None = None, **more: object) -> colander.SchemaNode:
    """Return a node for a text, which must match ``pattern`` as a whole when one is given."""
    if pattern is not None:
        more["validator"] = _matches(pattern)
    return colander.SchemaNode(Text(), name=name, **more)


def _matches(pattern: str) -> Callable[[colander.SchemaNode, str], None]:
    compiled = re.compile(pattern)

    def validate(node: colander.SchemaNode, value: str) -> None:
        if not compiled.fullmatch(value):
            raise colander.Invalid(node, f"{value!r} does not match {pattern}")

    return validate


def check_with(parse: Callable[[str], object]) -> Callable[[colander.SchemaNode, str], None]:
    """Return a validator that accepts what ``parse`` takes without a ValueError."""

    def validate(node: colander.SchemaNode, value: str) -> None:
        try:
            parse(value)
        except ValueError as fault:
            raise colander.Invalid(node, str(fault)) from fault

    return validate


def one_of(name: str, choices: frozenset[str] | tuple[str, ...], **more: object) -> colander.SchemaNode:
    """Return a node for one of the texts ``choices``."""

    def validate(node: colander.SchemaNode, value: str) -> None:
        if value not in choices:
            raise colander.Invalid(node, f"no such choice {value!r}: {', '.join(sorted(choices))}")

    return colander.SchemaNode(Text(), name=name, validator=validate, **more)


def whole(name: str, least: int = 0, most: int | None = None, **more: object) -> colander.SchemaNode:
    """Return a node for a whole number from ``least`` to ``most``."""
    return colander.SchemaNode(Whole(), name=name, validator=colander.Range(min=least, max=most), **more)


def mapping(name: str, *children: colander.SchemaNode, **more: object) -> colander.SchemaNode:
    """Return a node for a mapping with exactly these keys."""
    return colander.SchemaNode(colander.Mapping(unknown="raise"), *children, name=name, **more)


def sequence(name: str, child: colander.SchemaNode, **more: object) -> colander.SchemaNode:
    """Return a node for a list of ``child``."""
    return colander.SchemaNode(colander.Sequence(), child, name=name, **more)


def map_of(name: str, child: colander.SchemaNode, pattern: str = r"[a-z][a-z0-9_]*", **more: object) -> object:
    """Return a node for a mapping with free keys."""
    return colander.SchemaNode(MapOf(pattern), child, name=name, **more)


def check(document: Document, schema: colander.SchemaNode) -> dict | None:
    """Return the clean data of ``document``; None when something is wrong, which is then noted in the document."""
    before = len(document.problems)
    if not isinstance(document.data, Mapping):
        if not document.problems:
            document.complain((), "must be keys with values")
        return None
    known = _sweep(schema, document.data, (), document)
    try:
        clean = schema.deserialize(known)
    except colander.Invalid as fault:
        for path, message in _leaves(fault, ()):
            document.complain(path, message)
    return clean if len(document.problems) == before else None


def _sweep(node: colander.SchemaNode, data: object, path: KeyPath, document: Document) -> object:
    """Return ``data`` without the keys nobody knows; null stands for a missing value."""
    if data is None:
        return colander.null
    if isinstance(node.typ, colander.Mapping) and isinstance(data, Mapping):
        children = {child.name: child for child in node.children}
        for key in data.keys() - children.keys():
            document.complain((*path, key), f"is not known here: {', '.join(children)}")
        return {
            key: _sweep(children[key], value, (*path, key), document) for key, value in data.items() if key in children
        }
    if isinstance(node.typ, MapOf) and isinstance(data, Mapping):
        return {key: _sweep(node.children[0], value, (*path, key), document) for key, value in data.items()}
    if isinstance(node.typ, colander.Sequence) and isinstance(data, list):
        return [_sweep(node.children[0], value, (*path, number), document) for number, value in enumerate(data)]
    return data


def _leaves(fault: colander.Invalid, path: KeyPath) -> list[tuple[KeyPath, str]]:
    """Return every (path, message) of a Colander error."""
    found = [(path, _english(message)) for message in fault.messages()]
    for child in fault.children:
        step = child.pos if child.positional else child.node.name
        found.extend(_leaves(child, (*path, step)))
    return found


def _english(message: object) -> str:
    """Return a Colander message with its values put in."""
    interpolate = getattr(message, "interpolate", None)
    return interpolate() if interpolate else str(message)
