"""The page of speed: what ``wangting bench`` measured last, from the reports that are kept beside it."""

from __future__ import annotations

import json
from pathlib import Path

from markdown import code, page, table

#: Lines of a profile that the page shows: its heading and the dearest.
LINES = 12


def text(home: Path) -> str:
    """Return the page from docs/reference/bench-*.json, the smallest hall first."""
    found = sorted((json.loads(path.read_text("utf-8")) for path in (home / "docs/reference").glob("bench-*.json")),
                   key=lambda report: report["cases"])  # fmt: skip
    return page(
        "Speed",
        "What `wangting bench --cases N --json FILE` measured (QUALITY 2): processor time of the served hall for one "
        "operation, or a ratio to a bare peer of the same run. How, and what is missed for which reason: "
        "[ADR 0021](../adr/0021-what-is-measured-and-what-it-changed.md).",
        *(part for report in found for part in _report(report)),
    )


def _report(report: dict) -> list[str]:
    machine = report["machine"]
    rows = [(row["name"], _figure(row["measured"], row["unit"]), _asked(row), _verdict(row)) for row in report["rows"]]
    where = f"{report['at'][:10]}, Python {machine['python']}, {machine['cores']} cores, {report['load']}"
    parts = [
        f"## {report['cases']:,} cases",
        f"Commit {code(report['commit'])}, {where}.",
        table(("row", "measured", "asked", ""), rows),
        "Peers of this run: " + "; ".join(
            f"{name} {cost['cpu_ms']:.2f} cpu-ms" for name, cost in report["baselines"].items()) + ".",
    ]  # fmt: skip
    for part, profile in report.get("profiles", {}).items():
        parts += [f"### Where the time of “{part}” goes", "```\n" + "\n".join(profile.splitlines()[:LINES]) + "\n```"]
    return parts


def _figure(measured: float, unit: str) -> str:
    return f"{measured:.3g} {unit}" if measured < 100 else f"{measured:.0f} {unit}"  # noqa: PLR2004 - three digits


def _asked(row: dict) -> str:
    return "" if row["target"] is None else f"{'≥' if row['at_least'] else '≤'} {row['target']:g}"


def _verdict(row: dict) -> str:
    return "" if row["target"] is None else "kept" if row["kept"] else "**missed**"
