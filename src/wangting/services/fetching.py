"""Takes stored papers out again: what is given out has the digest of what was handed in (DESIGN 6.6)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from wangting.content.case import Case, CaseFile
from wangting.errors import Damaged, NotFound

#: Digits of the longest number that could name a paper: a case has at most a hundred.
DIGITS = 4


def paper(case: Case, number: str) -> CaseFile:
    """Return the paper with this number, from 1, of ``case``; raises NotFound for anything that is not one."""
    return numbered(case.files, number)


def numbered(files: Sequence[CaseFile], number: str) -> CaseFile:
    """Return the file with this number, from 1, of ``files``; raises NotFound for anything that is not one."""
    place = int(number) if number.isascii() and number.isdigit() and len(number) <= DIGITS else 0
    if not 1 <= place <= len(files):
        raise NotFound("no_file")
    return files[place - 1]


def fetch(file: CaseFile) -> bytes:
    """Return the bytes of ``file``; raises Damaged when they are not those that were handed in."""
    with file.blob.open("r") as stream:
        found = stream.read()
    if hashlib.sha256(found).hexdigest() != file.sha256:
        raise Damaged("case_file")
    return found
