"""``wangting part``: one process of a hall that has several; ``wangting serve`` starts all of them."""

from __future__ import annotations

import argparse
import socket
from dataclasses import replace
from pathlib import Path

from wangting.app import make_app
from wangting.declare import load
from wangting.engines.opening import engine_of
from wangting.scripts import worker
from wangting.scripts.provision import prepare
from wangting.scripts.running import exclusively, writing
from wangting.scripts.serve import bound_to, doors_of, listen, log_as_told, sdi_door
from wangting.scripts.supervising import hold_to
from wangting.services.opening import open_house
from wangting.settings import ZEO, Settings, read

HELP = "Run one part of a hall of several processes: storage, prepare, web, sdi or worker. `serve` starts them all."
PARTS = ("storage", "prepare", "web", "sdi", "worker")
#: Where a process is met alone: on this machine.
OWN_HOST = "127.0.0.1"
#: Threads for site managers.
SDI_THREADS = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("ini", type=Path, help="the settings, such as etc/zeo.ini")
    parser.add_argument("--share", default="1/1", help="which of how many web processes this is, such as 2/3")
    parser.add_argument("--socket", type=int, help="the listening socket that was handed down")
    parser.add_argument("--lifeline", type=int, help="end when the other end of this pipe is closed")


def run(args: argparse.Namespace) -> int:
    """Run the part until SIGTERM; ``prepare`` ends when the halls are provisioned."""
    if args.lifeline is not None:
        hold_to(args.lifeline)
    settings = read(args.ini)
    log_as_told(args.ini)
    if args.part == "worker":
        return worker.run(argparse.Namespace(ini=args.ini, once=False))
    if args.part == "prepare":
        print("\n".join(prepare(settings, is_part=True).lines()), flush=True)
        return 0
    if args.part == "storage":
        return _serve_storage(settings)
    bound = None if args.socket is None else [socket.socket(fileno=args.socket)]
    if args.part == "sdi":
        settings = replace(settings, threads=SDI_THREADS, slots=(settings.worker_slot,))
        return _serve_pages(settings, bound or [sdi_door(settings)])
    doors = [*(bound or doors_of(settings)[:1]), *own_door(settings, args.share)]
    return _serve_pages(replace(settings, slots=share_of(settings.slots, args.share)), doors)


def share_of(slots: tuple[int, ...], share: str) -> tuple[int, ...]:
    """Return the slots of process ``k/n``; each of ``n`` processes has its own (settings: at least one each)."""
    place, _, processes = share.partition("/")
    return slots[int(place) - 1 :: int(processes)]


def own_door(settings: Settings, share: str) -> list[socket.socket]:
    """Return a socket at which only process ``k/n`` is met, for who reads its ``/metrics``; none when not wanted.

    At the door that all share whichever process is free answers, and each counts for itself.  Raises AddressTaken.
    """
    if not settings.metrics_port:
        return []
    return [bound_to((OWN_HOST, settings.metrics_port + int(share.partition("/")[0]) - 1))]


def _serve_storage(settings: Settings) -> int:
    if settings.engine == ZEO:
        with exclusively(settings):
            engine_of(settings).Server(settings).run()
    return 0


def _serve_pages(settings: Settings, bound: list[socket.socket]) -> int:
    declared = load(settings.home, base=False)
    house = open_house(settings, declared)
    try:
        with writing(settings, is_part=True) as database:
            listen(settings, make_app(settings, declared, house, database), bound)
    finally:
        house.side.close()
    return 0
