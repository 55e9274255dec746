"""How a case goes, drawn from its workflow: the ordinary way in a row, the ways off it below, and the same as a list.

The ordinary way takes in every state the first row of the table that leads to a state not yet passed; the other rows
of the people who decide are the ways off it.  What an applicant may do at any time and what only time does is left to
the words of the guide.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from wangting.rules.workflow import Transition, Workflow
from wangting.terms import term
from wangting.theming.dates import length

BOX, PITCH, HIGH = 92, 115, 76
#: Corners of an ordinary box, and of the first and the last.
CORNER, ROUND = 4, 26
SIDE, SIDE_HIGH, GAP = 136, 56, 8
TOP, BELOW = 4, 112
ROW = 100
MARGIN = 4

TALL_BOX, TALL_HIGH, TALL_SIDE, TALL_LEFT = 118, 76, 148, 188

OUTSIDERS = frozenset({"applicant", "agent", "timer"})


@dataclass(frozen=True)
class Step:
    """One step: what is done, by which post, within how many days; ``off`` are the ways off it."""

    title: str
    who: str
    off: tuple[Step, ...] = ()
    within: str = ""


@dataclass(frozen=True)
class Box:
    """A drawn step; coordinates are those of the SVG."""

    step: Step
    x: int
    y: int
    wide: int
    high: int
    css: str
    radius: int

    @property
    def middle(self) -> float:
        """Return the horizontal middle."""
        return self.x + self.wide / 2


@dataclass(frozen=True)
class Arrow:
    """From one box to the next; ``off`` for the dashed ones."""

    path: str
    head: str
    off: bool = False


@dataclass(frozen=True)
class Chart:
    """One drawing."""

    wide: int
    high: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def steps_of(workflow: Workflow, lang: str) -> tuple[Step, ...]:
    """Return the steps of the ordinary way, the opening one first."""
    state, passed, way = workflow.initial, {workflow.initial}, []
    while True:
        ahead = next((row for row in workflow.acts_from(state) if row.target not in passed), None)
        if ahead is None:
            break
        off = tuple(
            _step(row, lang)
            for row in workflow.acts_from(state)
            if row is not ahead and row.target not in passed and row.posts - OUTSIDERS
        )
        way.append(replace(_step(ahead, lang, off), within=_within(workflow, state, lang)))
        state = ahead.target
        passed.add(state)
    return (_step(workflow.opening, lang), *way)


def _within(workflow: Workflow, state: str, lang: str) -> str:
    """Return in how many days a step out of ``state`` is done: then the timer does it, or what the law says instead."""
    limits = [workflow.limits[row.act] for row in workflow.acts_from(state) if row.act in workflow.limits]
    return length(*limits[0], lang) if limits else ""


def _step(row: Transition, lang: str, off: tuple[Step, ...] = ()) -> Step:
    posts = sorted(row.posts - {"timer", "agent"}) or sorted(row.posts)
    return Step(term(f"act.{row.act}", lang), " / ".join(term(f"post.{post}", lang) for post in posts), off)


def wide(steps: tuple[Step, ...]) -> Chart:
    """Return the drawing for a wide screen and for paper: the steps in a row."""
    boxes, arrows = [], []
    right, deepest = 0, TOP + HIGH
    for place, step in enumerate(steps):
        ends = place in (0, len(steps) - 1)
        css = "wt-box-end" if place == len(steps) - 1 else "wt-box"
        box = Box(step, MARGIN + place * PITCH, TOP, BOX, HIGH, css, ROUND if ends else CORNER)
        boxes.append(box)
        if place:
            start, middle = box.x - PITCH + BOX + 2, TOP + HIGH // 2
            arrows.append(Arrow(f"M{start} {middle}H{box.x - 8}", f"M{box.x - 1} {middle}l-9-5v10z"))
        if step.off:
            left = max(int(box.middle - SIDE / 2), right + GAP, MARGIN)
            right = left + SIDE
            arrows.append(
                Arrow(f"M{box.middle} {TOP + HIGH + 2}V{BELOW - 10}", f"M{box.middle} {BELOW - 1}l-5-9h10z", True)
            )
        for depth, side in enumerate(step.off):
            top = BELOW + depth * (SIDE_HIGH + GAP)
            boxes.append(Box(side, left, top, SIDE, SIDE_HIGH, "wt-box-off", 4))
            deepest = max(deepest, top + SIDE_HIGH)
    return Chart(
        max(boxes[-1].x + boxes[-1].wide, len(steps) * PITCH) + MARGIN, deepest + MARGIN, tuple(boxes), tuple(arrows)
    )


def tall(steps: tuple[Step, ...]) -> Chart:
    """Return the drawing for a phone: the steps below one another, the ways off beside them."""
    boxes, arrows = [], []
    top = TOP
    for place, step in enumerate(steps):
        ends = place in (0, len(steps) - 1)
        css = "wt-box-end" if place == len(steps) - 1 else "wt-box"
        box = Box(step, MARGIN, top, TALL_BOX, TALL_HIGH, css, ROUND if ends else CORNER)
        boxes.append(box)
        for depth, side in enumerate(step.off):
            level = top + depth * (TALL_HIGH + GAP)
            boxes.append(Box(side, TALL_LEFT, level, TALL_SIDE, TALL_HIGH, "wt-box-off", 4))
            bend = f"M{box.x + TALL_BOX + 2} {top + TALL_HIGH // 2}H160V{level + TALL_HIGH // 2}H{TALL_LEFT - 9}"
            arrows.append(Arrow(bend, f"M{TALL_LEFT - 1} {level + TALL_HIGH // 2}l-9-5v10z", True))
        bottom = top + max(1, len(step.off)) * (TALL_HIGH + GAP)
        following = max(top + ROW, bottom + GAP)
        if place < len(steps) - 1:
            arrows.append(
                Arrow(f"M{box.middle} {top + TALL_HIGH + 2}V{following - 9}", f"M{box.middle} {following - 1}l-5-9h10z")
            )
        top = following
    return Chart(
        TALL_LEFT + TALL_SIDE + MARGIN, max(box.y + box.high for box in boxes) + MARGIN, tuple(boxes), tuple(arrows)
    )
