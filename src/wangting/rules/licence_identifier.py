"""The identifier of an electronic licence (电子证照标识), after GB/T 36904 as DOMAIN 4 gives it.

``1.2.156.3005.2.<type>.<issuer>.<serial>.<version>.<check>``: the type is the USCC of the authority that defines the
kind of licence and three digits; the issuer is usually a USCC, but an area code of six digits is in use too; the check
character is ISO 7064 MOD 37,36 over type, issuer, serial and version, without the dots and without the root.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wangting.errors import Invalid
from wangting.rules.iso7064 import mod_37_36

ROOT = "1.2.156.3005.2"
TYPE = re.compile(r"[0-9A-Z]{18}\d{3}")
ISSUER = re.compile(r"[0-9A-Z]{18}|\d{6}")
SERIAL = re.compile(r"[0-9A-Z]{1,64}")
LAST_VERSION = 999


class BadLicenceIdentifier(Invalid, ValueError):
    """A text or a combination of parts that cannot be the identifier of a licence."""

    code = "licence_identifier"


@dataclass(frozen=True, slots=True)
class LicenceIdentifier:
    """The parts of an identifier, checked; raises :class:`BadLicenceIdentifier` naming the part that is wrong."""

    type_code: str
    issuer: str
    serial: str
    version: int

    def __post_init__(self) -> None:
        for part, shape in (("type_code", TYPE), ("issuer", ISSUER), ("serial", SERIAL)):
            if not shape.fullmatch(getattr(self, part)):
                raise BadLicenceIdentifier(part=part)
        if not 1 <= self.version <= LAST_VERSION:
            raise BadLicenceIdentifier(part="version")

    @property
    def check(self) -> str:
        """The check character over the other parts."""
        return mod_37_36(f"{self.type_code}{self.issuer}{self.serial}{self.version:03d}")

    def __str__(self) -> str:
        return f"{ROOT}.{self.type_code}.{self.issuer}.{self.serial}.{self.version:03d}.{self.check}"


def parse_licence_identifier(text: str) -> LicenceIdentifier:
    """Return the identifier written in ``text``; raises :class:`BadLicenceIdentifier` when it is not one."""
    found = re.fullmatch(re.escape(ROOT) + r"\.([^.]+)\.([^.]+)\.([^.]+)\.([0-9]{3})\.([0-9A-Z])", text.strip())
    if not found:
        raise BadLicenceIdentifier(part="shape")
    identifier = LicenceIdentifier(found[1], found[2], found[3], int(found[4]))
    if identifier.check != found[5]:
        raise BadLicenceIdentifier(part="check")
    return identifier
