"""Makes documents: lays a licence out on paper and signs it in the name of its hall."""

from __future__ import annotations

from datetime import date, datetime

from wangting.clock import ZONE
from wangting.content.licence import Licence
from wangting.gateways.pdf.opening import licence_pdf
from wangting.gateways.pdf.sheets import LicenceSheet
from wangting.gateways.signer.interface import Signer, Verdict


class Press:
    """Renders and signs; slow (some 0.5 s), so never inside a transaction that is retried."""

    def __init__(self, *, signer: Signer, public_url: str, sample: bool) -> None:
        self._signer = signer
        self._public_url = public_url.rstrip("/")
        self._sample = sample

    def verify_address(self, token: str) -> str:
        """Return the address at which anybody can check the licence."""
        return f"{self._public_url}/verify/{token}"

    def sheet(self, licence: Licence) -> LicenceSheet:
        """Return what is printed of ``licence``; the moment of the decision dates the file."""
        issued = date.fromisoformat(licence.issued)
        return LicenceSheet(
            title=licence.name,
            number=licence.case_number,
            identifier=licence.identifier,
            holder=licence.holder_name,
            issuer=licence.issuer,
            issued_on=issued,
            created=datetime(issued.year, issued.month, issued.day, tzinfo=ZONE),
            verify_url=self.verify_address(licence.token),
            facts=(("证件号码", licence.holder_id_masked), ("许可（确认）事项", licence.subject)),
            valid_until=date.fromisoformat(licence.valid_until) if licence.valid_until else None,
            sample=self._sample,
        )

    def signed_licence(self, sheet: LicenceSheet, hall: str) -> tuple[bytes, str]:
        """Return the signed PDF of ``sheet`` and the algorithm of its signature, which is stored beside it."""
        signed = self._signer.sign(licence_pdf(sheet), hall)
        return signed, self._signer.algorithm

    def check(self, signed: bytes) -> Verdict:
        """Check a signed file against the house's authority; whatever is given gets a verdict, never an error."""
        return self._signer.validate(signed)
