"""``wangting worker``: timers, outbox and certificates in a process of their own."""

from __future__ import annotations

import argparse
import signal
from contextlib import ExitStack
from pathlib import Path

from wangting.declare import load
from wangting.engines.opening import engine_of
from wangting.scripts.running import sole_worker, writing
from wangting.scripts.serve import log_as_told
from wangting.services.opening import open_house
from wangting.services.working.worker import Worker
from wangting.settings import RELSTORAGE, ZEO, read

HELP = "Do what time and the outbox ask for, until SIGTERM; beside a hall on ZEO or PostgreSQL, or with none running."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("ini", type=Path, help="the settings, such as etc/zeo.ini")
    parser.add_argument("--once", action="store_true", help="do what is due now and end")


def run(args: argparse.Namespace) -> int:
    """Work until SIGTERM or SIGINT; exit 3 when the embedded hall runs, which has its own, or another worker."""
    settings = read(args.ini)
    log_as_told(args.ini)
    with ExitStack() as stack:
        stack.enter_context(sole_worker(settings))
        if settings.engine == RELSTORAGE:
            stack.enter_context(engine_of(settings).sole_worker(settings))
        database = stack.enter_context(writing(settings, is_part=settings.engine == ZEO and not args.once))
        house = open_house(settings, load(settings.home, base=False))
        stack.callback(house.side.close)
        worker = Worker(house, database)
        if args.once:
            worker.round()
        else:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda _number, _frame: worker.stop())
            worker.run()
    return 0
