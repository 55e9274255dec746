"""What a column of a catalogue's workbook holds: how a value becomes a cell, and a cell what it was meant to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

TEXT, LINES, WHOLE, TRUTH, OPTIONS = "text", "lines", "whole", "truth", "options"

Path = tuple[str, ...]

YES, NO = "是", "否"
#: Between the value, the Chinese and the English title of an option; each option is a line of its cell.
BAR = "|"


class Unfit(ValueError):
    """A cell does not hold what its column needs; ``code`` says what it needs."""

    def __init__(self, code: str, value: object) -> None:
        super().__init__(code)
        self.code = code
        self.value = value


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column: its title, which part of the item stands in it, as what, and the words offices write for values.

    ``absent``: an empty cell means that the item says nothing of it, not that it says there is none.  ``late``: the
    column itself may be missing, as in a workbook of before there was one; what the item is stays as it is then.
    """

    title: str
    path: Path
    kind: str = TEXT
    words: Mapping[str, str] = field(default_factory=dict)
    absent: bool = False
    late: bool = False

    def cell(self, value: object) -> str | int | None:
        """Return what stands in the cell for ``value``."""
        if value is None or value == []:
            return None
        if self.kind == LINES:
            return "\n".join(value)
        if self.kind == TRUTH:
            return YES if value else NO
        if self.kind == OPTIONS:
            return "\n".join(BAR.join((option["value"], option["title"], option["title_en"])) for option in value)
        return self.words.get(value, value)

    def value(self, cell: object) -> object:
        """Return what ``cell`` says; raises Unfit.  An empty cell is None, or an empty list where a list belongs."""
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            return [] if self.kind in (LINES, OPTIONS) else None
        if self.kind == WHOLE:
            return _whole(cell)
        said = _text(cell)
        if self.kind == TRUTH:
            return _truth(said)
        if self.kind == LINES:
            return [line for line in said.split("\n") if line.strip()]
        if self.kind == OPTIONS:
            return [_option(line) for line in said.split("\n") if line.strip()]
        return next((key for key, word in self.words.items() if word == said), said)


def _whole(cell: object) -> int:
    if isinstance(cell, bool):
        raise Unfit("not_whole", cell)
    if isinstance(cell, int) or (isinstance(cell, float) and cell.is_integer()):
        return int(cell)
    if isinstance(cell, str) and cell.strip().isascii() and cell.strip().isdigit():
        return int(cell.strip())
    raise Unfit("not_whole", cell)


def _text(cell: object) -> str:
    """Return a cell as text: a spreadsheet makes numbers of codes and days of dates while they are typed."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\r\n", "\n")


def _truth(said: str) -> bool:
    if said.strip() not in (YES, NO):
        raise Unfit("not_yes_no", said)
    return said.strip() == YES


def _option(line: str) -> dict[str, str]:
    parts = line.split(BAR)
    if len(parts) != 3:  # noqa: PLR2004 - the value and its two titles
        raise Unfit("not_option", line)
    return dict(zip(("value", "title", "title_en"), parts, strict=True))
