"""The few pieces of Markdown that the reference pages are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

HEAD = "<!-- Written by tools/docs/write.py from the code and the declared files; change those, not this file. -->\n"


def page(title: str, *parts: str) -> str:
    """Return a whole page: who wrote it, its title, its parts with an empty line between them."""
    return "\n\n".join([f"{HEAD}# {title}", *parts]) + "\n"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a bar inside a cell is escaped."""
    lines = [_row(columns), "|" + "---|" * len(columns), *(_row(row) for row in rows)]
    return "\n".join(lines)


def code(text: object) -> str:
    """Return ``text`` as code, or a dash when there is none."""
    return f"`{text}`" if text not in (None, "") else "–"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
