"""Readers of ``workflows/<name>.v<N>.yaml``: the table a lawyer reads becomes a :class:`~wangting.rules.Workflow`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import colander

from wangting.declare.schema import check, map_of, mapping, one_of, sequence, text, whole
from wangting.declare.yaml import Document, Problem, path_of, read
from wangting.rules.timelimit import LONGEST, UNITS
from wangting.rules.workflow import BEFORE, State, Transition, Workflow, digest_of
from wangting.rules.workflow_checks import Names, problems

FILE_NAME = re.compile(r"(?P<name>[a-z][a-z0-9_]*)\.v(?P<version>[1-9][0-9]*)")
KEY = r"[a-z][a-z0-9_]*"
MAY = "A"
MAY_NOT = "-"


def _schema() -> colander.SchemaNode:
    names = sequence("names", text("name", KEY))
    state = mapping("state", text("title"), text("title_en"), text("clock"), text("turn"))
    limit = mapping("limit", whole("amount", most=LONGEST), one_of("unit", UNITS))
    return mapping(
        "workflow",
        text("title"),
        text("title_en"),
        text("initial", KEY),
        map_of("states", state),
        sequence("posts", text("post", KEY)),
        sequence("acts", sequence("row", text("cell"))),
        sequence("accepts", text("act", KEY)),
        sequence("concludes", text("act", KEY)),
        map_of("limits", limit, missing=colander.drop),
        map_of("guards", names, missing=colander.drop),
        map_of("documents", text("document", KEY), missing=colander.drop),
        map_of("consequences", names.clone(), missing=colander.drop),
        sequence("branches", text("branch", KEY)),
    )


def load(home: Path, names: Names) -> tuple[Mapping[str, Workflow], list[Problem]]:
    """Return the workflows of ``home/workflows`` by key, such as ``instant.v1``, and every problem found."""
    workflows: dict[str, Workflow] = {}
    found: list[Problem] = []
    for path in sorted((home / "workflows").glob("*.yaml")):
        document = read(path, home)
        workflow = _workflow(path.stem, document, names)
        found.extend(document.problems)
        if workflow is not None:
            workflows[workflow.key] = workflow
    if not workflows and not found:
        found.append(Problem("workflows", 1, "(folder)", "no workflow is declared"))
    return MappingProxyType(workflows), found


def _workflow(stem: str, document: Document, names: Names) -> Workflow | None:
    title = FILE_NAME.fullmatch(stem)
    if title is None:
        document.complain((), "a workflow file is called <name>.v<N>.yaml")
    data = check(document, _schema())
    if data is None or title is None:
        return None
    rows = _rows(data, document)
    if rows is None:
        return None
    workflow = Workflow(
        name=title["name"],
        version=int(title["version"]),
        title=data["title"],
        title_en=data["title_en"],
        initial=data["initial"],
        opening=rows[0],
        states=MappingProxyType({key: State(key=key, **state) for key, state in data["states"].items()}),
        transitions=tuple(rows[1:]),
        accepts=frozenset(data["accepts"]),
        concludes=frozenset(data["concludes"]),
        guards=_tuples(data.get("guards", {})),
        documents=MappingProxyType(data.get("documents", {})),
        consequences=_tuples(data.get("consequences", {})),
        limits=MappingProxyType({act: (row["amount"], row["unit"]) for act, row in data.get("limits", {}).items()}),
        branches=tuple(data["branches"]),
        digest=digest_of(data),
    )
    for problem in problems(workflow, names):
        document.complain(path_of(problem.key), problem.message)
    return None if document.problems else workflow


def _tuples(lists: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({key: tuple(value) for key, value in lists.items()})


def _rows(data: Mapping[str, list], document: Document) -> list[Transition] | None:
    """Return the rows, the opening one first; None when the table is not one."""
    posts, before = data["posts"], len(document.problems)
    rows = [_row(cells, posts, ("acts", number), document) for number, cells in enumerate(data["acts"])]
    if not rows or (rows[0] is not None and rows[0].source != BEFORE):
        document.complain(("acts",), f'the first row opens the case: its source is "{BEFORE}"')
    return rows if len(document.problems) == before else None


def _row(cells: list[str], posts: list[str], path: tuple, document: Document) -> Transition | None:
    if len(cells) != len(posts) + 3:
        document.complain(path, f"has {len(cells)} cells; from, act, to and {len(posts)} posts make {len(posts) + 3}")
        return None
    source, act, target, *marks = cells
    for post, mark in zip(posts, marks, strict=True):
        if mark not in (MAY, MAY_NOT):
            document.complain(path, f'{post}: must be {MAY} or "{MAY_NOT}", not {mark!r}')
    chosen = frozenset(post for post, mark in zip(posts, marks, strict=True) if mark == MAY)
    return Transition(source=source, act=act, target=target, posts=chosen)
