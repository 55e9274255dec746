"""Where the items of the sources lie: under a record that is their main item, else under one made of its name alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wangting.declare import codes
from wangting.declare.yaml import Problem
from wangting.rules.hierarchy import MAIN, Placed
from wangting.rules.mainitem import MainItem, Ranked


@dataclass(frozen=True)
class Laid:
    """Where each item stands, and the main items that no record is, with their sources; both by their codes."""

    places: dict[str, Placed] = field(default_factory=dict)
    main_items: dict[str, tuple[str, MainItem]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def lay(said: Mapping[str, tuple[str, Ranked]], committed: Iterable[codes.Code]) -> Laid:
    """Return where everything stands, from the source of each item and what its record says.

    The codes of main items are committed as those of records are; one that has none, or two names, is a problem.
    """
    known = {(code.source, code.record_code): code.code for code in committed if code.source_row == codes.NO_ROW}
    # Two bodies may have the same main item as a record of their own: parts lie under the first.
    records: dict[tuple[str, str], str] = {}
    for code, (source, told) in said.items():
        if told.rank == MAIN:
            records.setdefault((source, told.main.code), code)
    laid, names = Laid(), {}
    for code, (source, told) in said.items():
        if told.main is None:
            continue
        key = (source, told.main.code)
        if names.setdefault(key, told.main.name) != told.main.name:
            laid.problems.append(_problem(code, f"calls the main item {told.main.code} otherwise than {names[key]!r}"))
        elif told.rank == MAIN:
            laid.places[code] = Placed(MAIN)
        elif key in records or key in known:
            above = records.get(key) or known[key]
            laid.places[code] = Placed(told.rank, above)
            if key not in records:
                laid.main_items[above] = (source, told.main)
        else:
            laid.problems.append(_problem(code, f"lies under {told.main.code}, which has no code"))
    return laid


def _problem(code: str, message: str) -> Problem:
    return Problem(codes.FILE.as_posix(), 1, code, message)
