"""How a gateway's implementation is chosen: by a setting, checked at boot, with an error that says what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from wangting.errors import DeclarationError

#: Hosts to which nothing leaves the machine.
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


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


def peer(settings: Mapping[str, str], key: str, why: str) -> str:
    """Return the address of a peer; raises DeclarationError for none, no address, or plain http in production."""
    url = required(settings, key, why)
    address = urlsplit(url)
    if address.scheme not in ("http", "https") or not address.hostname or not _has_port(url):
        raise DeclarationError([f"settings: {key}: not an http or https address"])
    if address.scheme == "http" and address.hostname not in LOOPBACK and is_production(settings):
        raise DeclarationError([f"settings: {key}: plain http is refused in production, use https"])
    return url


def _has_port(url: str) -> bool:
    """Say whether the port of ``url`` is one, or is left out."""
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def secret(settings: Mapping[str, str], key: str) -> str:
    """Return the content of the file that the setting names, or nothing; raises DeclarationError when it is open."""
    name = settings.get(key, "").strip()
    if not name:
        return ""
    path = Path(name)
    if not path.is_file():
        raise DeclarationError([f"settings: {key}: there is no such file"])
    if path.stat().st_mode & 0o077:
        raise DeclarationError([f"settings: {key}: others can read the file, run chmod 0600"])
    return path.read_text("utf-8").strip()


def private_directory(path: Path) -> Path:
    """Make ``path`` with its parents, readable by its owner only, and return it."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path
