"""``wangting items``: what is done to the catalogue as a whole; beside a running hall, because it only reads."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from wangting.clock import SystemClock
from wangting.declare import search
from wangting.errors import DeclarationError, NotFound
from wangting.gateways.sheets.opening import FORMATS
from wangting.scripts import exchanging, linting
from wangting.scripts.running import looking
from wangting.services.catalogue import Catalogue
from wangting.services.finding.entries import Entry, entries_of
from wangting.services.finding.evaluation import Measure, by_word, measure
from wangting.services.finding.index import Index
from wangting.services.finding.words import Words
from wangting.settings import Settings, read

HELP = "What is done to the catalogue as a whole: measure the finder, send the items out as a file, take a file back."
HELD = "held"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    measuring = _act(acts, "evaluate-search", evaluate, "Ask the finder every word of a table; print what it finds.",
                     "a table with the columns alias and official_name, and maybe half")  # fmt: skip
    _evaluation(measuring)
    named = f"the file; its kind is the end of its name: {', '.join(FORMATS)}"
    sending = _act(acts, "export", exchanging.export, "Write the whole catalogue to a file.", named)
    told = "house: what import takes back; up_task: the national tables (.xlsx or .json)"
    sending.add_argument("--form", choices=("house", "up_task"), default="house", help=told)
    looking = _act(acts, "lint", linting.run, "Look for what is doubtful in the items; print what to do about it.")
    linting.add_arguments(looking)
    told = "Take a file back: what it changes becomes drafts, and the log says by whose command."
    bringing = _act(acts, "import", exchanging.bring, told, named)
    bringing.add_argument("--dry-run", action="store_true", help="print what would be done row by row; write nothing")


def _act(acts: object, name: str, act: Callable[[argparse.Namespace], int], told: str,
         file: str | None = None) -> argparse.ArgumentParser:  # fmt: skip
    parser = acts.add_parser(name, help=told, description=told)
    if file is not None:
        parser.add_argument("file", type=Path, help=file)
    parser.add_argument("--ini", type=Path, default=Path("etc/wangting.ini"), help="the settings (etc/wangting.ini)")
    parser.set_defaults(called=act)
    return parser


def _evaluation(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--unseen", action="store_true", help="take the words of the table away from the items first")
    parser.add_argument("--shortest", type=int, default=1, metavar="N", help="leave out words of fewer characters")
    parser.add_argument("--names", type=int, metavar="N", help="leave out words that name more than so many items")


def run(args: argparse.Namespace) -> int:
    """Do the act that is called."""
    return args.called(args)


def evaluate(args: argparse.Namespace) -> int:
    """Measure the finder, and print the misses."""
    pairs, taken = _read(args.file)
    named = by_word(pairs)
    wanted = {
        word: names
        for word, names in named.items()
        if len(word) >= args.shortest and (args.names is None or len(names) <= args.names)
    }
    away = {word for word, _name in pairs} | taken if args.unseen else taken
    settings = read(args.ini)
    words, problems = search.load(settings.home)
    if words is None:
        raise DeclarationError([str(problem) for problem in problems])
    index = Index([_without(entry, away) for entry in _entries(settings)], Words.of(words), {})
    found = measure(index.names, wanted)
    print("\n".join(_lines(found)))
    return 0


def _read(path: Path) -> tuple[list[tuple[str, str]], set[str]]:
    """Return the pairs to ask and the words to take away.

    Where the table has halves, the words of the held items are both, and a word that also names an item of the other
    half is left out: its alias is known.
    """
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        pairs = [(row["alias"], row["official_name"]) for row in rows]
    except OSError as fault:
        raise NotFound("no_file", file=path, reason=fault.strerror) from fault
    except KeyError as fault:
        raise NotFound("no_column", file=path, column=fault.args[0]) from fault
    if not rows or "half" not in rows[0]:
        return pairs, set()
    known = {row["alias"] for row in rows if row["half"] != HELD}
    held = [pair for pair, row in zip(pairs, rows, strict=True) if row["half"] == HELD and pair[0] not in known]
    return held, {row["alias"] for row in rows if row["half"] == HELD}


def _without(entry: Entry, away: set[str]) -> Entry:
    return replace(entry, aliases=tuple(alias for alias in entry.aliases if alias not in away))


def _entries(settings: Settings) -> list[Entry]:
    with looking(settings) as root:
        site = root["app_root"]
        return list(entries_of(Catalogue(site["halls"], site["catalogue"], SystemClock().now().date())))


def _lines(found: Measure) -> Iterator[str]:
    yield f"{found.words} words: recall@1 {found.recall_1:.3f}, recall@5 {found.recall_5:.3f}, MRR {found.mrr:.3f}"
    for miss in found.misses:
        place = "not found" if miss.rank is None else f"at {miss.rank}"
        yield f"{place}: {miss.word} → {' | '.join(miss.wanted)}; first: {miss.first or 'nothing'}"
