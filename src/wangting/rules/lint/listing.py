"""The rule that asks where an item is listed: whom it serves, and under which themes people look for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wangting.rules.lint.finding import Found, Subject, Words


def object_and_theme(subject: Subject, words: Words) -> Iterator[Found]:
    """Find an item for bodies alone under a theme or a matter of life of persons, and the other way round.

    An item that serves both, or somebody whom the declared words do not know, is left alone.
    """
    served = tuple(str(one) for one in subject.edition["service_object"])
    if _only(served, words.bodies):
        wrong = [theme for theme in subject.themes if theme in words.themes_of_persons]
        wrong += [matter.title for matter in subject.matters if matter.key in words.matters_of_persons]
    elif _only(served, words.persons):
        wrong = [theme for theme in subject.themes if theme in words.themes_of_bodies]
    else:
        wrong = []
    if wrong:
        yield Found(subject.code, "service_object", f"{'、'.join(served)} ≠ {'、'.join(wrong)}")


def _only(served: tuple[str, ...], words: Iterable[str]) -> bool:
    return bool(served) and set(served) <= set(words)
