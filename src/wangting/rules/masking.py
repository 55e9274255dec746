"""How personal data is shown to whoever may not see it whole: 王*, 3416************00, 138****0000.

Masking hides length where length says something (names), keeps enough to recognise one's own, and never shows more
of a short text than of a long one.
"""

from __future__ import annotations

STAR = "*"
ID_HEAD, ID_TAIL = 4, 2
PHONE_HEAD, PHONE_TAIL = 3, 4


def mask_name(name: str) -> str:
    """Return the first character and one star, whatever the length: 王小明 and 王明 are both 王*."""
    stripped = name.strip()
    return stripped[:1] + STAR if len(stripped) > 1 else STAR


def name_shown(name: str, kind: str) -> str:
    """Return how lists call a party of ``kind``: a person masked, an organisation by its public name."""
    return name if kind == "organisation" else mask_name(name)


def mask_id_number(number: str) -> str:
    """Return four characters, stars, two characters: the province and prefecture stay, the birth date goes."""
    return _middle_masked(number, ID_HEAD, ID_TAIL)


def mask_phone(number: str) -> str:
    """Return three digits, stars, four digits."""
    return _middle_masked(number, PHONE_HEAD, PHONE_TAIL)


def _middle_masked(text: str, head: int, tail: int) -> str:
    """Keep ``head`` and ``tail`` characters; a text of which less than ``head`` would be hidden is hidden whole."""
    hidden = len(text) - head - tail
    if hidden < head:
        return STAR * len(text)
    return text[:head] + STAR * hidden + text[-tail:]
