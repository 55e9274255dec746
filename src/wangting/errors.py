"""What can go wrong, in terms a person can be told.

Services and contexts raise these; only ``views/errors.py`` catches them.  Each error carries a ``code`` (stable, for
the API and the page that explains it), an HTTP ``status`` and named facts for the message; it never carries
personal data.
"""

from __future__ import annotations


class WangtingError(Exception):
    """The root of every refusal and fault that the house knows by name."""

    code = "error"
    status = 500

    def __init__(self, code: str | None = None, **facts: object) -> None:
        self.code = code or type(self).code
        self.facts = facts
        super().__init__(self.code, facts)


class NotFound(WangtingError):
    """There is no such thing, or the asker may not know that there is (DESIGN 5: 404, not 403)."""

    code = "not_found"
    status = 404


class NotSignedIn(WangtingError):
    """The page is for somebody, and nobody is signed in."""

    code = "not_signed_in"
    status = 401


class NotAllowed(WangtingError):
    """The asker is known, the thing is theirs to see, but the act is not theirs to do."""

    code = "not_allowed"
    status = 403


class Refused(WangtingError):
    """The act is not possible in law or in this state: a guard said no, or there is no such transition."""

    code = "refused"
    status = 409


class Outdated(Refused):
    """Somebody else acted first: the page the asker saw is no longer true."""

    code = "outdated"


class Invalid(WangtingError):
    """What was sent cannot be what the page sends: a broken number, a foreign token, an impossible date."""

    code = "invalid"
    status = 400


class TooMany(WangtingError):
    """A limit of rate or of size is reached; ``facts['wait']`` says how many seconds to wait."""

    code = "too_many"
    status = 429


class TooLarge(WangtingError):
    """A file or a request is over its limit."""

    code = "too_large"
    status = 413


class NoRoom(WangtingError):
    """The disk is full or the storage is read-only: nothing was changed, drafts are safe."""

    code = "no_room"
    status = 507


class Damaged(WangtingError):
    """What is stored is not what was stored: a digest does not match."""

    code = "damaged"
    status = 500


class DeclarationError(WangtingError):
    """Declared files do not hold together; ``problems`` are all of them, one line each."""

    code = "declaration"

    def __init__(self, problems: list[str]) -> None:
        self.problems = list(problems)
        super().__init__(count=len(self.problems))

    def __str__(self) -> str:
        return "\n".join(self.problems)
