"""The counter's examination of the papers: each listed one is good, bad or absent, and what is missing is told once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wangting.errors import Invalid
from wangting.rules.workflow import Workflow

GOOD, BAD, NONE = "good", "bad", "none"
#: Why a paper does not do; the words are in terms.py.
DEFECTS = ("unreadable", "incomplete", "unstamped", "expired", "mismatched")
ABSENT = "absent"


@dataclass(frozen=True)
class Examination:
    """What an officer marked: by material, its mark, and for a bad one its defect."""

    marks: Mapping[str, str]
    defects: Mapping[str, str]

    @property
    def missing(self) -> tuple[str, ...]:
        """The materials that must be handed in, or handed in anew, in the order of the list."""
        return tuple(material for material, mark in self.marks.items() if mark in (BAD, NONE))

    def facts(self) -> dict[str, object]:
        """Return what the ledger keeps of a request for papers: codes only, free text is the opinion's."""
        reasons = {m: ABSENT if self.marks[m] == NONE else self.defects[m] for m in self.missing}
        return {"missing": self.missing, "reasons": reasons}

    def hinders(self, act: str, workflow: Workflow) -> bool:
        """Say whether ``act`` would accept what the same page calls incomplete (行政许可法 32 (5))."""
        return act in workflow.accepts and bool(self.missing)


def examination(materials: list[dict], sent: Mapping[str, str]) -> Examination:
    """Read ``check-<id>`` and ``why-<id>`` for each listed material; raises Invalid for what the page never sends."""
    marks, defects = {}, {}
    for material in materials:
        mark = sent.get(f"check-{material['id']}")
        defect = sent.get(f"why-{material['id']}", DEFECTS[0])
        if mark not in (None, GOOD, BAD, NONE) or defect not in DEFECTS:
            raise Invalid("query", name=material["id"])
        if mark is not None:
            marks[material["id"]], defects[material["id"]] = mark, defect
    return Examination(marks, defects)
