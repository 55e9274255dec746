"""Texts of notices: a few names are filled in, and nothing else - there is no format language (QUALITY 4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

#: The only names a text may have filled in.
NAMES = frozenset({"number", "item", "hall", "address"})
#: What may be filled in when somebody is told about their account, by what is told.
ACCOUNT_NAMES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "register_code": frozenset({"code", "minutes"}),
        "register_known": frozenset({"address"}),
        "id_claimed": frozenset(),
        "reset_code": frozenset({"code", "minutes"}),
        "password_changed": frozenset(),
        "password_given": frozenset({"hall"}),
        "phone_code": frozenset({"code", "minutes"}),
        "phone_known": frozenset(),
        "phone_changed": frozenset({"phone"}),
        "mail_code": frozenset({"code", "minutes"}),
        "mail_changed": frozenset(),
        "name_changed": frozenset(),
        "app_bound": frozenset(),
        "app_unbound": frozenset(),
        "recovery_renewed": frozenset(),
        "level_raised": frozenset({"level", "hall"}),
        "account_erased": frozenset(),
        "company_registered": frozenset({"company", "until"}),
        "operator_added": frozenset({"company", "until"}),
        "operator_ended": frozenset({"company"}),
        "edition_handed": frozenset({"item", "number", "department", "address"}),
        "edition_sent_back": frozenset({"item", "number", "address"}),
        "edition_published": frozenset({"item", "number", "day"}),
    }
)
_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class NoticeText:
    """What is said after one act: a short text for the phone, a subject and a body for mail."""

    sms: str
    subject: str
    body: str


@dataclass(frozen=True)
class AccountText:
    """What somebody is told about their account: a heading, and one text for the phone and for mail."""

    subject: str
    text: str


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put ``values`` into the places ``{name}`` of ``text``; raises KeyError for a place without a value."""
    return _PLACE.sub(lambda place: values[place.group(1)], text)


def unknown_places(text: str, names: frozenset[str] = NAMES) -> list[str]:
    """Return the places in ``text`` that are none of ``names``: nothing is ever filled in for them."""
    return sorted(set(_PLACE.findall(text)) - names)
