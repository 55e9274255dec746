"""The rules about what an item rests on: that it names a law, and that the law has the article."""

from __future__ import annotations

from collections.abc import Iterator

from wangting.rules.lint.finding import Found, Subject, Words


def item_without_basis(subject: Subject, _words: Words) -> Iterator[Found]:
    """Find an item of which nobody says by which law it exists: its 设定依据 (DOMAIN 2)."""
    if not subject.facts.get("basis"):
        yield Found(subject.code, "facts.basis")


def article_beyond_law(subject: Subject, words: Words) -> Iterator[Found]:
    """Find an article that a law does not have; only a law that is held whole can tell, of others nothing is said."""
    for place, law, article in _cited(subject):
        for beyond in words.laws.beyond(law, article):
            yield Found(subject.code, place, beyond)


def _cited(subject: Subject) -> Iterator[tuple[str, str, str | None]]:
    """Yield each place that names a law: what stands there, and the article where it has a place of its own."""
    for number, row in enumerate(subject.facts.get("basis", ()), 1):
        yield f"facts.basis.{number}.article", str(row["law"]), row.get("article")
    for number, fee in enumerate(subject.facts.get("fees", ()), 1):
        yield f"facts.fees.{number}.basis", fee.get("basis") or "", None
    for number, material in enumerate(subject.edition["materials"], 1):
        yield f"materials.{number}.basis", material.get("basis") or "", None
