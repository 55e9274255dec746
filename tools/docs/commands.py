"""The page of commands: the command's own table, and what each module says of its arguments."""

from __future__ import annotations

import argparse
from typing import Any

from markdown import code, page, table

from wangting.scripts.command import ADVICE, COMMANDS, module_of

INTRODUCTION = (
    "`wangting COMMAND --help` says the same in the terminal. After `make run` or `make test` the command lies in "
    "`.venv/bin/wangting`."
)
EXITS = (
    ("0", "it did what it says"),
    ("1", "it found damage, or could not do it; the lines on standard error say why and what to do next"),
    ("2", "it was called with wrong arguments"),
    ("3", "another process writes the database: stop the hall first"),
    ("130", "it was interrupted from the keyboard"),
)


class Recorder(argparse.ArgumentParser):
    """A parser that remembers what it was taught, in the words it was taught in."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str]] = []
        self.acts: list[tuple[str, str, Recorder]] = []
        super().__init__(add_help=False)

    def add_subparsers(self, **_how: Any) -> Recorder:
        """Return itself: the acts of a command are remembered with it."""
        return self

    def add_parser(self, name: str, *, help: str, **_how: Any) -> Recorder:  # noqa: A002 - argparse's own word
        """Remember one act of the command, and what it is taught."""
        act = Recorder()
        self.acts.append((name, help, act))
        return act

    def add_argument(self, *names: Any, **how: Any) -> argparse.Action:
        """Remember one argument: a placeholder, or a switch with what it takes."""
        word, takes = names[0], how.get("action") is None
        if not word.startswith("-"):
            word = word.upper()
        elif takes:
            word = f"{word} {how.get('metavar') or word.lstrip('-').upper()}"
        self.rows.append((word, how.get("help", "")))
        return super().add_argument(*names, **how)


def text() -> str:
    """Return the page."""
    parts = [
        INTRODUCTION,
        *(_command(name) for name in COMMANDS),
        "## Exit codes",
        table(("code", "meaning"), EXITS),
        "## What a failure tells you to do",
        table(("error", "next"), ((code(name), said) for name, said in sorted(ADVICE.items()))),
    ]
    return page("Commands", *parts)


def _command(name: str) -> str:
    module, recorder = module_of(name), Recorder()
    module.add_arguments(recorder)
    if not recorder.acts:
        return "\n\n".join([f"## {name}", _sentence(module.HELP), *_call(name, recorder)])
    lines = [f"## {name}", _sentence(module.HELP)]
    for act, said, taught in recorder.acts:
        lines += [f"### {name} {act}", _sentence(said), *_call(f"{name} {act}", taught)]
    return "\n\n".join(lines)


def _call(name: str, recorder: Recorder) -> list[str]:
    words = [word if not word.startswith("-") else f"[{word}]" for word, _help in recorder.rows]
    lines = [f"    wangting {' '.join([name, *words])}"]
    if recorder.rows:
        lines.append(table(("argument", "what"), ((code(word), said) for word, said in recorder.rows)))
    return lines


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:].rstrip(".") + "."
