"""The second factor: an authenticator app, and recovery codes for who has lost it (QUALITY 4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wangting.clock import Clock
from wangting.content.parties import Party
from wangting.errors import TooMany
from wangting.gateways import totp
from wangting.gateways.side.interface import Throttles
from wangting.gateways.side.records import Delays
from wangting.gateways.vault import Vault
from wangting.rules.grants import AGENT
from wangting.rules.masking import mask_name
from wangting.services.recovering import Recovering, RecoveryCode

#: What secrets of apps are sealed for.
TOTP = "totp"
#: Codes of an app tried for one account in so many seconds, from wherever: of a million codes three are right.
TRIES, SECONDS = 30, 3600
#: Under which name an app files the account.
ISSUER = "亳州网厅"


def is_staff(party: Party) -> bool:
    """Say whether ``party`` holds or held a post in the government; a village agent does not."""
    return any(posting.post != AGENT for posting in party.postings)


class SecondFactor:
    """Demands a code after the password; ``is_on`` is the setting ``wangting.staff_totp``."""

    def __init__(self, *, vault: Vault, recovering: Recovering, throttles: Throttles, delays: Delays, clock: Clock,
                 is_on: bool) -> None:  # fmt: skip
        self._vault = vault
        self._recovering = recovering
        self._throttles = throttles
        self._delays = delays
        self._clock = clock
        self._is_on = is_on

    def demanded(self, party: Party) -> bool:
        """Say whether ``party`` has to bind an app; who has bound one is asked for its code whatever the setting."""
        return self._is_on and is_staff(party)

    def address(self, party: Party, secret: str) -> str:
        """Return what the app of ``party`` reads from a picture."""
        return totp.address(secret, self.label(party), ISSUER)

    def label(self, party: Party) -> str:
        """Return under what name an app files the account of ``party``: for citizens nothing that is theirs whole."""
        return party.login if is_staff(party) else party.phone_masked or mask_name(party.name)

    def bind(self, party: Party, secret: str, codes: Sequence[RecoveryCode] = ()) -> None:
        """Let the app with ``secret`` be that of ``party``; it and ``codes`` take the place of those of before."""
        party.totp_sealed, party.totp_step = self._vault.seal(secret, TOTP), 0
        self._recovering.give(party, codes)

    def unbind(self, party: Party) -> None:
        """Forget the app and the recovery codes of ``party``."""
        party.totp_sealed, party.totp_step = b"", 0
        self._recovering.give(party, ())

    def enrol(self, party: Party, secret: str, code: str,
              make: Callable[[], Sequence[RecoveryCode]]) -> Sequence[RecoveryCode]:  # fmt: skip
        """Bind the app that shows ``code`` and return the recovery codes; none when ``secret`` has another code now.

        The code is used up by it.  ``make`` makes the recovery codes: not for who guesses, it costs some hashes.
        """
        step = totp.step_of(secret, _plain(code), self._clock.now(), 0)
        if step is None:
            return ()
        codes = make()
        self.bind(party, secret, codes)
        party.totp_step = step
        return codes

    def passes(self, party: Party, typed: str, network: str) -> bool:
        """Say whether ``typed`` is a code of the app of ``party`` or one of the recovery codes, and use it up.

        What was used is written into the party: of two requests with one code the second collides and is refused.
        Raises TooMany.  Who knows the password can use up the tries of the app, but not the recovery codes: those are
        slowed down by network only, so that the owner is never locked out.
        """
        code = _plain(typed)
        is_recovery = self._recovering.is_code(code)
        account = f"second-factor:{party.id}"
        wait = self._throttles.attempt(account, network, self._delays)
        if not wait and not is_recovery:
            wait = self._throttles.hit(account, TRIES, SECONDS)
        if wait:
            raise TooMany("code_wait", wait=wait)
        is_right = self._recovering.use(party, code) if is_recovery else self._use_step(party, code)
        if is_right:
            self._throttles.succeeded(account, network)
        return is_right

    def _use_step(self, party: Party, code: str) -> bool:
        secret = self._vault.open(party.totp_sealed, TOTP)
        step = totp.step_of(secret, code, self._clock.now(), party.totp_step)
        if step is not None:
            party.totp_step = step
        return step is not None


def _plain(typed: str) -> str:
    """Return a code as it was made: people write spaces, dashes and small letters."""
    return "".join(letter for letter in typed.upper() if letter.isascii() and letter.isalnum())
