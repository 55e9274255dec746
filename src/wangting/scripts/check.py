"""``wangting check``: do the declared files hold together?  No database is opened."""

from __future__ import annotations

import argparse
from pathlib import Path

from wangting import declare
from wangting.errors import DeclarationError

HELP = "read every declared file and print every problem, one line each"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folder to look in."""
    parser.add_argument(
        "--home",
        type=Path,
        default=Path(),
        metavar="FOLDER",
        help="the folder that holds tenants/, workflows/ and themes/ (the current one unless given)",
    )


def run(args: argparse.Namespace) -> int:
    """Print the problems and return 1, or one line of what there is and return 0."""
    try:
        declared = declare.load(args.home)
    except DeclarationError as fault:
        print("\n".join(fault.problems))
        return 1
    villages = sum(len(tenant.villages) for tenant in declared.tenants.values())
    print(
        f"all declared files hold together: {len(declared.tenants)} halls, {villages} villages and communities, "
        f"{len(declared.items)} items, {len(declared.workflows)} workflows, {len(declared.themes)} themes, "
        f"official days {declared.calendar.official_from} to {declared.calendar.official_until}"
    )
    return 0
