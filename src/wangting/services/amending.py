"""Changes what an account says of its owner: phone, mail, name.  The ID number is never changed: it is who they are.

Whoever changes it has given the password again; every other session ends, and the owner is told, also at the phone
that is given up.
"""

from __future__ import annotations

from wangting.clock import Clock
from wangting.content.parties import Directory, Party, Person, Source
from wangting.errors import Refused
from wangting.gateways.side.interface import Sessions
from wangting.gateways.vault import Vault
from wangting.rules.identifiers import read_mobile
from wangting.rules.masking import mask_phone
from wangting.services.confirming import Confirming
from wangting.services.registering import PHONE, Registering
from wangting.services.resetting import PURPOSE as RESET
from wangting.services.telling import Telling

#: Sources that are kept, the newest.
KEPT = 50
#: How something came to be known: it answered a code, or its owner changed it.
CODE, CHANGED = "code", "changed"
NAME, MAIL = "name", "mail"


class Amending:
    """Changes one thing at a time."""

    def __init__(self, *, directory: Directory, registering: Registering, confirming: Confirming, telling: Telling,
                 sessions: Sessions, vault: Vault, clock: Clock) -> None:  # fmt: skip
        self._directory = directory
        self._registering = registering
        self._confirming = confirming
        self._telling = telling
        self._sessions = sessions
        self._vault = vault
        self._clock = clock

    def ask_phone(self, party: Person, phone: str, network: str) -> str:
        """Send a code to ``phone``; return its subject.  A phone of somebody else is told so, and no code is right.

        Raises BadIdentifier, TooMany.
        """
        mobile = read_mobile(phone)
        owner = self._registering.find_by_phone(mobile)
        if owner is not None and owner.id != party.id:
            return self._confirming.send_known(PHONE, network, phone=mobile, values={})
        return self._confirming.send(PHONE, str(party.id), network, phone=mobile)

    def ask_mail(self, party: Person, mail: str, network: str) -> str:
        """Send a code to ``mail``; return its subject.  Raises TooMany."""
        return self._confirming.send(MAIL, str(party.id), network, mail=mail)

    def change_phone(self, party: Person, phone: str, session: str | None) -> None:
        """Let ``party`` sign in with ``phone``, which has answered; raises Refused ``phone_taken``."""
        mobile, former = read_mobile(phone), party.phone_sealed
        masked = mask_phone(mobile)
        self._directory.rephone(party, self._vault.seal(mobile, PHONE), self._vault.mark(PHONE, mobile), masked)
        self._note(party, Source(PHONE, CODE, self._today), session)
        self._telling.tell(party, "phone_changed", former_phone=former, phone=masked)

    def change_mail(self, party: Person, mail: str, session: str | None) -> None:
        """Send notices to ``mail`` as well, which has answered; to none with an empty one."""
        party.mail = mail
        self._note(party, Source(MAIL, CODE if mail else CHANGED, self._today), session)
        self._telling.tell(party, "mail_changed")

    def change_name(self, party: Person, name: str, reason: str, session: str | None) -> None:
        """Call ``party`` by ``name`` from now on, for ``reason``; cases filed before keep theirs.

        Raises Refused ``name_same``.
        """
        if name == party.name:
            raise Refused("name_same")
        party.name = name
        self._note(party, Source(NAME, CHANGED, self._today, reason), session)
        self._telling.tell(party, "name_changed")

    def known(self, party: Party) -> dict[str, Source]:
        """Return where each thing known of ``party`` comes from, the last time it came."""
        return {source.what: source for source in party.sources}

    @property
    def _today(self) -> str:
        return self._clock.now().date().isoformat()

    def _note(self, party: Person, source: Source, session: str | None) -> None:
        party.sources = (*party.sources, source)[-KEPT:]
        # A code for another password may lie on the phone, or in the mailbox, that is given up just now.
        self._confirming.kill(RESET, str(party.id))
        self._sessions.end_all(party.id, session)
