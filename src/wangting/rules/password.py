"""Which passwords a guesser tries first."""

from __future__ import annotations

from collections.abc import Collection, Iterable

#: Letters that must be left when the words that anybody knows are taken out; digits and signs do not count.
LEFT = 4


def is_guessable(password: str, stolen: Collection[str], words: Iterable[str]) -> bool:
    """Say whether ``password`` is one of ``stolen``, or hardly more than one of ``words`` with digits behind it.

    ``stolen`` are in small letters.  What kinds of signs a password has does not matter (ASVS 5.0, 6.2.5).
    """
    small = password.casefold()
    if small in stolen:
        return True
    left = small
    for word in sorted(filter(None, words), key=len, reverse=True):
        left = left.replace(word.casefold(), "")
    return left != small and sum(sign.isalpha() for sign in left) < LEFT
