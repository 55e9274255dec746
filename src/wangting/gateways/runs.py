"""How far long work is that somebody waits for: a small file each, which every process of the machine can read."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from pathlib import Path

from wangting.clock import SystemClock
from wangting.gateways import choice

TOKEN = re.compile(r"[A-Za-z0-9_-]{22}\Z")
#: Seconds for which what became of it is kept.
KEPT = 86_400


class Runs:
    """The states of long work, each under a token that only whoever began it knows."""

    def __init__(self, directory: Path) -> None:
        self._directory = choice.private_directory(directory)

    def begin(self, state: Mapping[str, object]) -> str:
        """Keep the first state under a new token and return that; what is a day old goes."""
        for path in self._directory.glob("*.json"):
            if _age(path) > KEPT:
                path.unlink(missing_ok=True)
        token = secrets.token_urlsafe(16)
        self.tell(token, state)
        return token

    def tell(self, token: str, state: Mapping[str, object]) -> None:
        """Replace the state; who reads meanwhile reads the old one or the new one."""
        path = self._directory / f"{token}.json"
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(state, ensure_ascii=False), "utf-8")
        beside.replace(path)

    def read(self, token: str) -> tuple[dict[str, object], float] | None:
        """Return the state and for how many seconds it has stood; None for a token that is none."""
        path = self._directory / f"{token}.json"
        if not TOKEN.match(token) or not path.exists():
            return None
        return json.loads(path.read_text("utf-8")), _age(path)


def _age(path: Path) -> float:
    """Return the seconds since ``path`` was written, by the clock of the machine, which dates the files as well."""
    return SystemClock().now().timestamp() - path.stat().st_mtime
