"""Checks a licence for anybody: what it says, its file, the signature on it, and the decision behind it (DOMAIN 4)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from wangting.clock import Clock
from wangting.content.case import Case
from wangting.content.licence import Licence
from wangting.content.register import Register
from wangting.errors import TooMany
from wangting.gateways.side.interface import Throttles
from wangting.gateways.signer.interface import Verdict
from wangting.services.casework.chain import broken_entry
from wangting.services.licensing import content_digest

#: Checks a minute from one network: each reads a file and a signature.
TRIES, SECONDS = 60, 60
VALID = "valid"
EXPIRED = "expired"
DOUBTFUL = "doubtful"
#: The act whose entry in the ledger is the decision that a licence rests on.
DECISION = "approve"


@dataclass(frozen=True)
class Check:
    """One thing that was really looked at; ``ok`` is None while there is nothing to look at yet."""

    name: str
    ok: bool | None


@dataclass(frozen=True)
class Finding:
    """What was found of a licence: ``status`` is valid, expired, doubtful, or the status on record."""

    licence: Licence
    status: str
    checks: tuple[Check, ...]
    decided: str | None


class Attesting:
    """Looks a licence up by the token of its address and checks it; nothing is written but the throttle."""

    def __init__(self, *, register: Register, signature: Callable[[bytes], Verdict], throttles: Throttles,
                 clock: Clock) -> None:  # fmt: skip
        self._register = register
        self._signature = signature
        self._throttles = throttles
        self._clock = clock

    def check(self, token: str, network: str) -> Finding:
        """Check the licence with this token; raises NotFound and TooMany; a damaged file is a finding, no fault."""
        wait = self._throttles.hit(f"verify:{network}", TRIES, SECONDS)
        if wait:
            raise TooMany("verify_wait", wait=wait)
        licence = self._register.licence(token)
        case = self._register.case(licence.case_id)
        decision = case.last(DECISION)
        checks = (
            Check("content", content_digest(licence) == licence.content_digest),
            *self._file_checks(licence),
            Check("decision", decision is not None and case.licence == token and _unbroken(case)),
        )
        return Finding(licence, self._status(licence, checks), checks, decision.at if decision else None)

    def _file_checks(self, licence: Licence) -> tuple[Check, ...]:
        """Check the signed file; there is none in the seconds between the decision and the press."""
        if licence.file is None:
            return (Check("file", None),)
        with licence.file.open("r") as stream:
            signed = stream.read()
        unaltered = hashlib.sha256(signed).hexdigest() == licence.file_digest
        return (Check("file", unaltered), Check("signature", self._signature(signed).valid))

    def _status(self, licence: Licence, checks: tuple[Check, ...]) -> str:
        if any(check.ok is False for check in checks):
            return DOUBTFUL
        if licence.status != VALID:
            return licence.status
        until, today = licence.valid_until, self._clock.now().date().isoformat()
        return EXPIRED if until is not None and until < today else VALID


def _unbroken(case: Case) -> bool:
    return broken_entry(case) is None
