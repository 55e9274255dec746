"""Guards: what the law forbids even to the right post.  Each is named in a workflow file and listed here, with its law.

A guard returns the code of its refusal, or None.  What binds every official stands here as well and is named nowhere.
"""

from __future__ import annotations

from collections.abc import Callable

from wangting.services.casework.deed import Deed

Guard = Callable[[Deed], str | None]

#: The entry of an official who steps back from a case.
RECUSE = "recuse"
#: Posts of those who apply: what binds officials does not bind them, nor the system that does what time does.
APPLYING = frozenset({"applicant", "agent"})
SYSTEM = "system"


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


def not_ones_own(deed: Deed) -> str | None:
    """Nobody handles their own case, nor one that they filed for somebody: 回避 (公务员法 76)."""
    return "own_case" if deed.asker.key in (deed.case.applicant, deed.case.agent) else None


def not_recused(deed: Deed) -> str | None:
    """Who has stepped back from a case (回避) does nothing more on it."""
    stepped_back = (entry for entry in deed.case.ledger if entry.act == RECUSE)
    return "recused" if any(entry.who == deed.asker.key for entry in stepped_back) else None


def in_nobody_elses_hands(deed: Deed) -> str | None:
    """Leave to a colleague what they have taken; it can be taken over, which is on record (docs/adr/0019)."""
    return None if deed.case.held_by in (None, deed.asker.key) else "held_by_another"


#: Asked of every official, whatever the act and whatever the workflow names.
OF_OFFICIALS: tuple[Guard, ...] = (not_ones_own, not_recused, in_nobody_elses_hands)

GUARDS: dict[str, Guard] = {
    guard.__name__: guard for guard in (first_supplement_only, missing_listed, reason_given, decider_is_another)
}


def forbidden(deed: Deed) -> str | None:
    """Return the code of the first guard that says no, those of every official before those of the act."""
    by_official = deed.asker.kind != SYSTEM and not deed.transition.posts <= APPLYING
    named = [GUARDS[name] for name in deed.workflow.guards.get(deed.act, ())]
    codes = (guard(deed) for guard in (*(OF_OFFICIALS if by_official else ()), *named))
    return next((code for code in codes if code), None)
