"""Reads the documentation: links, fenced blocks, what is to be typed and what it prints, files to write."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: A fence says what it holds, and may say the path of the file that it is: ``python src/wangting/content/leaflet.py``.
FENCE = re.compile(r"^```(\w*)(?: +(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
EXIT = re.compile(r"  # exit (\d+)$")


@dataclass
class Command:
    """A command of a ``console`` block: what is typed, how it ends, and lines it must print."""

    typed: str
    code: int
    said: list[str]


def pages(root: Path) -> list[Path]:
    return [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md")), *sorted(root.glob("t*/**/README.md"))]


def blocks(text: str, kind: str) -> list[str]:
    return [body for found, _path, body in FENCE.findall(text) if found == kind]


@dataclass
class File:
    """A file of the page: where it lies, and what is in it."""

    path: str
    text: str


def steps(text: str) -> list[Command | File]:
    """Return what a reader does, top to bottom: files that are written, commands of ``console`` blocks."""
    found: list[Command | File] = []
    for kind, path, body in FENCE.findall(text):
        if path:
            found.append(File(path, body))
        elif kind == "console":
            found.extend(session(f"```console\n{body}```\n"))
    return found


def session(text: str) -> list[Command]:
    """Return the commands of all ``console`` blocks of a page, top to bottom."""
    commands = []
    for line in "\n".join(blocks(text, "console")).splitlines():
        if line.startswith("$ "):
            end = EXIT.search(line)
            commands.append(Command(EXIT.sub("", line[2:]), int(end[1]) if end else 0, []))
        elif line:
            commands[-1].said.append(line)
    return commands


def links(text: str) -> Iterator[str]:
    """Return the targets of links to files, without fenced blocks and without addresses of the web."""
    for target in LINK.findall(FENCE.sub("", text)):
        if not re.match(r"[a-z]+:", target):
            yield target


def broken(page: Path) -> list[str]:
    """Return the links of ``page`` that lead to no file, or to no heading of it."""
    faults = []
    for target in links(page.read_text("utf-8")):
        path, _, part = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists() or (part and part not in headings(file)):
            faults.append(f"{page}: {target}")
    return faults


def headings(page: Path) -> set[str]:
    """Return the anchors of the headings, as a forge makes them."""
    found = re.findall(r"^#+ (.*)$", FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in found}
