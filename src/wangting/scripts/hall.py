"""``wangting hall``: the first administrator of a hall, and the end of one."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from transaction import TransactionManager

from wangting.declare import load
from wangting.errors import Refused
from wangting.scripts.running import writing
from wangting.services.administering.officials import Newcomer
from wangting.services.administering.recording import iso
from wangting.services.administering.room import HallRoom
from wangting.services.opening import open_house
from wangting.services.posting.appointing import HALL_ADMIN, Order
from wangting.services.workroom import Workroom
from wangting.settings import read

HELP = "Give a hall its first administrator, close a hall whose cases are all finished, or open it again."
#: Who did it, in the journal: the command is nobody of the directory.
NOBODY = 0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("ini", type=Path, help="the settings, such as etc/wangting.ini")
    parser.add_argument("act", choices=("admin", "close", "open"), help="what to do")
    parser.add_argument("hall", help="the key of the hall, such as lixin")
    parser.add_argument("--name", default="", help="admin: the name of the administrator")
    parser.add_argument("--login", default="", help="admin: the staff number, such as lixin-wang")
    parser.add_argument("--reason", required=True, help="kept in the hall's journal, such as a document number")


def run(args: argparse.Namespace) -> int:
    """Do it; raises Refused for a hall that is not there, and with what stands in the way."""
    with _office(args) as (office, room):
        recording = office.recording(NOBODY)
        if args.act == "close":
            office.closing.close(args.reason, recording, iso(room.house.clock.now()))
            told = f"{args.hall} is closed.  Leave its folder in tenants/: the deadlines of its finished cases are told by it."
        elif args.act == "open":
            office.closing.open(args.reason, recording)
            told = f"{args.hall} is open again; give its people their posts."
        else:
            password = secrets.token_urlsafe(12)
            order = Order(HALL_ADMIN, args.hall, room.house.clock.now().date())
            newcomer = Newcomer(args.name, args.login, "", order)
            faults = office.officials.faults(newcomer)
            if faults:
                wrong = ", ".join(f"{field}: {code.replace('_', ' ')}" for field, code in faults)
                raise Refused("not_added", next=f"{wrong}.  Nothing was changed.")
            office.officials.add(newcomer, room.registering.hashed(password), args.reason, recording)
            told = f"{args.login}: the password is now {password}  It is changed at the first sign-in."
    print(told)
    return 0


@contextmanager
def _office(args: argparse.Namespace) -> Iterator[tuple[HallRoom, Workroom]]:
    settings = read(args.ini)
    house = open_house(settings, load(settings.home, base=False))
    manager = TransactionManager()
    try:
        with writing(settings) as database, manager:
            room = Workroom(house, database.open(transaction_manager=manager).root(), house.worker_slot)
            hall = room.halls.get(args.hall)
            if hall is None:
                raise Refused("no_such_hall", next="Run `wangting provision` first, and look the key up in tenants/.")
            yield room.administration(hall), room
    finally:
        house.side.close()
