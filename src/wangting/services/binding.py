"""Binds and unbinds an authenticator app: every other session ends, and the owner is told (docs/adr/0043)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wangting.content.parties import Party
from wangting.gateways.side.interface import Sessions
from wangting.services.recovering import Recovering, RecoveryCode
from wangting.services.second_factor import SecondFactor
from wangting.services.telling import Telling


class Binding:
    """Changes by what somebody signs in besides the password; ``session`` is the one that goes on, None for none."""

    def __init__(self, *, second_factor: SecondFactor, recovering: Recovering, telling: Telling,
                 sessions: Sessions) -> None:  # fmt: skip
        self._second_factor = second_factor
        self._recovering = recovering
        self._telling = telling
        self._sessions = sessions

    def bind(self, party: Party, secret: str, code: str, make: Callable[[], Sequence[RecoveryCode]],
             session: str | None) -> Sequence[RecoveryCode]:  # fmt: skip
        """Bind the app that shows ``code`` and return the recovery codes; none when it is not the right one."""
        codes = self._second_factor.enrol(party, secret, code, make)
        if codes:
            self._changed(party, "app_bound", session)
        return codes

    def renew(self, party: Party, codes: Sequence[RecoveryCode], session: str | None) -> None:
        """Let ``codes`` be the recovery codes of ``party``; the ones of before are dead."""
        self._recovering.give(party, codes)
        self._changed(party, "recovery_renewed", session)

    def unbind(self, party: Party, session: str | None) -> None:
        """Forget the app and the recovery codes of ``party``."""
        self._second_factor.unbind(party)
        self._changed(party, "app_unbound", session)

    def _changed(self, party: Party, what: str, session: str | None) -> None:
        self._telling.tell(party, what)
        self._sessions.end_all(party.id, session)
