"""All rules of the linter, in the order in which their findings are shown; a new rule is a function and a line here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from wangting.rules.hierarchy import only_gathers
from wangting.rules.lint import listing, resting, single, staffing, together
from wangting.rules.lint.finding import ERROR, HINT, WARNING, Finding, Found, Rule, Subject, Words

RULES = (
    Rule("promise_longer", ERROR, single.promise_longer),
    Rule("visits_of_the_wholly_online", ERROR, single.visits_of_the_wholly_online),
    Rule("instant_by_another_way", ERROR, single.instant_by_another_way),
    Rule("circular_proof", ERROR, look_at_all=together.circular_proof),
    Rule("fee_without_ground", ERROR, single.fee_without_ground),
    Rule("payment_of_nothing", ERROR, single.payment_of_nothing),
    Rule("same_phone", ERROR, single.same_phone),
    Rule("misplaced_item", ERROR, look_at_all=together.misplaced_item, of_all=True),
    Rule("dead_end", ERROR, staffing.dead_end),
    Rule("article_beyond_law", ERROR, resting.article_beyond_law),
    Rule("visit_without_reason", WARNING, single.visit_without_reason),
    Rule("no_way_back", WARNING, single.no_way_back),
    Rule("material_already_held", WARNING, single.material_already_held),
    Rule("material_off_template", WARNING, single.material_off_template),
    Rule("wording_between_halls", WARNING, single.wording_between_halls),
    Rule("same_item_twice", WARNING, look_at_all=together.same_item_twice),
    Rule("doubtful_code", WARNING, single.doubtful_code),
    Rule("object_and_theme", WARNING, listing.object_and_theme),
    Rule("missing_substitute", HINT, staffing.missing_substitute),
    Rule("result_without_sample", HINT, single.result_without_sample),
    Rule("licence_told_too_briefly", HINT, single.licence_told_too_briefly),
    Rule("item_without_basis", HINT, resting.item_without_basis),
    Rule("material_without_basis", HINT, single.material_without_basis),
    Rule("hard_text", HINT, single.hard_text),
)

#: Who has looked at a finding and why it stays: by rule and code.
Waivers = Mapping[tuple[str, str], str]


def findings(subjects: Iterable[Subject], words: Words, waivers: Waivers) -> Iterator[Finding]:
    """Yield what the rules find, rule by rule; a waived finding is there with its reason."""
    subjects = tuple(subjects)
    acted = _acted(subjects)
    for rule in RULES:
        for found in _looked(rule, subjects if rule.of_all else acted, words):
            yield Finding(rule, found, waivers.get((rule.key, found.code)))


def _acted(subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Return what somebody can apply for."""
    above = {subject.place.parent for subject in subjects}
    return tuple(
        one for one in subjects
        if one.offered or not only_gathers(one.place.rank, one.item_class, has_parts=one.code in above)
    )


def _looked(rule: Rule, subjects: tuple[Subject, ...], words: Words) -> Iterator[Found]:
    if rule.look_at_all is not None:
        yield from rule.look_at_all(subjects, words)
        return
    for subject in subjects:
        yield from rule.look(subject, words)
