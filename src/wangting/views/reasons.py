"""Why an item was found, in the words of a page."""

from __future__ import annotations

from dataclasses import dataclass

from translationstring import TranslationString, TranslationStringFactory

from wangting.services.finding.hits import Hit

_ = TranslationStringFactory("wangting")

WHY = {
    "code": _("编号"),
    "name": _("名称"),
    "alias": _("俗称"),
    "everyday": _("俗称"),
    "typo": _("错字"),
    "pinyin": _("拼音"),
    "initials": _("拼音首字母"),
    "department": _("部门"),
    "about": _("内容里有"),
}


@dataclass(frozen=True)
class Reason:
    """Why something was found: a label in the language of the page, and what was said and meant, as it is written."""

    label: TranslationString
    said: str

    @classmethod
    def of(cls, hit: Hit) -> Reason:
        """Return the reason of ``hit``."""
        both = hit.said and hit.meant and hit.said != hit.meant
        return cls(WHY[hit.why], f"{hit.said} → {hit.meant}" if both else hit.meant or hit.said)
