"""Blank forms on paper, for whoever does not fill in a page: what the edition's own form asks, and no more."""

from __future__ import annotations

from datetime import datetime, time

from wangting.clock import ZONE
from wangting.errors import TooMany
from wangting.forms.kinds import options_of
from wangting.forms.spec import FieldSpec, SectionSpec, sections_of
from wangting.gateways.pdf.opening import blank_pdf
from wangting.gateways.pdf.sheets import BlankField, BlankSheet, chinese_date
from wangting.gateways.side.interface import Throttles
from wangting.rules.scenario import asked_for
from wangting.services.catalogue import Offer

#: Forms a minute from one network: setting one costs as much as a hundred pages.
TRIES, SECONDS = 30, 60
#: Lines for an answer of a paragraph, rows of a repeated group, lines for everything else.
PARAGRAPH, ROWS, LINE = 3, 3, 1


class Blanks:
    """Sets the form of an offer; writes nothing but the throttle."""

    def __init__(self, *, public_url: str, sample: bool, throttles: Throttles) -> None:
        self._public_url = public_url.rstrip("/")
        self._sample = sample
        self._throttles = throttles

    def form(self, offer: Offer, network: str) -> bytes:
        """Return the form as a PDF; raises TooMany for a network that asks for one after the other."""
        wait = self._throttles.hit(f"blank:{network}", TRIES, SECONDS)
        if wait:
            raise TooMany(wait=wait)
        return blank_pdf(self.sheet(offer))

    def sheet(self, offer: Offer) -> BlankSheet:
        """Return what stands on the form; the day from which the edition is in force dates the file."""
        edition = offer.edition
        begins = f"第 {edition.number} 版，{chinese_date(edition.effective)}起施行"
        return BlankSheet(
            title=edition.name,
            hall=offer.hall.title,
            note=f"事项编码 {offer.code}　{begins}",
            sections=tuple(
                (section.title, _rows(section)) for section in sections_of(edition.form, asked_for(edition.data))
            ),
            created=datetime.combine(edition.effective, time(), ZONE),
            guide_url=f"{self._public_url}/{offer.hall.key}/items/{offer.code}",
            sample=self._sample,
        )


def _rows(section: SectionSpec) -> tuple[BlankField, ...]:
    return tuple(row for field in section.fields for row in _field(field))


def _field(field: FieldSpec) -> list[BlankField]:
    if field.kind == "group":
        numbers = range(1, ROWS + 1)
        return [_row(inner, f"{field.title}（{number}）{inner.title}") for number in numbers for inner in field.fields]
    return [_row(field, field.title)]


def _row(field: FieldSpec, label: str) -> BlankField:
    if field.kind == "material":
        return BlankField(label, field.hint, field.required, ("已附上",), 0)
    options = tuple(option.title for option in options_of(field))
    return BlankField(label, field.hint, field.required, options, PARAGRAPH if field.kind == "paragraph" else LINE)
