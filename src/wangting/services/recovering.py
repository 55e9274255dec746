"""Recovery codes: what somebody has on paper for the day on which the phone with the app is gone (docs/adr/0043)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from wangting.content.parties import Party
from wangting.gateways.passwords import Passwords
from wangting.gateways.vault import ALPHABET, Vault

#: Recovery codes made at once.
CODES = 10
#: Letters that say which of the codes it is, and letters that open: 49 bits, which nobody tries through.
PUBLIC, SECRET = 2, 10
#: What codes of before were marked for; they have no public part.
RECOVERY = "recovery"


@dataclass(frozen=True)
class RecoveryCode:
    """A code as it is shown this once, and the ``hashed`` of its secret part that is kept beside the public one."""

    letters: str
    hashed: str


class Recovering:
    """Makes recovery codes, knows them again, and uses them up; one try costs one hash, whatever was typed."""

    def __init__(self, *, passwords: Passwords, vault: Vault) -> None:
        self._passwords = passwords
        self._vault = vault

    def make(self) -> list[RecoveryCode]:
        """Return new codes, hashed one after the other: never inside a retried transaction.  Raises TooMany."""
        names: set[str] = set()
        while len(names) < CODES:
            names.add(_letters(PUBLIC))
        codes = [(name, _letters(SECRET)) for name in names]
        return [RecoveryCode(name + secret, self._passwords.hash(secret)) for name, secret in codes]

    def give(self, party: Party, codes: Sequence[RecoveryCode]) -> None:
        """Let ``codes`` be those of ``party``; the ones of before are dead."""
        party.recovery_hashes = tuple((code.letters[:PUBLIC], code.hashed) for code in codes)
        party.recovery_marks = ()

    def left(self, party: Party) -> int:
        """Return how many codes ``party`` has not used yet."""
        return len(party.recovery_hashes) + len(party.recovery_marks)

    def is_code(self, letters: str) -> bool:
        """Say whether ``letters`` are as many as a recovery code has, of today's kind or of before."""
        return len(letters) in (PUBLIC + SECRET, SECRET)

    def use(self, party: Party, letters: str) -> bool:
        """Say whether ``letters`` are a code of ``party``, and use it up.  Raises TooMany."""
        if len(letters) == SECRET:
            return self._use_mark(party, letters)
        name = letters[:PUBLIC]
        # A part that names none of the codes costs what one that does costs, and is told the same.
        stored = dict(party.recovery_hashes).get(name)
        if not self._passwords.verify_or_dummy(stored, letters[PUBLIC:]):
            return False
        party.recovery_hashes = tuple(kept for kept in party.recovery_hashes if kept[0] != name)
        return True

    def _use_mark(self, party: Party, letters: str) -> bool:
        """Use up a code of before: no step of evolution can hash again what nobody kept."""
        mark = self._vault.mark(RECOVERY, f"{party.id} {letters}")
        if mark not in party.recovery_marks:
            return False
        party.recovery_marks = tuple(each for each in party.recovery_marks if each != mark)
        return True


def _letters(count: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(count))
