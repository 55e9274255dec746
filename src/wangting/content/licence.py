"""A licence: valid from the decision; its file follows."""

from __future__ import annotations

from persistent import Persistent


class Licence(Persistent):
    """An electronic licence (DOMAIN 4), written in the deciding transaction.

    ``content_digest`` is SHA-256 over the canonical JSON of :meth:`content`.  The first attached bytes stay:
    :meth:`attach` refuses a second file.
    """

    def __init__(self, *, token: str, identifier: str, case_id: int, case_number: str, name: str, hall: str,
                 issuer: str, issuer_code: str, holder: int, holder_name: str, holder_id_masked: str, subject: str,
                 issued: str, valid_until: str | None) -> None:  # fmt: skip
        self.token = token
        self.identifier = identifier
        self.case_id = case_id
        self.case_number = case_number
        self.name = name
        self.hall = hall
        self.issuer = issuer
        self.issuer_code = issuer_code
        self.holder = holder
        self.holder_name = holder_name
        self.holder_id_masked = holder_id_masked
        self.subject = subject
        self.issued = issued
        self.valid_until = valid_until
        self.status = "valid"
        self.content_digest = ""
        self.file: object | None = None
        self.file_digest = ""
        self.file_size = 0
        self.signature_algorithm = ""

    def content(self) -> dict[str, object]:
        """Return what the digest covers: all that is printed on the certificate."""
        names = ("identifier", "case_number", "name", "hall", "issuer", "issuer_code", "holder_name",
                 "holder_id_masked", "subject", "issued", "valid_until")  # fmt: skip
        return {name: getattr(self, name) for name in names}

    def attach(self, blob: object, digest: str, size: int, algorithm: str) -> bool:
        """Keep the signed file, once; return False when there is one already (the first bytes stay)."""
        if self.file is not None:
            return False
        self.file = blob
        self.file_digest = digest
        self.file_size = size
        self.signature_algorithm = algorithm
        return True
