"""``wangting hall``: the first administrator of a hall, and the end of one."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wangting.errors import Refused
from wangting.gateways.sheets.roster import read as read_roster
from wangting.rules.exchange import WRONG
from wangting.scripts.acting import acting
from wangting.services.administering.newcomers import Newcomer, refuse
from wangting.services.administering.recording import NOBODY, iso
from wangting.services.administering.room import HallRoom
from wangting.services.posting.appointing import HALL_ADMIN, Order
from wangting.services.workroom import Workroom
from wangting.settings import read

HELP = "Give a hall its first administrator, import its officials, close it when its cases are finished, open it again."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("ini", type=Path, help="the settings, such as etc/wangting.ini")
    parser.add_argument("act", choices=("admin", "import", "close", "open"), help="what to do")
    parser.add_argument("hall", help="the key of the hall, such as lixin")
    parser.add_argument("--name", default="", help="admin: the name of the administrator")
    parser.add_argument("--login", default="", help="admin: the staff number, such as lixin-wang")
    parser.add_argument("--file", type=Path, help="import: a list of officials, .xlsx or .csv")
    parser.add_argument("--dry-run", action="store_true", help="import: look at each row; nothing is written")
    parser.add_argument("--reason", required=True, help="kept in the hall's journal, such as a document number")


def run(args: argparse.Namespace) -> int:
    """Do it; raises Refused for a hall that is not there, and with what stands in the way."""
    with _office(args) as (office, room):
        recording = office.recording(NOBODY)
        if args.act == "import":
            return _bring(args, office)
        if args.act == "close":
            office.closing.close(args.reason, recording, iso(room.house.clock.now()))
            told = f"{args.hall} is closed.  Leave its folder in tenants/: its finished cases are told by it."
        elif args.act == "open":
            office.closing.open(args.reason, recording)
            told = f"{args.hall} is open again; give its people their posts."
        else:
            password = secrets.token_urlsafe(12)
            order = Order(HALL_ADMIN, args.hall, room.house.clock.now().date())
            newcomer = Newcomer(args.name, args.login, "", order)
            refuse(office.officials.faults(newcomer))
            office.officials.add(newcomer, room.registering.hashed(password), args.reason, recording)
            told = f"{args.login}: the password is now {password}  It is changed at the first sign-in."
    print(told)
    return 0


def _bring(args: argparse.Namespace, office: HallRoom) -> int:
    """Take a list of officials whole, or say of each row what is wrong and take nobody."""
    if args.file is None:
        raise Refused("no_file", next="Say --file with a list of officials.")
    rows = read_roster(args.file.name, args.file.read_bytes())
    verdicts = office.importing.plan(rows)
    for verdict in verdicts:
        for fault in verdict.faults:
            print(f"{fault.place}: {verdict.code}: {fault.column}: {fault.code.replace('_', ' ')}")
    wrong = sum(verdict.outcome == WRONG for verdict in verdicts)
    print(f"{len(verdicts) - wrong} right, {wrong} wrong")
    if args.dry_run or wrong:
        print("nothing is written" if args.dry_run else "nothing was changed")
        return int(bool(wrong))
    office.importing.take(rows, args.reason, office.recording(NOBODY))
    return 0


@contextmanager
def _office(args: argparse.Namespace) -> Iterator[tuple[HallRoom, Workroom]]:
    with acting(read(args.ini)) as room:
        hall = room.halls.get(args.hall)
        if hall is None:
            raise Refused("no_such_hall", next="Run `wangting provision` first, and look the key up in tenants/.")
        yield room.administration(hall), room
