"""Reads ``expected.csv``: what every view answers to whom, written by hand from DOMAIN and DESIGN (README.md)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).parent / "expected.csv"
#: Who asks, in the order in which the letters of a row stand, one group for each column of the file.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "visitor": ("visitor",),
    "citizens": ("citizen_a", "citizen_b"),
    "agents": ("agent_inside", "agent_outside"),
    "posts": ("counter", "reviewer", "reviewer_beside", "approver", "issuer", "head", "town_clerk", "supervisor",
              "hall_admin", "central_office"),
    "departments": ("maintainer", "maintainer_beside"),
    "elsewhere": ("elsewhere",),
    "across": ("across",),
}  # fmt: skip
ROLES = tuple(role for roles in GROUPS.values() for role in roles)
#: The posts of which every hall has somebody of its own.
POSTS = GROUPS["posts"][:-1]
#: What a letter says; ``.`` is for what cannot be asked.
LETTERS: Mapping[str, str] = {
    "P": "the page, with its marker; nothing is written",
    "K": "led on, and nothing is written in the database",
    "D": "done: written and led on",
    "S": "sent to sign in",
    "F": "forbidden: 403",
    "N": "not there: 404",
    "R": "refused with its reason on a page: 409 or 422, and nothing is written",
    "-": "refused in one of these ways (S, F, N, or 400), nothing shown, nothing written",
    ".": "cannot be asked",
}
#: The row that decides about methods that an address has no view for.
ANY, OTHER = "*", "other"


@dataclass(frozen=True)
class Row:
    """One line: ``cells`` by role; ``ask`` tells apart what one address is asked in several ways."""

    view: str
    method: str
    ask: str
    marker: str
    cells: Mapping[str, str]
    cites: str

    @property
    def name(self) -> str:
        """The row, for a message."""
        return " ".join(filter(None, (self.method, self.view, self.ask)))


def read(text: str | None = None) -> tuple[Row, ...]:
    """Return the rows; raises ValueError for a line that does not say one letter for each role."""
    lines = (TABLE.read_text("utf-8") if text is None else text).splitlines()
    return tuple(_row(line) for line in csv.DictReader(line for line in lines if not line.startswith("#")))


def _row(line: Mapping[str, str]) -> Row:
    letters = "".join(line[group] for group in GROUPS)
    if [len(line[group]) for group in GROUPS] != [len(roles) for roles in GROUPS.values()]:
        raise ValueError(f"{line['method']} {line['view']} {line['ask']}: not one letter for each role")
    if not set(letters) <= LETTERS.keys():
        raise ValueError(f"{line['view']}: unknown letter in {letters}")
    return Row(line["view"], line["method"], line["ask"], line["marker"], dict(zip(ROLES, letters, strict=True)),
               line["cites"])  # fmt: skip


def faults(rows: tuple[Row, ...], views: set[tuple[str, str]]) -> list[str]:
    """Return what is wrong with ``rows`` where ``views`` are the (address, method) that there are."""
    said = [(row.view, row.method, row.ask) for row in rows]
    known = {(view, method) for view, method, _ask in said}
    return [
        *(f"{method} {view}: no row" for view, method in sorted(views - known)),
        *(f"{method} {view}: no such view" for view, method in sorted(known - views - {(ANY, OTHER)})),
        *(f"{' '.join(key)}: decided twice" for key in sorted(set(said)) if said.count(key) > 1),
        *(f"{row.name}: cites nothing" for row in rows if not row.cites.startswith(("DOMAIN ", "DESIGN "))),
        *(f"{row.name}: no marker" for row in rows if "P" in row.cells.values() and not row.marker),
    ]
