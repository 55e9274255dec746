"""The rows of ``wangting bench``: what was measured, what QUALITY 2 asks, and whether it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wangting.bench.load import Cost

#: Against an older report, a row that costs so many times as much is called slower: less is the noise of the machine.
SLOWER = 1.3
CPU_MS = "cpu-ms"


@dataclass(frozen=True)
class Row:
    """One line of the report.

    ``measured`` and ``target`` are in ``unit``; ``at_least`` where more is better; a target of None is none of ours.
    ``part`` names the part of the programme that measured it, ``costs`` are its requests when it has several.
    """

    name: str
    part: str
    measured: float
    unit: str
    target: float | None = None
    at_least: bool = False
    costs: Mapping[str, Cost] = field(default_factory=dict)

    @property
    def kept(self) -> bool:
        """Whether the target is reached; a row without one is never missed."""
        if self.target is None:
            return True
        return self.measured >= self.target if self.at_least else self.measured <= self.target

    @property
    def asked(self) -> str:
        """The target in words."""
        return "-" if self.target is None else f"{'>=' if self.at_least else '<='} {self.target:g} {self.unit}"

    def as_dict(self) -> dict[str, object]:
        """Return the line for the JSON report."""
        costs = {name: cost.as_dict() for name, cost in self.costs.items()}
        return {"name": self.name, "part": self.part, "measured": round(self.measured, 3), "unit": self.unit,
                "target": self.target, "at_least": self.at_least, "kept": self.kept, "costs": costs}  # fmt: skip


def cost_row(name: str, part: str, cost: Cost, target: float | None) -> Row:
    """Return the row of an operation that must not cost more than ``target`` cpu-ms of the server."""
    return Row(name, part, cost.cpu_ms, CPU_MS, target, costs={name: cost})


def sum_row(name: str, part: str, costs: Mapping[str, Cost], target: float) -> Row:
    """Return the row of an operation that takes several requests."""
    return Row(name, part, sum(cost.cpu_ms for cost in costs.values()), CPU_MS, target, costs=costs)


def growth_rows(rows: Iterable[Row], old: Mapping[str, object], cases: int, most: Mapping[str, float]) -> list[Row]:
    """Return how the costs named in ``most`` have grown since the report ``old`` of fewer cases."""
    earlier = _earlier(old)
    if not old.get("cases") or old["cases"] >= cases:
        return []
    return [
        Row(f"{row.name}, against {old['cases']:,} cases", row.part, row.measured / earlier[row.name],
            "x", most[row.name])
        for row in rows
        if row.name in most and earlier.get(row.name)
    ]  # fmt: skip


def slower(rows: Iterable[Row], old: Mapping[str, object]) -> list[str]:
    """Return a line for each row that is worse than in ``old`` by more than the noise of a machine."""
    earlier, lines = _earlier(old), []
    for row in rows:
        before = earlier.get(row.name)
        if not before or not row.measured:
            continue
        worse = before / row.measured if row.at_least else row.measured / before
        if worse > SLOWER:
            lines.append(f"SLOWER {row.name}: {before:g} -> {row.measured:.3g} {row.unit} ({worse:.1f} x)")
    return lines


def _earlier(old: Mapping[str, object]) -> dict[str, float]:
    return {row["name"]: row["measured"] for row in old["rows"]}


def table(baselines: Mapping[str, Cost], rows: Iterable[Row]) -> list[str]:
    """Return the report in lines for people."""
    lines = [_line("", "measured", "", "target", "")]
    lines += [_line(f"baseline: {name}", f"{cost.cpu_ms:.3f}", CPU_MS, "", "") for name, cost in baselines.items()]
    for row in rows:
        verdict = "" if row.target is None else "kept" if row.kept else "MISSED"
        lines.append(_line(row.name, f"{row.measured:.3g}", row.unit, row.asked, verdict))
        if len(row.costs) > 1:
            lines += [_line(f"  {name}", f"{cost.cpu_ms:.3g}", CPU_MS, "", "") for name, cost in row.costs.items()]
    return lines


def _line(name: str, measured: str, unit: str, target: str, verdict: str) -> str:
    return f"{name:<62}{measured:>9} {unit:<14}{target:<22}{verdict}".rstrip()
