"""``wangting office``: who is of the central office, which runs what the halls share."""

from __future__ import annotations

import argparse
import secrets
from pathlib import Path

from wangting.declare import load
from wangting.errors import Refused
from wangting.scripts.acting import acting
from wangting.scripts.running import looking
from wangting.services.administering.recording import NOBODY
from wangting.services.opening import open_house
from wangting.services.workroom import Workroom
from wangting.settings import Settings, read

HELP = "Give the central office its people, let them go, or list them."

#: What is said when the office has so few people: whoever writes an edition does not review it (DESIGN 5).
FEW = {
    0: "The central office has nobody now: nothing can be published until two people are added.",
    1: "The central office has one person now: publishing an item takes two.",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("ini", type=Path, help="the settings, such as etc/wangting.ini")
    parser.add_argument("act", choices=("list", "add", "end"), help="what to do")
    parser.add_argument("--name", default="", help="add: the name of who comes")
    parser.add_argument("--login", default="", help="the staff number, such as city-wang")
    parser.add_argument("--phone", default="", help="add: a mobile phone, by which a lost password is set again")
    parser.add_argument("--reason", default="", help="add, end: kept in the journal, such as a document number")


def run(args: argparse.Namespace) -> int:
    """Do it; raises Refused without a reason, and with what stands in the way."""
    settings = read(args.ini)
    if args.act == "list":
        return _list(settings)
    if not args.reason.strip():
        raise Refused("reason_missing", next="Say --reason, such as the number of the document.")
    with acting(settings) as room:
        recording = room.recording(NOBODY)
        if args.act == "end":
            room.central.end(args.login, args.reason, recording)
            told = f"{args.login} is no longer of the central office, and signed out everywhere."
        else:
            password = secrets.token_urlsafe(12)
            hashed = room.registering.hashed(password)
            room.central.add(args.name, args.login, args.phone, hashed, args.reason, recording)
            told = f"{args.login}: the password is now {password}  It is changed at the first sign-in."
        few = len(room.central.people(room.house.clock.now().date()))
    print(told)
    if few in FEW:
        print(FEW[few])
    return 0


def _list(settings: Settings) -> int:
    house = open_house(settings, load(settings.home, base=False))
    try:
        with looking(settings) as root:
            room = Workroom(house, root, house.worker_slot)
            for party in room.central.people(house.clock.now().date()):
                print(f"{party.login}  {party.name}")
    finally:
        house.side.close()
    return 0
