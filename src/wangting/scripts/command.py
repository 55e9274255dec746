"""The ``wangting`` command: one table of commands, each a module of this package.

A command's module has ``HELP`` (one line), ``add_arguments(parser)`` and ``run(args) -> int``.  Only the module that is
called is imported, so that ``wangting check`` pays for no database and ``wangting serve`` for no PDF.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import sys
import warnings
from collections.abc import Sequence
from types import ModuleType

from wangting.errors import DeclarationError, WangtingError

#: The commands in the order in which somebody new meets them.  A new command is one line here and one module.
COMMANDS = (
    "check",
    "provision",
    "serve",
    "worker",
    "part",
    "backup",
    "restore",
    "verify",
    "copy",
    "evolve",
    "account",
    "hall",
    "office",
    "items",
    "bench",
    "texts",
)

#: What to do about an error of the house, by its code; the error itself may carry a better ``next``.
ADVICE = {
    "damaged": "Stop the hall and run `wangting verify`; restore from the last backup if it finds damage.",
    "evolve_first": "Make a backup, then run `wangting evolve` with the same settings.",
    "declaration": "Mend the lines above, then run the command again.",
    "no_room": "Free space on the disk of var/, then run the command again; nothing was changed.",
}

#: Faults of the system that come from a name on the command line; others keep their trace.
MISTYPED = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.EACCES, errno.EPERM})

#: What pinned packages say about themselves and nobody at a terminal can mend (docs/adr/0001); tests still see them.
SETTLED = ("pkg_resources is deprecated as an API", "Parameters to load are deprecated")


def module_of(command: str) -> ModuleType:
    """Return the module of ``command``; raises ModuleNotFoundError when the table names one that is not there."""
    return importlib.import_module(f"wangting.scripts.{command.replace('-', '_')}")


def parser_for(argv: Sequence[str]) -> argparse.ArgumentParser:
    """Return a parser that knows every argument of the command called in ``argv``, or the help of all of them."""
    parser = argparse.ArgumentParser(
        prog="wangting",
        description="The online service hall of a prefecture: start it, look after it, measure it.",
        epilog="`wangting COMMAND --help` explains one command.",
    )
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    called = [word for word in argv if not word.startswith("-")][:1]
    for command in called if called and called[0] in COMMANDS else COMMANDS:
        module = module_of(command)
        subparser = subparsers.add_parser(command, help=module.HELP, description=module.HELP)
        module.add_arguments(subparser)
        subparser.set_defaults(run=module.run)
    return parser


def explain(problem: WangtingError) -> str:
    """Return what went wrong and what to do next, in lines for the terminal."""
    advice = str(problem.facts.get("next") or ADVICE.get(problem.code, ""))
    if isinstance(problem, DeclarationError):
        lines = list(problem.problems)
    else:
        facts = ", ".join(f"{key}: {value}" for key, value in problem.facts.items() if key != "next")
        lines = [f"{problem.code.replace('_', ' ')} ({facts})" if facts else problem.code.replace("_", " ")]
    return "\n".join([*lines, *([advice] if advice else [])])


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 when it did what it says, 2 for a wrong call, else non-zero."""
    argv = sys.argv[1:] if argv is None else argv
    if not sys.warnoptions:
        for message in SETTLED:
            warnings.filterwarnings("ignore", message)
    args = parser_for(argv).parse_args(argv)
    try:
        return args.run(args)
    except WangtingError as problem:
        print(explain(problem), file=sys.stderr)
        return getattr(problem, "exit_code", 1)
    except OSError as problem:
        if problem.errno not in MISTYPED or problem.filename is None:
            raise
        print(f"{problem.filename}: {problem.strerror}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"wangting {args.command}: stopped", file=sys.stderr)
        return 130
