"""Sessions on the server, in the side store; the browser holds an opaque id (QUALITY 4).

Nothing is written until something is remembered: a public page makes no session.  Changes are saved when the response
leaves, in their own transaction: a session is not rolled back with the request (DESIGN 6.5).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterator, Mapping, MutableMapping

from pyramid.interfaces import ISession
from pyramid.request import Request
from pyramid.response import Response
from zope.interface import implementer

from wangting.gateways.side.interface import Sessions
from wangting.gateways.side.records import SessionLimits
from wangting.gateways.side.room import fingerprint
from wangting.gateways.vault import Vault
from wangting.security import waiting
from wangting.security.waiting import PARKED, UNFINISHED, WAITING

CITIZEN = "citizen"
STAFF = "staff"
#: Every name the cookie of a session may have.
COOKIES = frozenset({"wangting", "__Host-wangting"})
#: Under which word the session keeps the id of the person who is acted for.
FOR = "for"
#: Under which word it keeps when (POSIX seconds) the person last proved who they are: by signing in, or a password.
PROVED = "proved"
#: What a session keeps under a new id as long as it is the same person's.  What waits there may be somebody else's:
#: whose it is, is asked when it is shown.
OF_THE_PERSON = ("family", PARKED, UNFINISHED, WAITING, PROVED)
_FLASH = "_f_"
_CSRF = "_csrf"
#: What the token of a form is marked for.
_FORM = "form"


@implementer(ISession)
class SideSession(MutableMapping):
    """Pyramid's session over one row of the side store."""

    def __init__(self, request: Request, sessions: Sessions, limits: Mapping[str, SessionLimits], cookie: str,
                 vault: Vault) -> None:  # fmt: skip
        self._request = request
        self._vault = vault
        self._sessions = sessions
        self._cookie = cookie
        self._waits = waiting.cookie_name(secure=request.scheme == "https")
        self._id = request.cookies.get(cookie)
        found = sessions.load(self._id, limits) if self._id else None
        if found is None:
            self._id = None
        self.new = found is None
        self.party = found.party if found else None
        self.kind = found.kind if found else CITIZEN
        self.created = int(found.created.timestamp()) if found else 0
        # A session that is over takes nothing with it that waits here for somebody else.
        kept = found.data if found else waiting.read(request.cookies.get(self._waits, ""))
        self._data: dict[str, object] = dict(kept)
        self._dirty = self._begun = False
        request.add_response_callback(self._leave)

    @property
    def session_id(self) -> str | None:
        """The opaque id, or None as long as nothing is remembered."""
        return self._id

    @property
    def key(self) -> str | None:
        """Under which key a list of sessions shows this one."""
        return None if self._id is None else fingerprint(self._id).hex()

    def begin(self, kind: str, party: int, data: Mapping[str, object] | None = None) -> None:
        """Begin a session of ``party`` under a new id: what the old one knew is gone, but for ``data``.

        Of the same party it keeps what binds together the sessions that came of one signing in, and what waits.

        The id changes when the response leaves, after the commit: a request that collided is tried again with the
        cookie that it came with, and one that was given up signs nobody in.
        """
        kept = {name: self._data[name] for name in OF_THE_PERSON if party == self.party and name in self._data}
        self._data = {**kept, **(data or {})}
        self.party, self.kind, self.new, self._begun = party, kind, False, True

    def invalidate(self) -> None:
        """End the session on the server; the cookie is taken back."""
        if self._id is not None:
            self._sessions.end(self._id)
        self._id, self.party, self._data, self._dirty, self._begun = None, None, {}, False, False
        self._request.add_response_callback(self._take_back)

    def changed(self) -> None:
        """Say that something inside a value was changed."""
        self._dirty = True

    def keep_now(self) -> None:
        """Write what is remembered at once: a request that collides and is tried again must find it there."""
        if self._id is not None:
            self._sessions.save(self._id, self._data)

    def flash(self, msg: object, queue: str = "", allow_duplicate: bool = True) -> None:
        """Keep ``msg`` for the next page."""
        waiting = self.setdefault(_FLASH + queue, [])
        if allow_duplicate or msg not in waiting:
            waiting.append(msg)
        self.changed()

    def pop_flash(self, queue: str = "") -> list:
        """Return and forget the messages kept."""
        return self.pop(_FLASH + queue, [])

    def peek_flash(self, queue: str = "") -> list:
        """Return the messages kept."""
        return self.get(_FLASH + queue, [])

    def new_csrf_token(self) -> str:
        """Make a new token against forged forms, which also says to whom the form is shown: see :meth:`is_of`."""
        nonce = secrets.token_urlsafe(32)
        self[_CSRF] = token = f"{nonce}.{self._signed(nonce)}"
        return token

    def is_of(self, token: str) -> bool:
        """Say whether the form of ``token`` was shown to this party, at work for the same person, now or earlier."""
        nonce, _dot, signed = token.partition(".")
        return hmac.compare_digest(signed.encode(), self._signed(nonce).encode())

    def _signed(self, nonce: str) -> str:
        return self._vault.mark(_FORM, f"{nonce} {self.party} {self.get(FOR)}")

    def get_csrf_token(self) -> str:
        """Return the token of this session, made when there is none."""
        return self.get(_CSRF) or self.new_csrf_token()

    def __getitem__(self, key: str) -> object:
        return self._data[key]

    def __setitem__(self, key: str, value: object) -> None:
        self._data[key] = value
        self._dirty = True

    def __delitem__(self, key: str) -> None:
        del self._data[key]
        self._dirty = True

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def _leave(self, request: Request, response: Response) -> None:
        if self._begun:
            if request.exception is None:
                self._change_id()
                self._set_cookie(response)
        elif self._dirty and self._id is not None:
            self._sessions.save(self._id, self._data)
        elif self._dirty:
            self._id = self._sessions.new(self._data, self.kind, None)
            self._set_cookie(response)
        if not self._begun or request.exception is None:
            self._keep_waiting(request, response)

    def _keep_waiting(self, request: Request, response: Response) -> None:
        waits = waiting.written(self._data)
        if waits != request.cookies.get(self._waits, ""):
            self._give(response, self._waits, waits, max_age=waiting.LIFE if waits else 0)

    def _change_id(self) -> None:
        if self._id is None:
            self._id = self._sessions.new(self._data, self.kind, self.party)
        else:
            self._id = self._sessions.rotate(self._id, self._data, self.kind, self.party)

    def _set_cookie(self, response: Response) -> None:
        if self._id is not None:
            self._give(response, self._cookie, self._id)

    def _take_back(self, request: Request, response: Response) -> None:
        if self._id is None:
            self._give(response, self._cookie, "", max_age=0)

    def _give(self, response: Response, name: str, text: str, max_age: int | None = None) -> None:
        """Set the cookie; taken back it is the same but for its age, or no browser lets go of a ``__Host-`` one."""
        secure = self._request.scheme == "https"
        response.set_cookie(name, text, max_age=max_age, path="/", httponly=True, samesite="Lax", secure=secure)


def cookie_name(request: Request) -> str:
    """``__Host-`` binds the cookie to this host over https; plain http on loopback cannot carry the prefix."""
    return "__Host-wangting" if request.scheme == "https" else "wangting"
