"""How a gateway's implementation is chosen: by a setting, checked at boot, with an error that says what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from wangting.errors import DeclarationError


def chosen(settings: Mapping[str, str], key: str, default: str, known: Iterable[str]) -> str:
    """Return the value of the setting ``key``; raises DeclarationError when no such implementation exists."""
    value = settings.get(key, default).strip() or default
    names = sorted(known)
    if value not in names:
        raise DeclarationError([f"settings: {key}: unknown value {value!r}, choose one of {', '.join(names)}"])
    return value


def required(settings: Mapping[str, str], key: str, why: str) -> str:
    """Return the value of the setting ``key``; raises DeclarationError with the reason when it is missing."""
    value = settings.get(key, "").strip()
    if not value:
        raise DeclarationError([f"settings: {key}: missing, {why}"])
    return value


def whole_number(settings: Mapping[str, str], key: str, default: int, least: int, most: int) -> int:
    """Return the setting ``key`` as a number from ``least`` to ``most``; raises DeclarationError otherwise."""
    text = settings.get(key, "").strip() or str(default)
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise DeclarationError([f"settings: {key}: {text!r} is not a whole number from {least} to {most}"])
    return int(text)


def is_production(settings: Mapping[str, str]) -> bool:
    """Say whether ``wangting.mode`` is production: then sample keys are refused (DESIGN 2)."""
    return chosen(settings, "wangting.mode", "demo", ("demo", "production")) == "production"


def private_directory(path: Path) -> Path:
    """Make ``path`` with its parents, readable by its owner only, and return it."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path
