"""Whom an item serves, as the source says it: people, organisations, or it does not say."""

from __future__ import annotations

from translationstring import TranslationStringFactory

from wangting.services.finding.entries import Entry

_ = TranslationStringFactory("wangting")

PERSON, ORGANISATION = "person", "organisation"
OBJECTS = {PERSON: _("个人"), ORGANISATION: _("企业和单位")}
#: How the sources write a person; every other word is some organisation.
NATURAL_PERSON = "自然人"


def serves(entry: Entry, wanted: str) -> bool:
    """Say whether the source names ``wanted`` among those the item serves; what it does not say serves nobody here."""
    return any((name == NATURAL_PERSON) == (wanted == PERSON) for name in entry.objects)
