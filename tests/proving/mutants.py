"""Mutants: one small fault at a time in a module, and whether its own tests notice (ADR 0027).

Run as ``python tests/proving/mutants.py`` with a JSON list of [module, number of the fault, tests, folder of the
conftest] on the input, it answers one line for each: killed, survived or late.  pytest and Hypothesis are imported
once; each mutant is tried in a fork.
"""

from __future__ import annotations

import ast
import copy
import importlib.abc
import importlib.util
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
#: Seconds after which a mutant that loops counts as noticed: the tests would not have ended.
LATE = 120
SWAPPED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip


def path_of(module: str) -> Path:
    """Return the source file of ``module``."""
    return SOURCE / (module.replace(".", "/") + ".py")


def faults(module: str) -> int:
    """Return how many faults can be planted in ``module``."""
    return len(list(_places(ast.parse(path_of(module).read_text("utf-8")))))


def mutated(module: str, number: int | None) -> tuple[ast.Module, str]:
    """Return the tree of ``module`` with fault ``number``, None for no fault, and its line with the fault."""
    tree = ast.parse(path_of(module).read_text("utf-8"))
    if number is None:
        return tree, module
    node, change = list(_places(tree))[number]
    change()
    return ast.fix_missing_locations(tree), f"{module}:{node.lineno}: {ast.unparse(node)[:100]}"


def _places(tree: ast.AST) -> Iterator[tuple[ast.AST, object]]:
    """Yield (node, what changes it) for every fault, in the order of the source.

    Left alone are words: docstrings, messages of exceptions, annotations and decorators decide nothing.
    """
    for parent in _deciding(tree):
        if isinstance(parent, ast.Compare):
            for place, operator in enumerate(parent.ops):
                yield parent, _setter(parent.ops, place, SWAPPED[type(operator)]())
        elif isinstance(parent, ast.BoolOp | ast.BinOp | ast.AugAssign) and type(parent.op) in SWAPPED:
            yield parent, _attribute(parent, "op", SWAPPED[type(parent.op)]())
        elif isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.Not):
            yield parent, _attribute(parent, "op", ast.UAdd(), operand=_truth(parent.operand))
        elif isinstance(parent, ast.Constant) and isinstance(parent.value, bool):
            yield parent, _attribute(parent, "value", not parent.value)
        elif isinstance(parent, ast.Constant) and isinstance(parent.value, int):
            yield parent, _attribute(parent, "value", parent.value + 1)
        elif isinstance(parent, ast.Return) and parent.value is not None and not _is_none(parent.value):
            yield parent, _attribute(parent, "value", ast.Constant(None))
        elif isinstance(parent, ast.If | ast.IfExp | ast.comprehension):
            yield from _conditions(parent)


def _conditions(node: ast.AST) -> Iterator[tuple[ast.AST, object]]:
    if isinstance(node, ast.comprehension):
        for place, test in enumerate(node.ifs):
            yield test, _setter(node.ifs, place, ast.Constant(value=True))
    else:
        yield node.test, _attribute(node, "test", ast.UnaryOp(ast.Not(), copy.deepcopy(node.test)))


def _deciding(tree: ast.AST) -> Iterator[ast.AST]:
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            words = isinstance(child, ast.Raise | ast.JoinedStr | ast.Import | ast.ImportFrom)
            if isinstance(child, ast.AST) and not words:
                yield child
                yield from _deciding(child)


def _truth(operand: ast.expr) -> ast.expr:
    return ast.Call(ast.Name("bool", ast.Load()), [operand], [])


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _setter(items: list, place: int, value: object) -> object:
    return lambda: items.__setitem__(place, value)


def _attribute(node: ast.AST, name: str, value: object, **more: object) -> object:
    return lambda: [setattr(node, key, new) for key, new in {name: value, **more}.items()]


class Planted(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds one module, mutated, before anybody else does."""

    def __init__(self, module: str, tree: ast.Module) -> None:
        self._module = module
        self._tree = tree

    def find_spec(self, name: str, path: object = None, target: object = None) -> object:
        """Return a spec for the module and for nothing else."""
        if name != self._module:
            return None
        return importlib.util.spec_from_file_location(name, path_of(name), loader=self)

    def create_module(self, spec: object) -> None:
        """Leave it to the import system."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the mutated tree."""
        exec(compile(self._tree, str(path_of(self._module)), "exec"), module.__dict__)  # noqa: S102 - our own source


def tried(module: str, number: int | None, tests: list[str], folder: str) -> str:
    """Run ``tests`` against a mutant in a fork: killed, survived or late."""
    elsewhere = tempfile.mkdtemp()
    child = os.fork()
    if child == 0:
        signal.alarm(LATE)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        sys.meta_path.insert(0, Planted(module, mutated(module, number)[0]))
        words = ["-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0", "-c", str(ROOT / "pyproject.toml"),
                 f"--confcutdir={ROOT / folder}", *(str(ROOT / test) for test in tests)]  # fmt: skip
        # A fault may write wherever it is: it shall not be into the sources.
        os.chdir(elsewhere)
        os._exit(int(pytest.main(words) != pytest.ExitCode.OK))
    _pid, status = os.waitpid(child, 0)
    shutil.rmtree(elsewhere)
    if os.WIFSIGNALED(status):
        return "late"
    return "killed" if os.WEXITSTATUS(status) else "survived"


if __name__ == "__main__":
    for asked in json.load(sys.stdin):
        sys.stdout.write(json.dumps(tried(*asked)) + "\n")
        sys.stdout.flush()
