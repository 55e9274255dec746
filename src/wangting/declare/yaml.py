"""Declared files as plain data that remembers its lines.

Safe YAML only: no tags, no anchors (a file of ten lines could unfold to gigabytes), no key twice.  Every problem is
a :class:`Problem` that prints as ``file:line: key: message``, and reading never stops at the first one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from yaml.composer import Composer

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in a declared file; ``line`` counts from 1."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: {self.message}"


def spelled(path: KeyPath) -> str:
    """Return a path of keys as people write it: ``acts.3`` for the third row; the top of a file is ``(file)``."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path) or "(file)"


def path_of(key: str) -> KeyPath:
    """Return the path that :func:`spelled` wrote as ``key``."""
    return tuple(int(step) - 1 if step.isdigit() else step for step in key.split("."))


@dataclass(slots=True)
class Document:
    """A file as plain data, the line of each key, and the problems found so far."""

    file: str
    data: object = None
    lines: dict[KeyPath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line_of(self, path: KeyPath) -> int:
        """Return the line of ``path``, or of the nearest key above it that the file has."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def complain(self, path: KeyPath, message: str) -> None:
        """Note a problem at ``path``."""
        self.problems.append(Problem(self.file, self.line_of(path), spelled(path), message))


class _Plain:
    """Composes nodes without anchors, aliases and tags."""

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
        """Return the next node; raises yaml.MarkedYAMLError for one that is more than plain data."""
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag:
            raise yaml.MarkedYAMLError(
                problem="anchors, aliases and tags are not allowed", problem_mark=event.start_mark
            )
        return super().compose_node(parent, index)


class PlainLoader(_Plain, yaml.SafeLoader):
    """Safe YAML without anchors, aliases and tags."""


#: What libyaml lets stand in places where the other loader takes it for a mistake.
DISPUTED = re.compile(r"[\t?\ufeff]|[|>]\S*#")
#: What reads a file, in turn until one does.  The last one's word is what people are told: it says best what is wrong.
LOADERS: tuple[type, ...] = (PlainLoader,)

if yaml.__with_libyaml__:

    class FastLoader(_Plain, Composer, yaml.CSafeLoader):
        """The same with libyaml's parser, which reads what all halls declare in a fifth of the time."""

        def __init__(self, text: str) -> None:
            yaml.CSafeLoader.__init__(self, text)
            Composer.__init__(self)

    LOADERS = (FastLoader, PlainLoader)


def read(path: Path, home: Path) -> Document:
    """Read the YAML file ``path``, named relative to ``home``; what cannot be read is a problem, never an exception."""
    document = Document(path.relative_to(home).as_posix())
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        reason = getattr(fault, "strerror", None) or "is not UTF-8"
        document.complain((), f"cannot be read: {reason}")
        return document
    return parse(text, document)


def parse(text: str, document: Document) -> Document:
    """Fill ``document`` from ``text`` and return it."""
    try:
        loader, node = _composed(text)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        _complain_at(mark.line if mark else 0, f"not YAML: {fault.problem or fault.context}", document)
        return document
    except yaml.reader.ReaderError as fault:
        _complain_at(text[: fault.position].count("\n"), f"not YAML: {fault.reason}", document)
        return document
    if node is None:
        document.complain((), "the file is empty")
    else:
        document.data = _plain(loader, node, (), document)
    return document


def _composed(text: str) -> tuple[yaml.SafeLoader, yaml.Node | None]:
    """Read by the first of the loaders that can; all of them agree about what it reads."""
    for kind in () if DISPUTED.search(text) else LOADERS[:-1]:
        with suppress(yaml.YAMLError):
            loader = kind(text)
            return loader, loader.get_single_node()
    loader = LOADERS[-1](text)
    return loader, loader.get_single_node()


def _complain_at(row: int, message: str, document: Document) -> None:
    """Note a problem at the file's row, which YAML counts from 0."""
    document.problems.append(Problem(document.file, row + 1, spelled(()), message))


def _plain(loader: yaml.SafeLoader, node: yaml.Node, path: KeyPath, document: Document) -> object:
    if path:
        document.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _plain_mapping(loader, node, path, document)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(loader, item, (*path, number), document) for number, item in enumerate(node.value)]
    try:
        return loader.construct_object(node)
    except ValueError as fault:
        document.complain(path, f"cannot be read: {fault}")
    except yaml.constructor.ConstructorError:
        # YAML 1.1 means something by a bare = or <<, and nobody who writes one means that.
        document.complain(path, f"cannot be read: put {node.value} into quotes")
    return None


def _plain_mapping(
    loader: yaml.SafeLoader, node: yaml.MappingNode, path: KeyPath, document: Document
) -> Mapping[str, object]:
    plain: dict[str, object] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = key_node.value
        if not isinstance(key, str) or key_node.tag != "tag:yaml.org,2002:str":
            problem = Problem(document.file, line, spelled(path), f"a key must be text, not {key!r}")
            document.problems.append(problem)
        elif key in plain:
            document.problems.append(Problem(document.file, line, spelled((*path, key)), "stands here twice"))
        else:
            document.lines[(*path, key)] = line
            plain[key] = _plain(loader, value_node, (*path, key), document)
    return plain
