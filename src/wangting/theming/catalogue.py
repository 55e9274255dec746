"""The English catalogue as files: .po for people, .mo for gettext.

Both are small formats (GNU gettext manual, "The Format of PO Files" and "The Format of GNU MO Files"); writing them
here keeps a tool of developers out of what a hall needs to run.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass

HEADER = "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\nLanguage: en\n"

_MAGIC = 0x950412DE
_WORDS = 7


@dataclass(frozen=True)
class Entry:
    """One text: the Chinese msgid, its English (empty while there is none) and the files that say it."""

    msgid: str
    msgstr: str
    files: tuple[str, ...] = ()


def read_po(text: str) -> dict[str, str]:
    """Return the English by the Chinese text, without the header; raises ValueError for a line that is neither."""
    found: dict[str, str] = {}
    parts: dict[str, list[str]] = {}
    now = ""
    for number, line in enumerate([*text.split("\n"), 'msgid ""'], start=1):
        if not line.strip() or line.startswith("#"):
            continue
        word, _, quoted = line.partition(" ")
        if word in ("msgid", "msgstr"):
            if word == "msgid" and parts:
                found["".join(parts["msgid"])] = "".join(parts.get("msgstr", ()))
                parts = {}
            now, literal = word, quoted
        else:
            literal = line
        if not (now and literal.startswith('"')):
            raise ValueError(f"line {number}: neither msgid, msgstr, a comment nor a text in quotes")
        parts.setdefault(now, []).append(json.loads(literal))
    found.pop("", None)
    return found


def write_po(entries: list[Entry]) -> str:
    """Return the .po file, sorted by msgid so that two developers' additions rarely meet."""
    blocks = ['msgid ""\nmsgstr ""\n' + "".join(f"{_quoted(line)}\n" for line in HEADER.splitlines(keepends=True))]
    blocks += [
        "".join(f"#: {file}\n" for file in entry.files)
        + f"msgid {_quoted(entry.msgid)}\nmsgstr {_quoted(entry.msgstr)}\n"
        for entry in sorted(entries, key=lambda entry: entry.msgid)
    ]
    return "\n".join(blocks)


def compile_mo(english: Mapping[str, str]) -> bytes:
    """Return the .mo file of the texts that have English."""
    pairs = sorted((key.encode(), text.encode()) for key, text in {"": HEADER, **english}.items() if text)
    table = _WORDS * 4
    start = table + 16 * len(pairs)
    index: list[bytes] = []
    data = b""
    for column in (0, 1):
        for pair in pairs:
            index.append(struct.pack("<II", len(pair[column]), start + len(data)))
            data += pair[column] + b"\0"
    head = struct.pack("<7I", _MAGIC, 0, len(pairs), table, table + 8 * len(pairs), 0, start)
    return head + b"".join(index) + data


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
