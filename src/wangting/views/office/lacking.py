"""What the linter says of departments that lack somebody: one appointment mends all items of a department at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pyramid.request import Request

from wangting.rules.lint.finding import Finding, Found
from wangting.terms import ENGLISH, term

#: A department with the posts that it lacks.
Lack = tuple[str, tuple[str, ...]]


def lacking(found: Found, hall: str | None) -> list[Lack]:
    """Return the departments that lack somebody, of ``hall`` or of all."""
    return [(unit, posts) for unit, posts in found.lacking if hall is None or unit.startswith(f"{hall}/")]


def said_of(request: Request, unit: str, posts: tuple[str, ...]) -> str:
    """Return the department and the posts in words."""
    told, page = request.room.register.orgunit(unit), request.page
    names = [term(f"post.{post}", page.lang) for post in posts]
    if page.lang == ENGLISH:
        return f"{told.name_en}: {', '.join(names)}"
    return f"{told.name}：{'、'.join(names)}"


def departments(request: Request, found: Iterable[Finding], hall: str | None) -> list[tuple[str, int]]:
    """Return what each department lacks in words, with in how many items; what was waived does not count."""
    counted = Counter(
        one for finding in found if finding.waived is None for one in lacking(finding.found, hall)
    )
    return [(said_of(request, *one), items) for one, items in sorted(counted.items())]
