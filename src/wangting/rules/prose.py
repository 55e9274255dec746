"""Plain writing: what a site manager types into a box, as headings, paragraphs and lists; nothing in it is markup.

An empty line ends a block.  ``## `` begins a heading, ``- `` a row of a list; whatever else is typed, angle brackets
included, is text and is shown as it is.
"""

from __future__ import annotations

from typing import NamedTuple

HEADING, PARAGRAPH, LIST = "heading", "paragraph", "list"
_HASHES, _DASH = "## ", "- "


class Block(NamedTuple):
    """One block: its ``kind`` and its lines, which are the rows of a list."""

    kind: str
    lines: tuple[str, ...]


def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of ``text`` in their order; a text of nothing but spaces has none."""
    found: list[tuple[str, list[str]]] = []
    is_open = False
    for line in (line.strip() for line in text.splitlines()):
        if not line:
            is_open = False
            continue
        kind, words = _read(line)
        if is_open and kind == found[-1][0] != HEADING:
            found[-1][1].append(words)
        else:
            found.append((kind, [words]))
        is_open = True
    return tuple(Block(kind, tuple(lines)) for kind, lines in found)


def _read(line: str) -> tuple[str, str]:
    """Return the kind of a line and its words; a mark with nothing behind it is text like any other."""
    if line.startswith(_HASHES):
        return HEADING, line.removeprefix(_HASHES).strip()
    if line.startswith(_DASH):
        return LIST, line.removeprefix(_DASH).strip()
    return PARAGRAPH, line
