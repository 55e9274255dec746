"""Breaking Chinese text into lines: no line begins with a closing mark, none ends with an opening one.

These are the rules of 中文排版需求 (W3C clreq, 6.1.3) that a reader of an official letter would miss; words in Latin
letters stay whole unless they are longer than a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_UNIT = re.compile(r"[（〔《〈「『【“‘]*(?:[!-~]+|.)[，。、；：！？）〕》〉」』】”’…—]*| +", re.DOTALL)


def broken(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Return the lines of ``text``, each at most ``width`` wide by ``measure``; at least one, perhaps empty."""
    return [line for paragraph in text.split("\n") for line in _paragraph(paragraph, width, measure)]


def _paragraph(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    lines, line = [], ""
    for unit in _units(text, width, measure):
        if line and measure(line + unit.rstrip(" ")) > width:
            lines.append(line.rstrip(" "))
            line = unit.lstrip(" ")
        else:
            line += unit
    return [*lines, line.rstrip(" ")]


def _units(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """Yield what stays together; a unit wider than a line is given letter by letter."""
    for unit in _UNIT.findall(text):
        if measure(unit) <= width:
            yield unit
        else:
            yield from unit
