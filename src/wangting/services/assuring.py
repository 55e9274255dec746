"""Raises somebody's level of assurance, and asks for the one that an item needs (DOMAIN 5).

A check takes as long as its register does, so it is asked between two transactions: :meth:`Assuring.about` says what
was asked about, :meth:`Assuring.prove` writes the proof only if that is still the person's name and number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wangting.clock import Clock
from wangting.content.assurance import Proof
from wangting.content.item import Edition
from wangting.content.parties import Directory, Party, Person
from wangting.errors import NotFound, Outdated, Refused, TooMany
from wangting.gateways.identity.interface import FaceCheck, NameCheck
from wangting.gateways.side.interface import Throttles
from wangting.gateways.vault import Vault
from wangting.rules.assurance import DATA, FACE, WINDOW, AssuranceLaw
from wangting.rules.identifiers import normalised
from wangting.services.registering import ID

#: What name and number together are marked for.
MARK = "assurance"
#: Questions of one person to a register, and look-ups of one clerk at the window, in so many seconds.
ASKED, DAY = 6, 86_400
LOOKS, HOUR = 120, 3_600


@dataclass(frozen=True)
class Shown:
    """One proof for a page: ``until`` is its last day, None where there is none; ``holds`` whether it counts today."""

    proof: Proof
    level: int
    until: date | None
    holds: bool


class Assuring:
    """Knows the levels of people."""

    def __init__(self, *, directory: Directory, vault: Vault, clock: Clock, law: AssuranceLaw, names: NameCheck,
                 faces: FaceCheck, throttles: Throttles) -> None:  # fmt: skip
        self._directory = directory
        self._vault = vault
        self._clock = clock
        self._law = law
        self._names = names
        self._faces = faces
        self._throttles = throttles

    @property
    def law(self) -> AssuranceLaw:
        """The declared levels and ways."""
        return self._law

    def at_hand(self) -> tuple[str, ...]:
        """Return the ways that can be gone today: a window is always open to who comes."""
        asked = ((DATA, self._names), (FACE, self._faces))
        return (*(way for way, check in asked if check.is_connected()), WINDOW)

    def level(self, party: Party) -> int:
        """Return the level of ``party`` today."""
        return self._law.level_of(party.proofs, self.about(party), self._clock.now().date())

    def vouches(self, party: Party) -> bool:
        """Say whether ``party`` has proved enough to speak for an organisation under their name today."""
        return self._law.vouches(party.proofs, self.about(party), self._clock.now().date())

    def demanded(self, edition: Edition) -> int:
        """Return the level that ``edition`` asks for; one that names none asks for the first."""
        return edition.assurance or min(self._law.levels)

    def demand(self, party: Party, edition: Edition) -> None:
        """Raise Refused ``assurance_needed`` below the level of ``edition``; ``party`` is held until the commit."""
        if edition.assurance is None:
            return
        if party._p_jar is not None:
            party._p_jar.readCurrent(party)
        if self.level(party) < edition.assurance:
            raise Refused("assurance_needed", level=edition.assurance)

    def shown(self, party: Party) -> list[Shown]:
        """Return the proofs of ``party``, the newest first."""
        mark, today = self.about(party), self._clock.now().date()
        return [
            Shown(proof, self._law.ways[proof.way].level, self._law.until(proof), self._law.holds(proof, mark, today))
            for proof in reversed(party.proofs)
            if proof.way in self._law.ways
        ]

    def about(self, party: Party) -> str:
        """Return what stands for the present name and number of ``party``, and for nothing else."""
        return self._vault.mark(MARK, f"{party.id_mark} {party.name}")

    def compare(self, party: Party, photo: bytes | None = None) -> str:
        """Ask the register about ``party``, with a ``photo`` about the face; nothing is written into the database.

        Returns one of ``interface.VERDICTS``; raises Unanswered, Refused ``no_id_number``, and TooMany: nobody tries
        out names.
        """
        if not party.id_sealed:
            raise Refused("no_id_number")
        wait = self._throttles.hit(f"identity:{party.id}", ASKED, DAY)
        if wait:
            raise TooMany("identity_wait", wait=wait)
        number = self._vault.open(party.id_sealed, ID)
        if photo is None:
            return self._names.compare(party.name, number)
        return self._faces.compare(party.name, number, photo)

    def prove(self, party: Party, way: str, about: str, *, witness: Party | None = None,
              hall: str | None = None) -> None:  # fmt: skip
        """Write that name and number ``about`` were proved; raises Outdated when they are others by now."""
        if about != self.about(party):
            raise Outdated
        by = None if witness is None else witness.id
        party.proofs = (*party.proofs, Proof(way, about, self._clock.now().isoformat(timespec="seconds"), by, hall))

    def present(self, name: str, id_number: str, clerk: Party) -> Party:
        """Return who stands at the window with the card of ``name`` and ``id_number``.

        Raises NotFound ``nobody_of_this_card`` where nobody has registered so, the same for a number that is known
        under another name; Refused ``own_identity`` for the clerk's own card; TooMany.
        """
        wait = self._throttles.hit(f"identity-look:{clerk.id}", LOOKS, HOUR)
        if wait:
            raise TooMany("identity_wait", wait=wait)
        party = self._directory.by_id_mark(self._vault.mark(ID, normalised(id_number)))
        if party is None or "".join(party.name.split()) != "".join(name.split()):
            raise NotFound("nobody_of_this_card")
        if party.id == clerk.id:
            raise Refused("own_identity")
        return party


def person_behind(applicant: Party, agent: Party | None) -> Party:
    """Return whose identity counts: the applicant's; an organisation has none, so that of who files for it."""
    return applicant if applicant.kind == Person.kind or agent is None else agent
