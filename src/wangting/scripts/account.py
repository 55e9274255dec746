"""``wangting account``: helps an official who cannot sign in - another password, or the app is lost."""

from __future__ import annotations

import argparse
import secrets
from pathlib import Path

from wangting.errors import Refused
from wangting.scripts.acting import acting
from wangting.settings import read

HELP = "Give a login another password, to be changed at the next sign-in, or forget an authenticator app that is lost."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("ini", type=Path, help="the settings, such as etc/wangting.ini")
    parser.add_argument("login", help="the login name, phone or ID number; check in person whose it is")
    parser.add_argument("--password", action="store_true", help="make a new password and print it, this once")
    parser.add_argument("--unbind-app", action="store_true", help="forget the app and its recovery codes")


def run(args: argparse.Namespace) -> int:
    """Help; raises Refused for an unknown login and for nothing to do.  Every session of the account ends."""
    if not (args.password or args.unbind_app):
        raise Refused("nothing_asked", next="Say --password, --unbind-app or both.")
    settings = read(args.ini)
    with acting(settings) as room:
        party = room.registering.find(args.login)
        if party is None:
            raise Refused("no_such_login", next="Look the login up again; nothing was changed.")
        if args.unbind_app:
            room.binding.unbind(party, None)
        password = secrets.token_urlsafe(12) if args.password else None
        if password is not None:
            room.passwording.give(party, room.registering.hashed(password))
    if args.unbind_app:
        print(f"{args.login}: the app is forgotten; signing in asks for another one.")
    if password is not None:
        print(f"{args.login}: the password is now {password}  It is changed at the next sign-in.")
    return 0
