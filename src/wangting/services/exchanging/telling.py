"""What a look at a file has found, as plain data: in short for a page, and row by row for a workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from wangting.rules.exchange import CHANGED, NEW, SAME, WRONG, Fault, Verdict

#: Rows that a page shows.
SHOWN = 200
#: The workbook of a report: its sheet, its columns, and what became of a row in words.
SHEET = "报告"
COLUMNS = ("在文件里", "编码", "结果", "要改的", "不对的地方", "哪一栏", "问题", "说明")
OUTCOMES = {NEW: "新事项", CHANGED: "要改", SAME: "没有变", WRONG: "不对"}


def summary(verdicts: Sequence[Verdict], name: str) -> dict[str, object]:
    """Return how many rows of each kind the file called ``name`` has, and those that are not as they were."""
    counted = Counter(verdict.outcome for verdict in verdicts)
    told = [verdict for verdict in verdicts if verdict.outcome != SAME]
    told.sort(key=lambda verdict: verdict.outcome != WRONG)
    return {
        "name": name,
        "new": counted[NEW],
        "changed": counted[CHANGED],
        "same": counted[SAME],
        "wrong": counted[WRONG],
        "may_take": bool(counted[CHANGED] or counted[NEW]) and not counted[WRONG],
        "rows": [
            {
                "place": verdict.place,
                "code": verdict.code,
                "is_wrong": verdict.outcome == WRONG,
                "is_new": verdict.outcome == NEW,
                "changes": verdict.changes,
                "faults": [
                    {"place": one.place, "column": one.column, "code": one.code, "said": _said(one)}
                    for one in verdict.faults
                ],
            }
            for verdict in islice(told, SHOWN)
        ],
        "more": max(0, len(told) - SHOWN),
    }


def told_rows(verdict: Verdict) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the workbook for one row of the file: one for each fault, or one for all of it."""
    first = (verdict.place, verdict.code, OUTCOMES[verdict.outcome], ", ".join(verdict.changes))
    for one in verdict.faults:
        yield (*first, one.place, one.column, one.code.replace("_", " "), _said(one))
    if not verdict.faults:
        yield (*first, "", "", "", "")


def _said(fault: Fault) -> str:
    return str(fault.facts.get("message") or fault.facts.get("value") or "")
