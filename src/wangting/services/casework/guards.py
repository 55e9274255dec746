"""Guards: what the law forbids even to the right post.  Each is named in a workflow file and listed here, with its law.

A guard returns the code of its refusal, or None.
"""

from __future__ import annotations

from collections.abc import Callable

from wangting.services.casework.deed import Deed

Guard = Callable[[Deed], str | None]


def first_supplement_only(deed: Deed) -> str | None:
    """All that is missing is told once (行政许可法 32 (4)): a second request for papers is refused."""
    return "told_once_already" if deed.case.last("supplement") else None


def missing_listed(deed: Deed) -> str | None:
    """Check that a request for papers names missing ones, all of the published list (行政许可法 31, 32)."""
    listed = {material["id"] for material in deed.edition.materials}
    missing = deed.facts.get("missing") or ()
    if not missing:
        return "nothing_listed"
    return None if set(missing) <= listed else "outside_the_list"


def reason_given(deed: Deed) -> str | None:
    """Check that a refusal of any kind states its reasons in writing (行政许可法 32, 38)."""
    return None if deed.opinion.strip() else "reason_missing"


def decider_is_another(deed: Deed) -> str | None:
    """Who reviewed does not decide (DOMAIN 5, 集中授权): two people, also when one holds both posts."""
    review = deed.case.last("review")
    return "decider_reviewed" if review is not None and review.who == deed.asker.key else None


GUARDS: dict[str, Guard] = {
    guard.__name__: guard for guard in (first_supplement_only, missing_listed, reason_given, decider_is_another)
}
