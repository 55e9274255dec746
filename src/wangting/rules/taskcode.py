"""Codes that name what one body implements, and the code of before (DOMAIN 2): the shape is demanded, the rest doubted.

实施编码 = credit code of the body (18) + level (1) + 基本编码 (12); 业务办理项编码 = that + 2.  Nobody here makes
one up: they are given from above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wangting.rules.identifiers import BadIdentifier, read_credit_code

TASK = re.compile(r"[0-9A-Z]{18}[0-9][0-9A-Z]{12}")
HANDLED = re.compile(rf"{TASK.pattern}[0-9A-Z]{{2}}")
#: A code of before may be of any house: no blanks, at most fifty characters.
LEGACY = r"[0-9A-Za-z][0-9A-Za-z._/\-]{0,49}"
#: Where the parts of a 实施编码 end; a 基本编码 of the national standard has twelve characters.
OF_BODY, OF_LEVEL, OF_TASK = 18, 19, 31
BASE = re.compile(r"[0-9A-Z]{12}")
#: What is doubted: the check of the credit code, which item it names, whose handled item it is.
CREDIT, ITEM, OTHER = "credit_code", "base_code", "other_task"


class Doubt(NamedTuple):
    """What is strange in a code that was kept all the same: the field it stands in, and why."""

    field: str
    why: str


def doubts(task: str, handled: str, item: str) -> Iterator[Doubt]:
    """Yield what is strange in the two codes of a hall for the item of code ``item``; empty ones are not known.

    An item whose own code is none of the national standard gives nothing to compare with.
    """
    if task:
        yield from _within("task_code", task, item)
    if handled and task and handled[:OF_TASK] != task:
        yield Doubt("handled_code", OTHER)
    elif handled and not task:
        yield from _within("handled_code", handled, item)


def is_legacy(text: str) -> bool:
    """Say whether ``text`` can be a code of before."""
    return re.fullmatch(LEGACY, text) is not None


def _within(field: str, code: str, item: str) -> Iterator[Doubt]:
    try:
        read_credit_code(code[:OF_BODY])
    except BadIdentifier:
        yield Doubt(field, CREDIT)
    # Records that share a catalogue code are told apart by a number behind a dot.
    base = item.partition(".")[0]
    if BASE.fullmatch(base) and code[OF_LEVEL:OF_TASK] != base:
        yield Doubt(field, ITEM)
