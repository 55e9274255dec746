"""``wangting bench``: what the hall costs, row by row of QUALITY 2, beside bare peers of the same run.

Machines are noisy: read processor time and ratios, never seconds.  Everything runs in a folder of its own; without
``--folder`` it is removed afterwards.  The hall's own var/ is not touched.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from wangting.bench.bare import raw_commit, stock_form, verified
from wangting.bench.directory import directory_rows
from wangting.bench.load import Cost
from wangting.bench.process import Served, free_port
from wangting.bench.programme import MEASURED, Programme
from wangting.bench.rows import Row, growth_rows, slower, table
from wangting.clock import SystemClock
from wangting.gateways.durable import write
from wangting.scripts.benchhall import PAPER, Ground, prepare, said

HELP = "measure every row of the speed targets beside bare peers, at as many cases as you say"
#: Drafts of each person for each second of a run, and at least.
DRAFTS_A_SECOND, DRAFTS = 10, 8
SERVE = "import sys; from wangting.scripts.command import main; sys.exit(main(['serve', sys.argv[1]]))"
WATCH = """import sys; from wangting.scripts.command import main; from wangting.bench import profiled
sys.exit(profiled.main(main, *sys.argv[1:]))"""
#: The drafts that are left for the profiles of filing and of acts: each is filed once.
PROFILED = {"file": (MEASURED, (1 + MEASURED) / 2), "act": ((1 + MEASURED) / 2, 1)}
#: By how much a cost may grow from a small hall to a large one.
GROWTH = {"my 20 open cases, at the desk": 1.2}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add how large the hall is, where it lies, and where the report goes."""
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the report to this file")
    parser.add_argument("--cases", type=int, default=1000, metavar="N", help="cases in the hall beforehand (1000)")
    parser.add_argument("--people", type=int, default=30_000, metavar="N", help="people in the directory (30000)")
    parser.add_argument("--folder", type=Path, metavar="FOLDER", help="keep the hall here, and take it up again")
    parser.add_argument("--compare", type=Path, metavar="OLD.json", help="say what is slower than in this report")
    parser.add_argument("--seconds", type=float, default=5.0, metavar="N", help="length of each part (5)")
    parser.add_argument("--no-profile", action="store_true", help="do not measure missed rows again with a profile")
    parser.add_argument("--home", type=Path, default=Path(), metavar="FOLDER", help="the checkout (the current folder)")


def run(args: argparse.Namespace) -> int:
    """Measure, print the table, write the report; 1 when a target is missed."""
    with ExitStack() as stack:
        folder = args.folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wangting-bench-")))
        folder.mkdir(parents=True, exist_ok=True)
        folder = folder.resolve()
        with said(f"a hall with {args.cases:,} cases"):
            drafts = max(DRAFTS, round(args.seconds * DRAFTS_A_SECOND))
            ground = prepare(folder, args.home.resolve(), args.cases, drafts, _progress)
        with said("measuring"):
            baselines, rows = measured(ground, folder, args.seconds, args.people)
        old = json.loads(args.compare.read_text("utf-8")) if args.compare else None
        if old:
            rows += growth_rows(rows, old, args.cases, GROWTH)
        print("\n".join([*table(baselines, rows), *(slower(rows, old) if old else ())]), flush=True)
        report = report_of(args, baselines, rows)
        _keep(args.json, report)
        if not args.no_profile:
            with said("profiles of what is missed"):
                profiles = profiles_of(ground, folder, args.seconds, rows)
            for part, profile in profiles.items():
                print(f"\nprofile of {part}:\n{profile}")
            _keep(args.json, report | {"profiles": profiles})
    return 0 if all(row.kept for row in rows) else 1


def measured(ground: Ground, folder: Path, seconds: float, people: int) -> tuple[dict[str, Cost], list[Row]]:
    """Return baselines and rows."""
    prepared, port = ground.prepared, free_port()
    baselines = {
        "raw commit with a blob of 50 kB": raw_commit(folder, seconds / 3, PAPER),
        "stock Deform, a form of 12 fields": stock_form(seconds / 3),
        "argon2id alone, one password": verified(seconds / 3),
    }
    with hall(ground, folder):
        """The first start compiles templates and saves the index: what is measured is the second."""
    with ExitStack() as stack:
        bare = stack.enter_context(Served(("-m", "wangting.bench.bare", str(port)), port, folder / "bare.log"))
        served = stack.enter_context(hall(ground, folder))
        start = served.cpu_seconds()
        programme = Programme(prepared, served, bare, seconds)
        rows = [row for part in programme.parts.values() for row in part()]
        memory = served.peak_megabytes()
    rows += [
        Row("permission check", "permission", ground.permission_us, "us", 50.0),
        Row("start", "start", start, "cpu-s", 2.0),
        Row("memory at its peak, after all this", "memory", memory, "MB", 200.0),
    ]
    rows += directory_rows(folder / "directory", people, _progress)
    if ground.loaded:
        rows.append(Row("loading a case", "load", 1000 * ground.load_cpu_seconds / ground.loaded, "cpu-ms", 0.9))
    return {**programme.baselines, **baselines}, rows


def hall(ground: Ground, folder: Path) -> Served:
    """Return the served hall."""
    return Served(("-c", SERVE, str(ground.prepared.ini)), ground.prepared.port, folder / "hall.log")


def profiles_of(ground: Ground, folder: Path, seconds: float, rows: Sequence[Row]) -> dict[str, str]:
    """Measure the parts of missed rows again, on a hall that notes where the time goes; return its dearest lines."""
    missed = dict.fromkeys(row.part for row in rows if not row.kept)
    found = {}
    for part in missed:
        target = folder / f"{part.replace(' ', '-')}.profile"
        words = ("-c", WATCH, str(ground.prepared.ini), str(target))
        with Served(words, ground.prepared.port, folder / "hall.log") as served:
            programme = Programme(ground.prepared, served, None, seconds, PROFILED.get(part, (0, 0)))
            if part not in programme.parts:
                continue
            if part == "act":
                programme.file()
            programme.parts[part]()
        found[part] = target.read_text("utf-8")
    return found


def report_of(args: argparse.Namespace, baselines: Mapping[str, Cost], rows: Sequence[Row]) -> dict:
    """Return what a later run is compared with."""
    return {
        "at": SystemClock().now().isoformat(timespec="seconds"),
        "commit": _commit(args.home),
        "machine": {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.platform()},
        "load": f"load average {os.getloadavg()[1]:.0f} in the last five minutes",
        "seconds": args.seconds,
        "cases": args.cases,
        "baselines": {name: cost.as_dict() for name, cost in baselines.items()},
        "rows": [row.as_dict() for row in rows],
    }


def _commit(home: Path) -> str:
    """Return the commit of the checkout, or nothing where there is none."""
    git = shutil.which("git")
    if git is None:
        return ""
    words = (git, "rev-parse", "--short=12", "HEAD")
    told = subprocess.run(words, cwd=home, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    return told.stdout.strip()


def _keep(target: Path | None, report: Mapping[str, object]) -> None:
    if target is not None:
        write(target, (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode(), mode=0o644)


def _progress(done: int, all_of_them: int) -> None:
    print(f"  {done:,} of {all_of_them:,}", end="\r", flush=True)
