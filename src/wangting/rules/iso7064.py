"""Check characters of ISO/IEC 7064:2003, the two systems Chinese public numbers use."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
VALUES = {character: value for value, character in enumerate(ALPHABET)}
MODULUS = 36
TEN = 10


def mod_37_36(text: str) -> str:
    """Return the check character (0–9, A–Z) of ``text`` in the hybrid system MOD 37,36.

    Raises ValueError when ``text`` is empty or holds anything but digits and capital letters.
    """
    if not text:
        raise ValueError("nothing to check")
    remainder = MODULUS
    for character in text:
        if character not in VALUES:
            raise ValueError(f"not a digit or capital letter: {character!r}")
        remainder = (remainder + VALUES[character]) % MODULUS or MODULUS
        remainder = remainder * 2 % (MODULUS + 1)
    return ALPHABET[(MODULUS + 1 - remainder) % MODULUS]


def mod_11_2(digits: str) -> str:
    """Return the check character (0–9, X) of ``digits`` in the pure system MOD 11-2, as GB 11643 uses it.

    Raises ValueError when ``digits`` is empty or holds anything but ASCII digits.
    """
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"not digits: {digits!r}")
    remainder = 0
    for digit in digits:
        remainder = (remainder + int(digit)) * 2 % 11
    check = (12 - remainder) % 11
    return "X" if check == TEN else str(check)
