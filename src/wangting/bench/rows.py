"""The rows of ``wangting bench``: what was measured, what QUALITY 2 asks, and whether it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from wangting.bench.load import Cost

KEPT_RATIO = 0.7
RENDERED_RATIO = 0.3
FILE_CPU_MS = 6.0
ACT_CPU_MS = 4.0


@dataclass(frozen=True)
class Row:
    """One line of the report; ``parts`` are its requests when it has several."""

    name: str
    cost: Cost
    target: str
    measured: str
    kept: bool
    parts: tuple[tuple[str, Cost], ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return the line for the JSON report."""
        parts = {name: cost.as_dict() for name, cost in self.parts}
        found = {"name": self.name, **self.cost.as_dict(), "target": self.target, "measured": self.measured}
        return {**found, "kept": self.kept, **({"parts": parts} if parts else {})}


def guide_rows(kept: Cost, rendered: Cost, baselines: dict[str, Cost]) -> list[Row]:
    """Compare a guide page with bare ones, by processor time."""
    found = []
    for what, cost, bare, least in (
        ("kept", kept, "bare hello", KEPT_RATIO),
        ("rendered each time", rendered, "bare page", RENDERED_RATIO),
    ):
        ratio = baselines[bare].cpu_ms / cost.cpu_ms
        found.append(Row(f"guide page, anonymous, {what}", cost, f">= {least} x {bare}", f"{ratio:.2f} x {bare}",
                         ratio >= least))  # fmt: skip
    return found


def filing_row(parts: dict[str, Cost]) -> Row:
    """Add up the requests that make a case of a draft."""
    operations = min(cost.operations for cost in parts.values())
    total = sum(cost.cpu_ms for cost in parts.values())
    rate = 1 / sum(1 / cost.per_second for cost in parts.values())
    return Row("file a case with a file of 50 kB", Cost(operations, total, rate), f"<= {FILE_CPU_MS} cpu-ms",
               f"{total:.1f} cpu-ms", total <= FILE_CPU_MS, tuple(parts.items()))  # fmt: skip


def act_row(cost: Cost) -> Row:
    """Say what an act costs."""
    return Row("an act on a case", cost, f"<= {ACT_CPU_MS} cpu-ms", f"{cost.cpu_ms:.1f} cpu-ms",
               cost.cpu_ms <= ACT_CPU_MS)  # fmt: skip


def table(baselines: dict[str, Cost], rows: list[Row]) -> list[str]:
    """Return the report in lines for people."""
    lines = [_line("", "number", "cpu-ms", "a second", "measured", "target")]
    lines += [_costs(f"baseline: {name}", cost) for name, cost in baselines.items()]
    for row in rows:
        lines.append(_costs(row.name, row.cost, row.measured, f"{row.target} {'kept' if row.kept else 'MISSED'}"))
        lines += [_costs(f"  {name}", cost) for name, cost in row.parts]
    return lines


def _costs(name: str, cost: Cost, measured: str = "", target: str = "") -> str:
    return _line(name, str(cost.operations), f"{cost.cpu_ms:.2f}", f"{cost.per_second:.0f}", measured, target)


def _line(name: str, number: str, cpu: str, rate: str, measured: str, target: str) -> str:
    return f"{name:<44}{number:>8}{cpu:>9}{rate:>10}  {measured:<20}{target}".rstrip()
