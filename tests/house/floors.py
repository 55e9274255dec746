"""Reads who imports whom from the syntax tree of every module, and holds it against rooms.toml."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "wangting"


@dataclass(frozen=True)
class Import:
    """One import: from which module, at which line, of which dotted name, and whether inside a function."""

    module: str
    line: int
    target: str
    hidden: bool

    def __str__(self):
        return f"{self.module}:{self.line}: imports {self.target}"


@dataclass(frozen=True)
class House:
    """The plan of the house as rooms.toml draws it."""

    floor: dict[str, int]
    used_by: dict[str, list[str]]
    same_floor: dict[str, list[str]]
    never: dict[str, list[str]]

    def room(self, module: str) -> str | None:
        """Return the room of a dotted name below the package: the longest one that the plan names."""
        parts = module.split(".")
        candidates = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
        return next((name for name in candidates if name in self.floor), None)


def plan(path: Path) -> House:
    drawn = tomllib.loads(path.read_text("utf-8"))
    floor = {room: int(number) for number, rooms in drawn["floors"].items() for room in rooms}
    beside = drawn.get("beside", {})
    same_floor = dict(drawn["same_floor"])
    for room, said in beside.items():
        floor[room] = said["floor"]
        same_floor[room] = said.get("imports", [])
    return House(floor, {room: said["used_by"] for room, said in beside.items()}, same_floor, drawn["never"])


def modules(source: Path) -> Iterator[tuple[str, Path]]:
    """Yield the dotted name, without the package's own, and the path of every module below ``source``."""
    for path in sorted((source / PACKAGE).rglob("*.py")):
        parts = list(path.relative_to(source / PACKAGE).with_suffix("").parts)
        if parts[-1] == "__init__":
            parts.pop()
        if parts:
            yield ".".join(parts), path


def imports_of(name: str, path: Path) -> Iterator[Import]:
    hidden = set()
    tree = ast.parse(path.read_text("utf-8"), str(path))
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            hidden.update(id(inner) for inner in ast.walk(function))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for target in names:
            yield Import(name, node.lineno, target, id(node) in hidden)


def every_import(source: Path) -> list[Import]:
    return [found for name, path in modules(source) for found in imports_of(name, path)]


def inside(found: Import) -> str | None:
    """Return the imported name without the package's own, or None when it is from outside."""
    return found.target.removeprefix(f"{PACKAGE}.") if found.target.startswith(f"{PACKAGE}.") else None


def arrow_faults(source: Path, house: House) -> list[str]:
    """Return every import that does not point down, and every module that has no floor."""
    faults = [f"{name}: stands on no floor of rooms.toml" for name, _ in modules(source) if house.room(name) is None]
    for found in every_import(source):
        here, target = house.room(found.module), inside(found)
        if here is None:
            continue
        if target is None:
            if found.target.split(".")[0] in house.never.get(here, ()):
                faults.append(f"{found}, which {here} never sees")
            continue
        there = house.room(target)
        if there is None or there == here:
            continue
        if there in house.used_by:
            allowed = here in house.used_by[there]
        elif house.floor[there] == house.floor[here]:
            allowed = there in house.same_floor.get(here, ())
        else:
            allowed = house.floor[there] < house.floor[here]
        if not allowed:
            faults.append(f"{found}: {here} (floor {house.floor[here]}) → {there} (floor {house.floor[there]})")
    return faults


def hidden_faults(source: Path) -> list[str]:
    return [f"{found} inside a function" for found in every_import(source) if found.hidden]


def arrows(source: Path) -> dict[str, set[str]]:
    """Return for each module the modules of the house that it imports."""
    names = {name for name, _ in modules(source)}
    to: dict[str, set[str]] = {name: set() for name in names}
    for found in every_import(source):
        target = inside(found) or ""
        while target and target not in names:
            target = target.rpartition(".")[0]
        if target and target != found.module:
            to[found.module].add(target)
    return to


def reached(start: str, to: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(to[start])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(to[name])
    return seen


def circles(source: Path) -> list[str]:
    """Return the circles of modules that import each other, each with all of its members."""
    to = arrows(source)
    reach = {name: reached(name, to) for name in to}
    members = {name: sorted(other for other in reach[name] if name in reach[other]) for name in to}
    return sorted({" ↔ ".join(circle) for circle in members.values() if circle})
