"""Licences: written in the deciding transaction, made into a signed file after it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime

from wangting.content.blobs import new_blob
from wangting.content.case import Case
from wangting.content.licence import Licence
from wangting.content.orgunit import OrgUnit
from wangting.content.register import Register, shard_of
from wangting.errors import Damaged, NotFound
from wangting.rules.ledger import canonical
from wangting.rules.licence_identifier import LicenceIdentifier

#: Random characters of a verify token after the one that names its shard: 26 of base 32 are 130 bits (QUALITY 4).
TOKEN_LENGTH = 26
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


class Licensing:
    """Issues, and attaches the file; the record is valid from the decision (DESIGN 5, Licence).

    The issuer is the department that decided; ``codes`` has, by hall, the area code under which it issues.
    """

    def __init__(self, codes: Mapping[str, str]) -> None:
        self._codes = codes

    def issue(self, register: Register, case: Case, now: datetime) -> Licence | None:
        """Write the licence that the approval of ``case`` brings, or return None when its item issues none."""
        certificate = case.edition.certificate
        if certificate is None:
            return None
        issuer = self._codes[case.owner_hall]
        unit: OrgUnit = register.orgunit(case.unit)
        identifier = LicenceIdentifier(certificate["type_code"], issuer, f"{case.id:015d}", 1)
        licence = Licence(
            token=f"{shard_of(case.id):x}" + "".join(secrets.choice(ALPHABET) for _ in range(TOKEN_LENGTH)),
            identifier=str(identifier),
            case_id=case.id,
            case_number=case.number,
            name=certificate["name"],
            hall=case.owner_hall,
            issuer=unit.name,
            issuer_code=issuer,
            holder=case.applicant,
            holder_name=case.applicant_name,
            holder_id_masked=register.parties.get(case.applicant).id_masked,
            subject=case.item_name,
            issued=now.date().isoformat(),
            valid_until=None,
        )
        licence.content_digest = content_digest(licence)
        register.add_licence(licence)
        case.licence = licence.token
        return licence

    def attach(self, licence: Licence, signed: bytes, algorithm: str) -> bool:
        """Keep the signed file; the first attached bytes stay, and then this returns False."""
        if licence.file is not None:
            return False
        blob = new_blob(licence)
        with blob.open("w") as stream:
            stream.write(signed)
        return licence.attach(blob, hashlib.sha256(signed).hexdigest(), len(signed), algorithm)

    def read(self, licence: Licence) -> bytes:
        """Return the signed file; raises NotFound while it is not there, Damaged when it is not what was attached."""
        if licence.file is None:
            raise NotFound("licence_file_pending")
        with licence.file.open("r") as stream:
            found = stream.read()
        if hashlib.sha256(found).hexdigest() != licence.file_digest:
            raise Damaged("licence_file")
        return found


def content_digest(licence: Licence) -> str:
    """Return SHA-256 (hex) over the canonical JSON of what the licence says."""
    return hashlib.sha256(canonical(licence.content())).hexdigest()
