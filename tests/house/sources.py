"""Reads the texts of the tree - modules, templates, tracked files - and returns what the house does not allow."""

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

#: A file over the first needs a second room; over the second it is a fault.
WANTS_A_ROOM, TOO_LONG = 300, 400
DRAWERS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
#: Written in pieces, so that this file does not name what no file may name.
REGISTRIES = [".".join(parts) for parts in (
    ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("tuna", "tsinghua"),
    ("mirrors", "aliyun"), ("crates", "io"), ("proxy", "golang"),
)]  # fmt: skip
MACHINES = re.compile(r"(?<![\w.:/)}%-])/(?:root|work|home/\w+|Users/\w+)/")
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "datetime.utcfromtimestamp"}
TEMPLATE_FAULTS = {
    "runs Python": re.compile(r"<\?python"),
    # Peppercorn marks the ends of a group in a form by two fields of these names.
    "reaches for a dunder": re.compile(r"__(?!(?:start|end)__)\w+__"),
    "carries a script inline": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "carries a style inline": re.compile(r"<style|\sstyle\s*=", re.IGNORECASE),
    "handles an event inline": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "links to a script": re.compile(r"javascript:", re.IGNORECASE),
}  # fmt: skip
EXCUSES = re.compile(r"#\s*(noqa|type:\s*ignore|pragma)\b(?P<reason>.*)")


def files(root: Path, *patterns: str) -> list[Path]:
    return sorted(path for pattern in patterns for path in root.rglob(pattern) if path.is_file())


def tracked(root: Path) -> list[Path]:
    """Return the files that git keeps, read as the repository has them."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True)  # noqa: S607 - git of PATH
    return [root / name for name in listed.stdout.decode().split("\0") if name and (root / name).is_file()]


def numbered(paths: Iterable[Path]) -> Iterator[tuple[Path, int, str]]:
    for path in paths:
        try:
            lines = path.read_text("utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(lines, 1):
            yield path, number, line


def length_faults(paths: Iterable[Path]) -> list[str]:
    """Return the files over the limit; when there is one, also those that want a second room."""
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in paths}
    faults = [f"{path}: {length} lines" for path, length in lengths.items() if length > TOO_LONG]
    wanting = [f"(wants a second room) {path}: {length} lines" for path, length in lengths.items()
               if WANTS_A_ROOM < length <= TOO_LONG]  # fmt: skip
    return faults and faults + wanting


def drawer_faults(root: Path, paths: Iterable[Path]) -> list[str]:
    return [f"{path}: is a drawer, not a room" for path in paths
            if any(DRAWERS & set(re.split(r"[_.-]", part)) for part in path.relative_to(root).parts)]  # fmt: skip


def place_faults(paths: Iterable[Path]) -> list[str]:
    """Return where a package registry's host or a path of somebody's machine is written."""
    faults = []
    for path, number, line in numbered(paths):
        faults += [f"{path}:{number}: names {host}" for host in REGISTRIES if host in line]
        faults += [f"{path}:{number}: names {found[0]}" for found in MACHINES.finditer(line)]
    return faults


def template_faults(paths: Iterable[Path]) -> list[str]:
    return [f"{path}:{number}: {what}: {line.strip()}" for path, number, line in numbered(paths)
            for what, pattern in TEMPLATE_FAULTS.items() if pattern.search(line)]  # fmt: skip


def clock_faults(paths: Iterable[Path]) -> list[str]:
    """Return every call that asks the machine for the time; only clock.py may."""
    faults = []
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                called = ".".join(ast.unparse(node.func).split(".")[-2:])
                if called in CLOCKS and path.name != "clock.py":
                    faults.append(f"{path}:{node.lineno}: asks {called}")
    return faults


def constants_of(path: Path) -> set[str]:
    """Return the texts that a module gives names to at its top level."""
    tree = ast.parse(path.read_text("utf-8"))
    return {node.value.value for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)}  # fmt: skip


def permission_faults(paths: Iterable[Path], permissions: set[str]) -> list[str]:
    """Return where a view spells a permission instead of naming the constant of the one page."""
    faults = []
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            spelled = isinstance(node, ast.Constant) and node.value in permissions and "." in str(node.value)
            given = isinstance(node, ast.keyword) and node.arg == "permission" and isinstance(node.value, ast.Constant)
            if spelled or given:
                word = node.value if isinstance(node, ast.Constant) else node.value.value
                line = node.lineno if isinstance(node, ast.Constant) else node.value.lineno
                faults.append(f"{path}:{line}: spells the permission {word!r}")
    return sorted(set(faults))


def docstring_faults(paths: Iterable[Path]) -> list[str]:
    """Return every public module, class, function and method without a docstring; an empty module may be silent."""
    faults = []
    for path in paths:
        tree = ast.parse(path.read_text("utf-8"))
        if tree.body and not ast.get_docstring(tree):
            faults.append(f"{path}: has no docstring")
        classes = [node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
        homes = [tree, *classes]
        faults += [f"{path}:{node.lineno}: {node.name} has no docstring" for home in homes for node in home.body
                   if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
                   and not node.name.startswith("_") and not ast.get_docstring(node)]  # fmt: skip
    return faults


def excuse_faults(paths: Iterable[Path]) -> list[str]:
    """Return every silenced check that does not say why: ``# noqa: RULE - the reason``."""
    return [f"{path}:{number}: {line.strip()}" for path, number, line in numbered(paths)
            if (found := EXCUSES.search(line)) and not re.search(r"[-–:].*\s[-–]\s*\w", found["reason"])]  # fmt: skip


def silence_faults(paths: Iterable[Path]) -> list[str]:
    """Return every handler that catches everything and does nothing."""
    return [f"{path}:{node.lineno}: catches {ast.unparse(node.type) if node.type else 'everything'} and passes"
            for path in paths for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.ExceptHandler)
            and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
            and all(isinstance(line, ast.Pass) for line in node.body)]  # fmt: skip
