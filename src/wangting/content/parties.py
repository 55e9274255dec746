"""One city-wide directory of people and organisations (DESIGN 5, DOMAIN 5)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent import Persistent

from wangting.content.assurance import Proof
from wangting.content.finding import Finder
from wangting.content.postings import Posting, Spell, StandIn
from wangting.errors import Refused

#: Before the key of a hall: all of its units together, in the index of who holds a post where.
WHOLE = "whole:"


class Source(NamedTuple):
    """Where something known of a party comes from: ``what`` (name, id_number, phone, mail), how it came, on which day.

    ``how`` is registered, mandate, code (it answered one), vouched (by another sign-in) or changed; ``reason`` is what
    was said of a change.
    """

    what: str
    how: str
    on: str
    reason: str = ""


class Told(NamedTuple):
    """What a party was told about the account: when (ISO 8601), what (rules.notice), with which words filled in."""

    at: str
    what: str
    values: tuple[tuple[str, str], ...]


class Party(Persistent):
    """Somebody who can apply, act for another, or hold a post.

    ``totp_sealed`` is the secret of an authenticator app, empty as long as none is bound; ``totp_step`` the last step
    of thirty seconds of which a code was used; ``recovery_hashes`` are the public part and the hash of each code for
    who has lost it, ``recovery_marks`` the keyed hashes of those made before there were public parts.
    ``must_change`` is True while the password is one that somebody else gave, ``password_until`` the moment (ISO 8601)
    at which such a one of a window ends, empty where none does; ``proofs`` are what was proved of who
    this is, of which ``services.assuring`` makes the level (DOMAIN 5).

    ``id_sealed`` and ``phone_sealed`` are encrypted (gateways.vault); ``id_mark`` and ``phone_mark`` are keyed hashes
    for look-up; ``id_masked`` and ``phone_masked`` are what lists show.  ``told`` is what was sent about the account,
    the newest last; ``read_until`` the moment (ISO 8601) up to which messages were marked as read.  ``sources`` say
    where what is known comes from, the newest last; ``subjects`` are the names of another sign-in for it;
    ``erased`` is the day (ISO 8601) on which the account was deleted.
    """

    kind = "party"
    disabled = False
    password = ""
    mail = ""
    must_change = False
    password_until = ""
    totp_sealed = b""
    totp_step = 0
    recovery_marks: tuple[str, ...] = ()
    recovery_hashes: tuple[tuple[str, str], ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    stood_in_by: tuple[int, ...] = ()
    spells: tuple[Spell, ...] = ()
    proofs: tuple[Proof, ...] = ()
    told: tuple[Told, ...] = ()
    read_until = ""
    sources: tuple[Source, ...] = ()
    subjects: tuple[str, ...] = ()
    erased = ""

    def __init__(self, id: int, name: str) -> None:  # noqa: A002 - the directory's own word
        self.id = id
        self.name = name
        self.login = ""
        self.id_sealed = b""
        self.id_mark = ""
        self.id_masked = ""
        self.phone_sealed = b""
        self.phone_mark = ""
        self.phone_masked = ""
        self.postings: tuple[Posting, ...] = ()


class Person(Party):
    """A natural person."""

    kind = "person"


class Organisation(Party):
    """A legal person or other organisation, known by its unified social credit code (GB 32100).

    The code is public: ``id_masked`` has all of it.  Nobody signs in as an organisation: its operators act for it under
    mandates.  ``phone`` is the one of its ``representative``, by which nobody is looked up; ``representative_mark`` is
    the mark of the ID number of whoever proved to be that one, empty where only a window saw papers.
    """

    kind = "organisation"
    representative = ""
    representative_mark = ""


class Agent(Party):
    """A village agent 代办员: granted by a hall, bound to an agency point, never self-registered."""

    kind = "agent"

    def __init__(self, id: int, name: str, point: str) -> None:  # noqa: A002 - the directory's own word
        super().__init__(id, name)
        self.point = point


class Official(Party):
    """Somebody who holds posts in the government."""

    kind = "official"


class Directory(Persistent):
    """All parties by id, with unique look-ups by login, ID mark, phone mark and subject of another sign-in."""

    #: Made with the first link, so that a directory of before there were any is read as it is.
    _by_subject: OOBTree | None = None

    def __init__(self) -> None:
        self._by_id = LOBTree()
        self._by_login = Finder("login")
        self._by_id_mark = Finder("id_mark")
        self._by_phone_mark = Finder("phone_mark")
        self._staff = OOTreeSet()

    def new_id(self) -> int:
        """Return a random positive 62-bit id: no sequence, so no conflict and nothing to guess."""
        while True:
            candidate = secrets.randbits(62)
            if candidate and candidate not in self._by_id:
                return candidate

    def add(self, party: Party) -> None:
        """Add ``party``; raises :class:`Refused` when its login, ID number or phone is somebody else's."""
        for finder, text, code in self._keys(party):
            if text and finder.get(text) not in (None, party):
                raise Refused(code)
        for finder, text, _code in self._keys(party):
            if text:
                finder.add(text, party)
        self._by_id[party.id] = party
        self.post(party, party.postings)

    def rephone(self, party: Party, sealed: bytes, mark: str, masked: str) -> None:
        """Let ``party`` be found by another phone; raises Refused ``phone_taken``, and changes nothing then."""
        if self._by_phone_mark.get(mark) not in (None, party):
            raise Refused("phone_taken")
        self._by_phone_mark.discard(party.phone_mark, party)
        party.phone_sealed, party.phone_mark, party.phone_masked = sealed, mark, masked
        self._by_phone_mark.add(mark, party)

    def forget(self, party: Party) -> None:
        """Let nobody find ``party`` by login, number, phone or another sign-in; its record stays for its cases."""
        for finder, text, _code in self._keys(party):
            finder.discard(text, party)
        for subject in party.subjects:
            del self._by_subject[subject]
        party.subjects = ()

    def post(self, party: Party, postings: Iterable[Posting]) -> None:
        """Let ``party`` hold exactly ``postings``; those of the past are named among them with their end."""
        for place in _places(party):
            self._staff.discard((place, party.id))
        party.postings = tuple(postings)
        self._staff.update((place, party.id) for place in _places(party))

    def staff_of(self, units: Iterable[str]) -> list[int]:
        """Return the ids of those who hold or held a post in one of ``units``, each once."""
        found = (key for unit in units for key in self._staff.keys((unit, 0), (unit, 1 << 63)))
        return list(dict.fromkeys(party for _unit, party in found))

    def staff_of_hall(self, hall: str) -> list[int]:
        """Return the ids of those who hold or held a post anywhere in ``hall``."""
        return self.staff_of((WHOLE + hall,))

    def _keys(self, party: Party) -> tuple[tuple[Finder, str, str], ...]:
        return (
            (self._by_login, party.login, "login_taken"),
            (self._by_id_mark, party.id_mark, "id_taken"),
            (self._by_phone_mark, party.phone_mark, "phone_taken"),
        )

    def get(self, party_id: int | None) -> Party | None:
        """Return the party with this id, or None."""
        return None if party_id is None else self._by_id.get(party_id)

    def by_login(self, login: str) -> Party | None:
        """Return the party who signs in as ``login``, or None."""
        return self._by_login.get(login)

    def by_id_mark(self, mark: str) -> Party | None:
        """Return the party whose ID number has the keyed hash ``mark``, or None."""
        return self._by_id_mark.get(mark)

    def by_phone_mark(self, mark: str) -> Party | None:
        """Return the party whose phone has the keyed hash ``mark``, or None."""
        return self._by_phone_mark.get(mark)

    def by_subject(self, subject: str) -> Party | None:
        """Return the party whom ``subject`` of another sign-in was linked to, or None."""
        return None if self._by_subject is None else self.get(self._by_subject.get(subject))

    def link(self, subject: str, party: Party) -> None:
        """Let ``subject`` of another sign-in be ``party``; raises Refused when it is somebody else."""
        if self._by_subject is None:
            self._by_subject = OOBTree()
        if self._by_subject.setdefault(subject, party.id) != party.id:
            raise Refused("oidc_linked")
        if subject not in party.subjects:
            party.subjects += (subject,)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Party]:
        return iter(self._by_id.values())


def _places(party: Party) -> set[str]:
    """Return under what the posts of ``party`` are found again: units, and halls as a whole."""
    return {place for posting in party.postings for place in (posting.unit, f"{WHOLE}{posting.hall}")}
