"""Children under fourteen: registered by a guardian from their own account, who acts for them under a mandate."""

from __future__ import annotations

from wangting.clock import Clock
from wangting.content.mandate import Mandate
from wangting.content.parties import Person
from wangting.content.register import Register
from wangting.errors import Refused
from wangting.rules.mandate import guarded_until, needs_guardian
from wangting.services.mandating import ONLINE, Drawing, Mandating
from wangting.services.particulars import Particularising
from wangting.services.representing import EVERYWHERE


class Guarding:
    """Draws up the mandate of a guardian; the child is registered when the guardian's code confirms it."""

    def __init__(self, *, register: Register, mandating: Mandating, people: Particularising, clock: Clock) -> None:
        self._register = register
        self._mandating = mandating
        self._people = people
        self._clock = clock

    def children(self, guardian: Person) -> list[Mandate]:
        """Return the mandates in which ``guardian`` stands for a child: in force, or waiting for the code."""
        today = self._clock.now().date()
        held = self._register.mandates.held_by(guardian.id)
        mine = [each for each in held if each.guardian is not None and each.guardian.id_mark == guardian.id_mark]
        return [each for each in mine if not each.terms.revoked and each.until >= today]

    def draw_up(self, guardian: Person, name: str, id_number: str) -> Mandate:
        """Return the mandate by which ``guardian`` stands for the child, waiting for the code to the guardian's phone.

        It ends on the day before the child may register for themselves.  Raises BadIdentifier; Refused
        ``child_grown``; ``child_known`` for one whom somebody else registered: that is settled at a window;
        ``mandate_names_differ``; and what ``Mandating.faults`` names.
        """
        today = self._clock.now().date()
        child = self._people.typed(name, id_number)
        born = self._people.born(child)
        if not needs_guardian(born, self._mandating.law, today):
            raise Refused("child_grown", **self._mandating.figures)
        known = self._people.known(child)
        if known is not None and not self._register.mandates.between(known.id, guardian.id):
            raise Refused("child_known")
        drawing = Drawing(
            draft_id=f"child/{guardian.id:x}/{child.id_mark[:24]}/{today.isoformat()}",
            principal=known,
            applicant=child,
            delegate=guardian,
            since=today,
            until=guarded_until(born, self._mandating.law, today),
            said=EVERYWHERE,
            guardian=self._people.of(guardian),
        )
        return self._mandating.draw_up(drawing, guardian, ONLINE)
