"""Who has given the right password and is not signed in yet: remembered for some minutes, with no right to anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from pyramid.request import Request

from wangting.content.parties import Party

#: Under which word the session keeps it, and what passwords are marked for in it.
HALFWAY = "halfway"
#: From the password to the end of signing in; a new official has to install an app in between.
LIFE = timedelta(minutes=20)


@dataclass(frozen=True)
class Halfway:
    """``party`` gave the password; ``proven`` by a second factor as well."""

    party: Party
    proven: bool


def begin(request: Request, party: Party, *, proven: bool) -> None:
    """Remember that ``party`` gave the password."""
    house = request.room.house
    ends = (house.clock.now() + LIFE).timestamp()
    mark = house.vault.mark(HALFWAY, party.password)
    request.session[HALFWAY] = {"party": party.id, "password": mark, "proven": proven, "ends": ends}


def halfway(request: Request) -> Halfway | None:
    """Return who is half signed in; None when it took too long, or they were shut out or have another password."""
    kept = request.session.get(HALFWAY)
    if not isinstance(kept, dict):
        return None
    house = request.room.house
    party = request.room.register.parties.get(kept["party"])
    if party is None or party.disabled or kept["ends"] <= house.clock.now().timestamp():
        return None
    if kept["password"] != house.vault.mark(HALFWAY, party.password):
        return None
    return Halfway(party, kept["proven"])
