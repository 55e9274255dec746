"""Reads the settings of one process: every ``wangting.*`` line of the ini file, checked before anything starts.

A setting is one row of :data:`OPTIONS`.  ``wangting.smtp`` and ``wangting.smtp.host`` belong to the gateway of that
name, one of :data:`GATEWAYS`, which checks them itself when it opens; it finds them in :attr:`Settings.options`.
"""

from __future__ import annotations

import configparser
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from wangting.errors import DeclarationError
from wangting.settingvalues import (
    chosen,
    days,
    listen,
    minutes,
    network_list,
    path,
    path_or_none,
    seconds,
    switch,
    url,
    watched,
    whole,
    whole_range,
)

PREFIX = "wangting."
#: Whose own words the rest of the ``wangting.*`` lines may be.
GATEWAYS = frozenset(
    {"argon2", "face", "identity", "mail", "oidc", "postgresql", "side", "signer", "sms", "smtp", "uploads", "vault"}
)
APP_SECTION = "app:main"
DEMO = "demo"
PRODUCTION = "production"
#: Where the halls are stored: a file of one process, a server of one machine, PostgreSQL (DESIGN 6.11).
FILE, ZEO, RELSTORAGE = "file", "zeo", "relstorage"


@dataclass(frozen=True)
class Settings:
    """What the ini file says, in types; spans of time are :class:`~datetime.timedelta`."""

    mode: str
    home: Path
    var: Path
    public_url: str
    listen: tuple[str, int]
    engine: str
    processes: int
    threads: int
    queue: int
    slots: tuple[int, ...]
    sdi: bool
    sdi_port: int
    trusted_proxy: tuple[str, ...]
    worker: bool
    worker_slot: int
    outbox_tick: timedelta
    session_idle_citizen: timedelta
    session_idle_staff: timedelta
    session_lifetime: timedelta
    staff_totp: bool
    draft_life: timedelta
    rates: bool
    ready_pages: Path | None
    backup_within: timedelta
    metrics_from: tuple[str, ...]
    metrics_port: int
    options: Mapping[str, str]

    @property
    def is_demo(self) -> bool:
        """Whether sample people and keys are welcome and every page carries a banner."""
        return self.mode == DEMO

    @property
    def is_production(self) -> bool:
        """Whether sample keys, sample accounts and requests that are not https by the trusted proxy are refused."""
        return self.mode == PRODUCTION

    @property
    def is_one_process(self) -> bool:
        """Whether web, worker and SDI share one process, because the storage admits no second one that writes."""
        return self.engine == FILE

    @property
    def is_https(self) -> bool:
        """Whether people reach the hall by https, so that cookies carry ``__Host-`` and Secure."""
        return urlsplit(self.public_url).scheme == "https"


@dataclass(frozen=True)
class Option:
    """One setting: its key below ``wangting.``, how its text is read, and what holds when it is not written."""

    key: str
    read: Callable[[str], object]
    default: str | None


#: Every setting of the house; a default of None means that the line must be there.
OPTIONS = (
    Option("mode", chosen(DEMO, PRODUCTION), None),
    Option("home", path, None),
    Option("var", path, None),
    Option("public_url", url, "http://127.0.0.1:6543"),
    Option("listen", listen, "127.0.0.1:6543"),
    Option("engine", chosen(FILE, ZEO, RELSTORAGE), FILE),
    Option("processes", whole(1, 16), "2"),
    Option("threads", whole(1, 64), "4"),
    Option("queue", whole(1, 10_000), "200"),
    Option("slots", whole_range(0, 15), "0-3"),
    Option("sdi", switch, "by mode"),
    Option("sdi_port", whole(1, 65535), "6544"),
    Option("trusted_proxy", network_list, ""),
    Option("worker", switch, "on"),
    Option("worker_slot", whole(0, 15), "15"),
    Option("outbox_tick", seconds, "2"),
    Option("session_idle_citizen", minutes, "60"),
    Option("session_idle_staff", minutes, "20"),
    Option("session_lifetime", minutes, "720"),
    Option("staff_totp", switch, "by mode"),
    Option("draft_life", days, "90"),
    Option("rates", switch, "on"),
    Option("ready_pages", path_or_none, ""),
    Option("backup_within", watched, "0"),
    Option("metrics_from", network_list, "127.0.0.0/8 ::1"),
    Option("metrics_port", whole(0, 65535), "0"),
)


def parse(options: Mapping[str, str]) -> Settings:
    """Return the settings written in ``options``; raises DeclarationError with every problem, one line each."""
    problems: list[str] = []
    known = {option.key for option in OPTIONS}
    written = {key.removeprefix(PREFIX): str(text).strip() for key, text in options.items() if key.startswith(PREFIX)}
    problems += [
        f"{PREFIX}{key}: there is no such setting"
        for key in written
        if key not in known and key.partition(".")[0] not in GATEWAYS
    ]
    values: dict[str, Any] = {}
    for option in OPTIONS:
        text = written.get(option.key) or _default(option, written)
        if text is None:
            problems.append(f"{PREFIX}{option.key}: must be set")
            continue
        try:
            values[option.key] = option.read(text)
        except ValueError as problem:
            problems.append(f"{PREFIX}{option.key}: {problem}")
    problems += _contradictions(values)
    if problems:
        raise DeclarationError(problems)
    return Settings(**values, options=MappingProxyType(dict(options)))


def _default(option: Option, written: Mapping[str, str]) -> str | None:
    if option.key == "sdi":
        return "on" if written.get("mode") == DEMO else "off"
    if option.key == "staff_totp":
        # In a demo a newcomer gets in with the password that was printed.
        return "off" if written.get("mode") == DEMO else "on"
    return option.default


def _contradictions(values: Mapping[str, Any]) -> list[str]:
    """Return what is right line by line and wrong together."""
    problems = []
    if values.get("mode") == PRODUCTION:
        if not str(values.get("public_url", "https:")).startswith("https:"):
            problems.append(f"{PREFIX}public_url: production is reached by https only")
        if values.get("trusted_proxy") == ():
            problems.append(f"{PREFIX}trusted_proxy: production stands behind a proxy; name its address")
    host, port = values.get("listen", ("", None))
    if values.get("sdi") and port == values.get("sdi_port"):
        problems.append(f"{PREFIX}sdi_port: is the port of the hall itself ({host}:{port})")
    if values.get("engine", FILE) != FILE and len(values.get("slots", ())) < values.get("processes", 0):
        problems.append(f"{PREFIX}slots: are fewer than {PREFIX}processes; each process needs at least one of its own")
    lifetime = values.get("session_lifetime")
    return problems + [
        f"{PREFIX}{key}: is longer than {PREFIX}session_lifetime"
        for key in ("session_idle_citizen", "session_idle_staff")
        if lifetime is not None and key in values and values[key] > lifetime
    ]


def read_options(ini: Path) -> dict[str, str]:
    """Return the lines of ``[app:main]`` of the file ``ini``, with ``%(here)s`` put in; raises DeclarationError."""
    reader = configparser.ConfigParser({"here": str(ini.resolve().parent)})
    try:
        with ini.open(encoding="utf-8") as lines:
            reader.read_file(lines)
        return dict(reader[APP_SECTION])
    except configparser.Error as problem:
        raise DeclarationError([f"{ini}: {' '.join(str(problem).split())}"]) from problem
    except KeyError as problem:
        raise DeclarationError([f"{ini}: has no section [{APP_SECTION}]"]) from problem
    except OSError as problem:
        raise DeclarationError([f"{ini}: {problem.strerror}"]) from problem
    except UnicodeDecodeError as problem:
        raise DeclarationError([f"{ini}: is not text in UTF-8"]) from problem


def read(ini: Path) -> Settings:
    """Return the settings of the file ``ini``; raises DeclarationError with every problem."""
    return parse(read_options(ini))
