"""What ``wangting items export`` and ``import`` do: the catalogue as a file, and back as drafts."""

from __future__ import annotations

import argparse
import os
import pwd
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import transaction

from wangting.app import make_app
from wangting.clock import SystemClock, minute_of
from wangting.content.item import Deed
from wangting.declare import Declared, load
from wangting.declare.registered import REGISTERED
from wangting.gateways.sheets.opening import format_of
from wangting.rules.exchange import CHANGED, NEW, SAME, WRONG, Verdict
from wangting.scripts import reporting
from wangting.scripts.running import looking, writing
from wangting.scripts.telling import Telling
from wangting.services.exchanging.checking import Ground
from wangting.services.exchanging.service import Exchanging, refuse_wrong
from wangting.services.opening import open_house
from wangting.services.publishing.service import WRITTEN
from wangting.settings import Settings, read
from wangting.substrate.site import current

#: Rows after which what was made is put aside, so that ten thousand items need no more memory than a few hundred.
BATCH = 500
TITLES = {NEW: "new", CHANGED: "changed", SAME: "as they are", WRONG: "wrong"}


def export(args: argparse.Namespace) -> int:
    """Write the whole catalogue to a file; beside a running hall too, because it only reads."""
    if args.form == "up_task":
        return reporting.export(args)
    settings = read(args.ini)
    written = format_of(args.file).write
    with _looking(settings, load(settings.home, base=False)) as exchanging:
        number = written(args.file, _told(exchanging.items(), Telling("items"), len(exchanging)))
    print(f"{number} items in {args.file}")
    return 0


def bring(args: argparse.Namespace) -> int:
    """Take a file back: everything it changes becomes drafts, in one transaction, or nothing is changed."""
    settings = read(args.ini)
    declared = load(settings.home, base=False)
    rows = format_of(args.file).read(args.file)
    if args.dry_run:
        with _looking(settings, declared) as exchanging:
            verdicts = list(exchanging.plan(_counted(rows, Telling("rows"))))
        print("\n".join(["the plan; nothing is written", *_lines(verdicts)]))
        return int(any(verdict.outcome == WRONG for verdict in verdicts))
    telling = Telling("rows")

    def done(number: int) -> None:
        telling(number, number)
        if number % BATCH == 0:
            transaction.savepoint(optimistic=True)

    deed = Deed(WRITTEN, None, minute_of(SystemClock().now()), user=_user())
    with _writing(settings, declared) as exchanging:
        verdicts = list(exchanging.take(rows, done, deed))
        print("\n".join(_lines(verdicts)))
        refuse_wrong(verdicts)
    return 0


def _user() -> str:
    """Return who runs the command: the operating system's name of the real user, or the number where it has none."""
    number = os.getuid()
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def _counted(rows: Iterator, telling: Telling) -> Iterator:
    for number, row in enumerate(rows, 1):
        telling(number, number)
        yield row


def _told(items: Iterator, telling: Telling, total: int) -> Iterator:
    for number, item in enumerate(items, 1):
        telling(number, total)
        yield item


def _lines(verdicts: list[Verdict]) -> Iterator[str]:
    """Yield a line for each row that is not as it was, and one for all of them."""
    for verdict in verdicts:
        for fault in verdict.faults:
            facts = ", ".join(f"{key}: {value}" for key, value in fault.facts.items())
            yield f"{fault.place}: {verdict.code}: {fault.column}: {fault.code.replace('_', ' ')} ({facts})"
        if verdict.outcome in (NEW, CHANGED):
            yield f"{verdict.place}: {verdict.code}: {verdict.outcome} {', '.join(verdict.changes)}".rstrip()
    counted = Counter(verdict.outcome for verdict in verdicts)
    yield ", ".join(f"{counted[outcome]} {title}" for outcome, title in TITLES.items())


def _exchanging(root: object, declared: Declared, make: Callable[..., object] | None = None) -> Exchanging:
    ground = Ground(
        frozenset(declared.workflows), frozenset(REGISTERED.field_kinds), declared.sources.classes, declared.generic
    )
    return Exchanging(
        catalogue=root["app_root"]["catalogue"], register=root["register"], ground=ground, make=make
    )


@contextmanager
def _looking(settings: Settings, declared: Declared) -> Iterator[Exchanging]:
    with looking(settings) as root:
        yield _exchanging(root, declared)


@contextmanager
def _writing(settings: Settings, declared: Declared) -> Iterator[Exchanging]:
    """Open the database to write; what is done is committed at the end, and given up when something is raised."""
    with writing(settings) as database:
        house = open_house(settings, declared)
        registry = make_app(settings, declared, house, database).registry
        # The thread's own: Substance D's catalog indexes what is added in no other (docs/adr/0001).
        connection = database.open(transaction_manager=transaction.manager)
        try:
            transaction.begin()
            with current(registry):
                yield _exchanging(connection.root(), declared, lambda *facts: registry.content.create("Item", *facts))
                transaction.commit()
        finally:
            transaction.abort()
            connection.close()
            house.side.close()
