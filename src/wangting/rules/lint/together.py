"""The rules that need the whole catalogue: circular proof, the same item twice, what lies under what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from wangting.rules.hierarchy import misplaced
from wangting.rules.lint.finding import Found, Subject, Words


def circular_proof(subjects: tuple[Subject, ...], _words: Words) -> Iterator[Found]:
    """Find 循环证明: to get A one needs B, and to get B one needs A, whatever lies between them."""
    issuers = defaultdict(list)
    for subject in subjects:
        for name in _issues(subject):
            issuers[name].append(subject.code)
    needs = {
        subject.code: sorted(
            {code for material in _required(subject) for code in issuers.get(material, ())} - {subject.code}
        )
        for subject in subjects
    }
    for ring in rings(needs):
        for code in ring:
            yield Found(code, "materials", " → ".join([*ring, ring[0]]))


def _issues(subject: Subject) -> set[str]:
    names = {(subject.facts.get("result") or {}).get("name"), (subject.edition["certificate"] or {}).get("name")}
    return {str(name) for name in names if name}


def _required(subject: Subject) -> Iterator[str]:
    return (str(material["name"]) for material in subject.edition["materials"])


def rings(needs: Mapping[str, list[str]]) -> list[list[str]]:
    """Return every group of codes in which each needs each other, directly or through others, each in its order."""
    reached = {code: _reached(code, needs) for code, needed in needs.items() if needed}
    found, seen = [], set()
    for code, others in reached.items():
        if code in others and code not in seen:
            group = sorted(other for other in others if code in reached.get(other, ()))
            seen.update(group)
            found.append(group)
    return found


def _reached(code: str, needs: Mapping[str, list[str]]) -> set[str]:
    """Return what is needed for ``code``, and for that, and so on; ``code`` itself only when it comes up again."""
    found: set[str] = set()
    ahead = list(needs[code])
    while ahead:
        step = ahead.pop()
        if step not in found:
            found.add(step)
            ahead.extend(needs.get(step, ()))
    return found


def same_item_twice(subjects: tuple[Subject, ...], _words: Words) -> Iterator[Found]:
    """Find the same name of the same body twice: a duplicate, or it lacks what tells the two apart."""
    named = defaultdict(list)
    for subject in subjects:
        named[_plain(subject.name), subject.agency].append(subject.code)
    for codes in named.values():
        if len(codes) > 1:
            for code in codes:
                yield Found(code, "name", ", ".join(other for other in codes if other != code))


def misplaced_item(subjects: tuple[Subject, ...], _words: Words) -> Iterator[Found]:
    """Find what cannot lie where it lies: what it lay under has been taken away, retired or made something else."""
    places = {subject.code: subject.place for subject in subjects}
    parts = defaultdict(list)
    for place in places.values():
        parts[place.parent].append(place.rank)
    for code, place in places.items():
        if misplaced(place, places.get(place.parent or ""), parts[code]) is not None:
            yield Found(code, "place", place.parent or "")


def _plain(name: str) -> str:
    """Return ``name`` without what writing alone makes different."""
    return "".join(letter for letter in name if letter.isalnum()).lower()
