"""What one hall lays over items: its overlay, and its answer to what the central office has sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wangting.clock import Clock, minute_of
from wangting.content.arrival import PROMISE, Arrival
from wangting.content.hall import Hall
from wangting.content.implementation import Implementation
from wangting.content.item import PUBLISHED, Deed, Edition, Item
from wangting.content.register import Register
from wangting.errors import NotFound, Outdated, Refused
from wangting.rules.edition import GENERAL, Change, changes, lost_help, part_of_help
from wangting.rules.hallitem import HELP_LONGEST, Laid, problems
from wangting.rules.problem import Problem
from wangting.services.publishing.impact import breaks

DEPARTMENT = "department"
FIELDS = ("unit", "on", "promised", "places", "points", "hours", "phones", "wording", "task_code", "handled_code")
PROMISED = "promised_limit"
#: What a hall does with its own beside a part that changed.
KEEP, ACCEPT = "keep", "accept"


@dataclass(frozen=True)
class Matter:
    """One part that changed and of which the hall has its own: three texts side by side.

    ``change`` holds old and new; ``own`` is a limit or words; ``lost`` says that the part is gone from the edition.
    """

    part: str
    change: Change
    own: object
    lost: bool = False


class Overlaying:
    """The items of one hall; who may is asked before (``hall.administer``)."""

    def __init__(self, *, register: Register, items: Mapping[str, Item], hall: Hall, clock: Clock) -> None:
        self._register = register
        self._items = items
        self._hall = hall
        self._clock = clock

    def item(self, code: str) -> Item:
        """Return an item that this hall offers or could offer; raises NotFound.

        Nobody could offer one that was never published, or a main item that nobody applies for.
        """
        found = self._items.get(code)
        if found is None or (not self._could_be_offered(found) and code not in self._hall.implementations):
            raise NotFound("no_item")
        return found

    @staticmethod
    def _could_be_offered(item: Item) -> bool:
        return item.newest_published is not None and not item.only_gathers

    def laid(self, code: str) -> Implementation | None:
        """Return what the hall has laid over the item so far, switched off as well; None where it never did."""
        return self._hall.implementations.get(code)

    def units(self) -> list[str]:
        """Return the keys of the hall's departments that are not closed."""
        found = self._register.orgunits.items(f"{self._hall.key}/", f"{self._hall.key}0", excludemax=True)
        return [key for key, unit in found if unit.kind == DEPARTMENT and not unit.closed]

    def arrivals(self) -> Iterator[tuple[Item, Arrival]]:
        """Yield the to-dos of the hall by code."""
        first, last = (self._hall.key,), (self._hall.key + "\0",)
        for (_hall, code), arrival in self._register.arrivals.items(first, last):
            yield self._items[code], arrival

    def arrival(self, code: str) -> Arrival:
        """Return the to-do of an item; raises NotFound."""
        found = self._register.arrivals.get((self._hall.key, code))
        if found is None:
            raise NotFound("no_arrival")
        return found

    def save(self, code: str, told: Laid, added: Mapping[str, object], by: int, reason: str) -> tuple[Problem, ...]:
        """Lay ``told`` over the item and return nothing; or return what forbids it, and change nothing.

        Raises Refused for an item out of force: there is nothing to offer.
        """
        item = self.item(code)
        bound = self._binding(item)
        if not bound:
            raise Refused("edition_stage", source="retired", target=PUBLISHED)
        found = problems(told, [edition.data for edition in bound], self.units(), added)
        today = self._clock.now().date()
        if told.on and not any(edition.is_in_force(today) for edition in bound):
            found = (*found, Problem("on", "is not in force yet"))
        if found:
            return found
        for edition in bound:
            # An edition may be published at this moment that would forbid this promise: one of the two is tried again.
            edition._p_jar.readCurrent(edition)
        laid = self._hall.implementations.get(code)
        if laid is None:
            laid = self._hall.implementations[code] = Implementation(item, self._hall.key, told.unit)
            laid.on = False
        self._take(laid, told, by, reason)
        self._settle_promise(code, item, laid)
        return ()

    def matters(self, code: str) -> tuple[list[Matter], list[Change]]:
        """Return what of the hall's own stands beside a change that has come, and the changes that touch nothing."""
        arrival, item, laid = self.arrival(code), self.item(code), self.laid(code)
        if arrival.since in {0, arrival.number} or laid is None:
            return [], []
        found = changes(item.edition(arrival.since).data, item.edition(arrival.number).data)
        lost = lost_help(laid.wording, item.edition(arrival.number).data)
        beside, other = [], []
        for change in found:
            part = part_of_help(change)
            if change.part == PROMISED and laid.promised is not None:
                beside.append(Matter(PROMISED, change, laid.promised))
            elif part in laid.wording:
                beside.append(Matter(part, change, laid.wording[part], part in lost))
            else:
                other.append(change)
        return beside, other

    def settle(self, code: str, number: int, choices: Mapping[str, str], by: int) -> None:
        """Answer the to-do: for each matter keep the hall's own, or accept what has come; the to-do is done then.

        Own words of a part that is gone are kept among the general ones.  Raises Outdated when another edition has
        come in the meantime, Refused while a matter has no answer or the promise still stands in the way.
        """
        arrival = self.arrival(code)
        if arrival.number != number:
            raise Outdated
        laid = self.laid(code)
        if arrival.kind == PROMISE and self._stands_in_the_way(code, laid, arrival):
            raise Refused("promise_breaks", breaking=(self._hall.title,))
        beside, _other = self.matters(code)
        if any(choices.get(matter.part) not in (KEEP, ACCEPT) for matter in beside):
            raise Refused("choice_missing")
        for matter in beside:
            choice = choices[matter.part]
            self._answer(laid, matter, choice, Deed(matter.part, by, self._minute(), choice))
        del self._register.arrivals[(self._hall.key, code)]
        if beside:
            self._register.stamp.move()

    def _answer(self, laid: Implementation, matter: Matter, choice: str, deed: Deed) -> None:
        if matter.part == PROMISED:
            laid.promised = None if choice == ACCEPT else laid.promised
        elif choice == ACCEPT or matter.lost:
            wording = {part: words for part, words in laid.wording.items() if part != matter.part}
            if choice == KEEP:
                both = (wording.get(GENERAL, ""), f"{matter.change.title}：{matter.own}")
                wording[GENERAL] = "\n".join(filter(None, both))[:HELP_LONGEST]
            laid.wording = wording
        laid.log += (deed,)

    def _take(self, laid: Implementation, told: Laid, by: int, reason: str) -> None:
        changed = [name for name in FIELDS if getattr(laid, name) != getattr(told, name)]
        for name in changed:
            value = getattr(told, name)
            setattr(laid, name, dict(value) if isinstance(value, Mapping) else value)
            laid.log += (Deed(name, by, self._minute(), reason),)
        if changed:
            self._register.stamp.move()

    def _settle_promise(self, code: str, item: Item, laid: Implementation) -> None:
        """Take away the to-do that asked for a shorter promise, once it is; what waited behind it comes back."""
        key = (self._hall.key, code)
        arrival = self._register.arrivals.get(key)
        if arrival is None or arrival.kind != PROMISE or self._stands_in_the_way(code, laid, arrival):
            return
        left = arrival.without_asking(item.newest_published.number)
        if left is None:
            del self._register.arrivals[key]
        else:
            self._register.arrivals[key] = left

    def _stands_in_the_way(self, code: str, laid: Implementation | None, arrival: Arrival) -> bool:
        promised = None if laid is None else laid.promised
        return promised is not None and breaks(promised, self.item(code).edition(arrival.number))

    def _binding(self, item: Item) -> list[Edition]:
        """Return the editions that bind a hall: those in force and those to come."""
        today = self._clock.now().date()
        return [one for one in item.editions if one.stage == PUBLISHED and (one.until is None or one.until > today)]

    def _minute(self) -> int:
        return minute_of(self._clock.now())
