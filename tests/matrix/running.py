"""Asks the questions of the table and says where the answers differ, and where a canary has flown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyramid.router import Router
from webob import Response

from matrix.asking import Question, request_of
from matrix.judging import fits, verdict
from matrix.people import Who, outside
from matrix.table import ANY, OTHER, POSTS, ROLES, Row
from matrix.world import World

METHODS = ("GET", "POST", "PUT", "DELETE")
#: Officials who may meet the words of cases of their own hall.
HANDLING = frozenset({"counter", "reviewer", "approver", "issuer", "head", "supervisor"})


def questions(world: World, rows: Iterable[Row], halls: Iterable[str] | None = None) -> Iterator[Question]:
    """Yield every question of ``rows`` in ``halls``: each role, officials and things of every other hall."""
    keys = list(world.things)
    for row in rows:
        if row.view == ANY:
            continue
        for hall in halls or keys:
            for role in ROLES:
                if row.cells[role] != ".":
                    yield from _asked(world, row, hall, role, [key for key in keys if key != hall])


def others(world: World, rows: Iterable[Row], known: set[tuple[str, str]], halls: Iterable[str]) -> Iterator[Question]:
    """Yield each address asked by a method that it has no view for; what would be shown by another is its marker."""
    markers = {row.view: row.marker for row in rows if row.marker}
    (cells,) = (row for row in rows if (row.view, row.method) == (ANY, OTHER))
    for view in sorted({view for view, _method in known}):
        for method in METHODS:
            if (view, method) not in known:
                row = Row(view, method, "", markers.get(view, ""), cells.cells, cells.cites)
                yield from questions(world, [row], halls)


def _asked(world: World, row: Row, hall: str, role: str, others: list[str]) -> Iterator[Question]:
    posts = [(post, key) for key in (others if role == "elsewhere" else [hall]) for post in POSTS]
    if role not in ("elsewhere", "across"):
        posts = [(role, hall)]
    for post, key in posts:
        who = world.asker(post, key)
        if who is not None:
            for theirs in others if role == "across" else [hall]:
                if not ("/points/<code>" in row.view and "village" not in world.things[theirs].names):
                    yield Question(row, hall, role, who, theirs)


def ask(world: World, question: Question) -> tuple[str, Response]:
    """Return what is found and the answer; the world is brought back when something may have changed."""
    router: Router = world.hall.application
    answer = request_of(question, world).get_response(router)
    wrote = not world.remembered.is_untouched
    found = verdict(answer, question.row.marker.format(hall=question.hall, **_marks(question, world)), wrote=wrote)
    if wrote or question.row.method != "GET":
        world.remembered.bring_back()
    return found, answer


def differences(world: World, asked: Iterable[Question]) -> list[str]:
    """Return a line for each answer that is not what the table says, and for each canary where it may not be."""
    faults = []
    for question in asked:
        found, answer = ask(world, question)
        expected = question.row.cells[question.role]
        if not fits(expected, found):
            faults.append(f"{question}: {found} where {expected} is expected")
        faults += [f"{question}: {word} of {hall}" for hall, word in flown(world, question, answer)]
    return faults


def flown(world: World, question: Question, answer: Response) -> list[tuple[str, str]]:
    """Return the canaries in the answer, head and body, that do not belong there."""
    text = answer.body + repr(answer.headerlist).encode()
    inside = question.row.view.startswith("/<hall>/")
    reach = reached(question.who, question.hall, world)
    listing, found = "<number>" not in question.row.view, []
    for key, things in world.things.items():
        # An address that was asked comes back in links; where none was asked, a number is news of a case.
        words = (things.private, *(things.cases.values() if listing else ()))
        if key not in reach and any(word.encode() in text for word in words):
            found.append((key, "the case"))
        if things.public.encode() in text and inside and key != question.hall:
            found.append((key, "the page"))
    return found


def reached(who: Who, hall: str, world: World) -> set[str]:
    """Return of which halls somebody may meet the words of cases: as the applicant, by a mandate, by a post."""
    if who.role in ("citizen_a", "agent_inside"):
        return set(world.things)
    if who.role == "agent_outside":
        return {outside(hall)}
    return {who.hall} if who.role in HANDLING else set()


def _marks(question: Question, world: World) -> dict[str, str]:
    things = world.things[question.theirs]
    return {"private": things.private, "public": things.public, **things.names}
