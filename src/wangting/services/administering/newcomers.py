"""Somebody who is to have an account by their office, and what stands in the way of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wangting.errors import Refused
from wangting.rules.identifiers import BadIdentifier, read_mobile
from wangting.services.posting.appointing import Order
from wangting.services.registering import Registering

#: A staff number: small letters, digits, dashes; never what could be a phone or an ID number.
LOGIN = re.compile(r"[a-z][a-z0-9-]{2,39}")
LONGEST_NAME = 50


@dataclass(frozen=True)
class Newcomer:
    """Somebody to be added, with the first post; ``phone`` may be empty, and then there is no reset by a code."""

    name: str
    login: str
    phone: str
    order: Order


def faults_of_person(newcomer: Newcomer, registering: Registering) -> Iterator[tuple[str, str]]:
    """Yield (field, code) of everything that is wrong with the person, whatever the post."""
    if not 0 < len(newcomer.name.strip()) <= LONGEST_NAME:
        yield "name", "name_missing"
    if not LOGIN.fullmatch(newcomer.login):
        yield "login", "login_form"
    elif registering.find(newcomer.login) is not None:
        yield "login", "login_taken"
    if newcomer.phone:
        try:
            read_mobile(newcomer.phone)
        except BadIdentifier:
            yield "phone", "phone_form"
        else:
            if registering.find_by_phone(newcomer.phone) is not None:
                yield "phone", "phone_taken"


def refuse(faults: Sequence[tuple[str, str]]) -> None:
    """Tell a command all ``faults`` by their fields; raises Refused ``not_added`` where there is one."""
    if faults:
        wrong = ", ".join(f"{field}: {code.replace('_', ' ')}" for field, code in faults)
        raise Refused("not_added", next=f"{wrong}.  Nothing was changed.")
