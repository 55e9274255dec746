"""What a hall may lay over an item of the central office, and what it may not (DOMAIN 2): one answer for each fault.

A hall may be faster, nearer and friendlier; it may never add a material, a step, a day or a charge.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from wangting.rules.edition import help_parts
from wangting.rules.overlay import implementation_problems
from wangting.rules.problem import Problem
from wangting.rules.taskcode import HANDLED, TASK

Data = Mapping[str, object]

#: Letters of one place, of the hours, of one piece of help; how many places and phones.
PLACE_LONGEST, HOURS_LONGEST, HELP_LONGEST, MOST = 100, 200, 500, 10
#: A phone as people dial it: digits, a plus, spaces, brackets, hyphens.
PHONE = re.compile(r"\+?[0-9][0-9 ()\-]{2,24}")
#: Degrees: the whole earth, so that a slip of the comma is found and a hall elsewhere is not.
LATITUDE, LONGITUDE = 90.0, 180.0


@dataclass(frozen=True)
class Laid:
    """What a hall says of an item: who decides, where (with coordinates by the words of the place), when, how fast.

    The codes are those that the hall was given for it, empty where it was given none.
    """

    unit: str
    on: bool
    promised: tuple[int, str] | None = None
    places: tuple[str, ...] = ()
    points: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    hours: str = ""
    phones: tuple[str, ...] = ()
    wording: Mapping[str, str] = field(default_factory=dict)
    task_code: str = ""
    handled_code: str = ""


def problems(laid: Laid, editions: Collection[Data], units: Collection[str], added: Data) -> tuple[Problem, ...]:
    """Return everything that forbids ``laid``; empty when it may stand.

    ``editions`` are those in force and to come, ``units`` the departments of the hall, ``added`` what somebody tried to
    send besides (materials, steps, a fee).
    """
    return tuple(_problems(laid, editions, units, added))


def _problems(laid: Laid, editions: Collection[Data], units: Collection[str], added: Data) -> Iterable[Problem]:
    if laid.unit not in units:
        yield Problem("unit", "is no department of this hall")
    promise = {"amount": laid.promised[0], "unit": laid.promised[1]} if laid.promised else None
    found = {
        problem.key: problem
        for edition in editions
        for problem in implementation_problems({"promised_limit": promise, **added}, edition)
    }
    yield from found.values()
    if added.get("fee"):
        yield Problem("fee", "a hall charges nothing of its own")
    yield from _place_problems(laid)
    if len(laid.hours) > HOURS_LONGEST:
        yield Problem("hours", "too long")
    if len(laid.phones) > MOST or not all(PHONE.fullmatch(phone) for phone in laid.phones):
        yield Problem("phones", "no phone number")
    for name, shape in (("task_code", TASK), ("handled_code", HANDLED)):
        code = getattr(laid, name)
        if code and not shape.fullmatch(code):
            yield Problem(name, "not of the shape of such a code")
    helped = {part for edition in editions for part in help_parts(edition)}
    for part, words in laid.wording.items():
        if part not in helped or len(words) > HELP_LONGEST:
            yield Problem(f"wording.{part}", "no such part, or too long")


def _place_problems(laid: Laid) -> Iterable[Problem]:
    """Yield what is wrong with places and coordinates, by the number of the place from 0."""
    if len(laid.places) > MOST:
        yield Problem("places", "too many")
    for number, place in enumerate(laid.places):
        if len(place) > PLACE_LONGEST:
            yield Problem(f"places.{number}", "too long")
    for place, (north, east) in laid.points.items():
        if not (abs(north) <= LATITUDE and abs(east) <= LONGITUDE):
            yield Problem(f"points.{(*laid.places, place).index(place)}", "not on this earth")
