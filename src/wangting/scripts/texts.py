"""``wangting texts``: what people read, in both languages: collect, tell what has no English yet, compile."""

from __future__ import annotations

import argparse
from pathlib import Path

from wangting.theming.catalogue import Entry, compile_mo, read_po, write_po
from wangting.theming.extraction import MixedTextError, in_folder
from wangting.theming.texts import CATALOGUE, NAMED

HELP = "collect the texts of code and templates, tell which have no English yet, compile the catalogue"

FOLDERS = ("src", "themes")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add where to look, and whether to write."""
    parser.add_argument("--home", type=Path, default=Path(), metavar="FOLDER", help="the checkout (the current folder)")
    parser.add_argument("--check", action="store_true", help="write nothing; only tell what would change")


def run(args: argparse.Namespace) -> int:
    """Print the Chinese texts without English and return 1, or one line of what there is and return 0."""
    try:
        marked = texts_in(args.home)
    except MixedTextError as mistake:
        print(f"{mistake}\nGive the element i18n:name, or end the text before it.")
        return 1
    english = read_po(CATALOGUE.with_suffix(".po").read_text("utf-8"))
    entries = [Entry(text, english.get(text, ""), tuple(sorted(files))) for text, files in marked.items()]
    gone = sorted(set(english) - set(marked))
    if not args.check:
        CATALOGUE.with_suffix(".po").write_text(write_po(entries), "utf-8")
        CATALOGUE.with_suffix(".mo").write_bytes(compile_mo({entry.msgid: entry.msgstr for entry in entries}))
    missing = sorted(entry.msgid for entry in entries if not entry.msgstr)
    for text in missing:
        print(f"no English: {text}")
    for text, said in english.items():
        if said and set(NAMED.findall(text)) != set(NAMED.findall(said)):
            print(f"names differ: {text} = {said}")
    for text in gone:
        print(f"nobody says any more: {text}")
    print(f"{len(entries)} texts, {len(missing)} without English, {len(gone)} that nobody says any more")
    if missing:
        print(f"Write the English into {CATALOGUE.with_suffix('.po').name}, then run `wangting texts` again.")
    return 1 if missing or (args.check and gone) else 0


def texts_in(home: Path) -> dict[str, set[str]]:
    """Return every marked text of the checkout at ``home`` with the files that mark it; raises MixedTextError."""
    found: dict[str, set[str]] = {}
    for folder in FOLDERS:
        for text, files in in_folder(home / folder).items():
            found.setdefault(text, set()).update(f"{folder}/{file}" for file in files)
    return found
