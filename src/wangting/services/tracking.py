"""Follows a case without signing in: its number and its query code, and nothing told apart when one is wrong."""

from __future__ import annotations

import hmac

from wangting.content.case import Case
from wangting.content.register import Register
from wangting.errors import Invalid, NotFound, TooMany
from wangting.gateways.side.interface import Throttles
from wangting.gateways.vault import Vault
from wangting.rules.identifiers import normalised
from wangting.rules.numbering import parse_case_number

#: What the query code of a receipt is derived for; it is never stored.
QUERY = "query_code"
LENGTH = 8
#: Tries a minute from one network (QUALITY 4).
TRIES, SECONDS = 60, 60


class Tracking:
    """Gives out query codes and checks them."""

    def __init__(self, *, register: Register, vault: Vault, throttles: Throttles) -> None:
        self._register = register
        self._vault = vault
        self._throttles = throttles

    def query_code(self, case: Case) -> str:
        """Return the code on the receipt of ``case``."""
        return self._vault.code(QUERY, case.number, LENGTH)

    def follow(self, number: str, code: str, network: str) -> Case:
        """Return the case; raises NotFound, the same for a wrong number and a wrong code, and TooMany."""
        wait = self._throttles.hit(f"track:{network}", TRIES, SECONDS)
        if wait:
            raise TooMany("track_wait", wait=wait)
        typed = normalised(code)
        try:
            case = self._register.case(parse_case_number(number).case_id)
        except (Invalid, NotFound) as unknown:
            raise NotFound("no_track") from unknown
        shown_number = str(parse_case_number(number))
        # As bytes: of texts it compares ASCII only, and a fault would tell that the number is a real one.
        right = hmac.compare_digest(typed.encode(), self.query_code(case).encode())
        if case.number != shown_number or not right:
            raise NotFound("no_track")
        return case

    def by_number(self, number: str) -> Case:
        """Return the case with this number for somebody who is then asked whether they may see it."""
        try:
            parsed = parse_case_number(number)
        except Invalid as wrong:
            raise NotFound("no_case") from wrong
        case = self._register.case(parsed.case_id)
        if case.number != str(parsed):
            raise NotFound("no_case")
        return case
