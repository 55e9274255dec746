"""Hands somebody who has signed in over to the host of a hall: a code, good once, for a minute, for one host and page.

The cookie of a session belongs to one host and stays there (``__Host-``): each host gets a session of its own.  All
that came of one signing in are of one *family*, so that signing out anywhere ends it everywhere.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from wangting.clock import Clock
from wangting.errors import Refused
from wangting.gateways.side.interface import Codes, Sessions, Throttles

PURPOSE = "hand-over"
#: How long a code is good.  It is known for longer, so that one that came late is told from one that never was.
LIFE, KNOWN = timedelta(seconds=60), timedelta(minutes=10)
#: Under which word a session keeps its family.
FAMILY = "family"


@dataclass(frozen=True)
class Handing:
    """Where to: the ``hall`` whose ``host`` it is, the page ``path`` there, and the ``state`` the browser is known by.

    ``state`` was given to the browser by the hall's host before: a code that somebody else was given is no use in it.
    """

    host: str
    hall: str
    path: str
    state: str


@dataclass(frozen=True)
class Handed:
    """Who arrives, of which family, when they proved who they are (POSIX seconds), and where they wanted to go."""

    party: int
    family: str
    proved: int
    path: str


class HandingOver:
    """Makes codes for the hosts of halls, and knows them again."""

    def __init__(self, *, codes: Codes, throttles: Throttles, sessions: Sessions, clock: Clock,
                 hosts: Mapping[str, str], public_url: str) -> None:  # fmt: skip
        self._codes = codes
        self._throttles = throttles
        self._sessions = sessions
        self._clock = clock
        self._hosts = hosts
        self._public = urlsplit(public_url)

    def is_elsewhere(self, host: str) -> bool:
        """Say whether who comes to ``host`` (without port) signs in at another one: it is a hall's own."""
        return host in self._hosts and host != self._public.hostname

    def sign_in_at(self, path: str) -> str:
        """Return the address of ``path`` where everybody signs in."""
        return f"{self._public.scheme}://{self._public.netloc}{path}"

    def handing(self, host: str, path: str, state: str) -> Handing:
        """Return where to; raises Refused ``hand_over_host`` for a host that is not on the list."""
        if not self.is_elsewhere(host):
            raise Refused("hand_over_host")
        return Handing(host, self._hosts[host], path, state)

    def issue(self, party: int, handing: Handing, family: str, proved: int) -> str:
        """Return the address that takes the browser of ``party``, who ``proved`` it then, to the host of ``handing``.

        Scheme and port are those of the public address, never those that a request said.
        """
        payload = {
            "party": party,
            "family": family,
            "proved": proved,
            "host": handing.host,
            "path": handing.path,
            "state": handing.state,
            "ends": (self._clock.now() + LIFE).timestamp(),
        }
        code = self._codes.issue_token(PURPOSE, payload, KNOWN)
        port = f":{self._public.port}" if self._public.port else ""
        return f"{self._public.scheme}://{handing.host}{port}/arrive?code={code}"

    def redeem(self, code: str, host: str, state: str) -> Handed:
        """Return who arrives at ``host`` with ``code``, once.

        Raises Refused: ``hand_over_used`` the second time, ``hand_over_late`` after a minute, ``hand_over_elsewhere``
        at another host, ``hand_over_browser`` in another browser, ``hand_over_unknown`` for any other code.
        """
        if self._throttles.hit(f"{PURPOSE}:{code}", 1, round(KNOWN.total_seconds())):
            raise Refused("hand_over_used")
        found = self._codes.redeem_token(PURPOSE, code)
        if found is None:
            raise Refused("hand_over_unknown")
        if self._clock.now().timestamp() >= found["ends"]:
            raise Refused("hand_over_late")
        if found["host"] != host:
            raise Refused("hand_over_elsewhere")
        if not state or not hmac.compare_digest(str(found["state"]), state):
            raise Refused("hand_over_browser")
        return Handed(int(found["party"]), str(found["family"]), int(found.get("proved", 0)), str(found["path"]))

    def end_family(self, party: int, family: str) -> None:
        """End every session of ``party`` that came of one signing in, at whatever host."""
        for session in self._sessions.list(party):
            if session.data.get(FAMILY) == family:
                self._sessions.end_key(party, session.key)


def new_mark() -> str:
    """Return what names a family, or a browser before it signs in: 256 random bits."""
    return secrets.token_urlsafe(32)
