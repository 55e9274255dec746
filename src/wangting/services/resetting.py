"""Lets somebody who forgot the password choose another one, by a code sent to where the hall knows to reach them."""

from __future__ import annotations

import secrets
from datetime import timedelta

from wangting.content.parties import Party
from wangting.errors import TooMany
from wangting.gateways.side.interface import Codes, Throttles
from wangting.gateways.vault import Vault
from wangting.rules.identifiers import one_spelling
from wangting.rules.notice import fill
from wangting.services.notifying import Notifying
from wangting.services.registering import Registering

#: What codes are issued for, and what logins are marked for.
PURPOSE = "reset"
#: How long a code is good (QUALITY 4).
LIFE = timedelta(minutes=20)
#: Codes asked for one login and from one network, and codes tried from one network, in so many seconds.
OF_A_LOGIN, OF_A_NETWORK, SECONDS = 5, 60, 3600
SUBJECT = "亳州网厅：重设密码"
CODE = "【亳州网厅】重设密码的验证码 {code}，{minutes} 分钟内有效，只能用一次。不是您本人在改，不用理，也不要告诉别人。"
DONE = "【亳州网厅】您的密码刚刚改了，别处的登录都已退出。不是您本人改的，请马上重设密码，或者打 12345。"


class Resetting:
    """Sends codes and knows them again; for an unknown login it does the same work and sends nothing."""

    def __init__(self, *, registering: Registering, codes: Codes, throttles: Throttles, notifying: Notifying,
                 vault: Vault) -> None:  # fmt: skip
        self._registering = registering
        self._codes = codes
        self._throttles = throttles
        self._notifying = notifying
        self._vault = vault

    def ask(self, login: str, network: str) -> str:
        """Send a code to whoever signs in as ``login``; return the subject under which it is known again.

        An earlier code is dead.  Raises TooMany, for known and unknown logins alike.
        """
        mark = self._vault.mark(PURPOSE, one_spelling(login))
        self._slow_down(f"reset:{network}", OF_A_NETWORK)
        self._slow_down(f"reset-of:{mark}", OF_A_LOGIN)
        party = self._registering.find(login)
        reachable = party is not None and not party.disabled and bool(party.phone_sealed or party.mail)
        subject = str(party.id) if reachable else f"nobody {mark}"
        code = self._codes.issue(PURPOSE, subject, LIFE)
        if reachable:
            self._tell(party, CODE, {"code": code, "minutes": str(round(LIFE.total_seconds() / 60))})
        return subject

    def is_right(self, subject: str, code: str, network: str) -> bool:
        """Say whether ``code`` is the one sent, in time and unused; a wrong one costs a try of five."""
        self._slow_down(f"reset-code:{network}", OF_A_NETWORK)
        right = self._codes.redeem(PURPOSE, subject, "".join(code.split()))
        # Who guesses the code of a login that nobody has gets nowhere with it.
        return right and subject.isdigit()

    def tell_done(self, party: Party) -> None:
        """Tell ``party`` that the password was changed, so that a thief is noticed."""
        self._tell(party, DONE, {})

    def _tell(self, party: Party, text: str, values: dict[str, str]) -> None:
        self._notifying.tell_later(f"reset.{secrets.token_hex(8)}", party, SUBJECT, fill(text, values))

    def _slow_down(self, key: str, limit: int) -> None:
        wait = self._throttles.hit(key, limit, SECONDS)
        if wait:
            raise TooMany(wait=wait)
