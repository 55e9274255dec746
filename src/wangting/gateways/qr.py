"""QR codes, drawn on the server as SVG without any style attribute (CSP ``style-src 'self'``) and as squares."""

from __future__ import annotations

import io

import segno

_BORDER = 4
"""Modules of quiet zone: ISO/IEC 18004 asks for four."""


def svg(text: str, title: str) -> str:
    """Return an inline SVG of ``text`` with ``title`` as its name; its size comes from the class ``wt-qr``.

    Raises ValueError when the text is too long for any QR code (about 2,300 bytes).
    """
    return _code(text).svg_inline(
        title=title, border=_BORDER, omitsize=True, svgclass="wt-qr", lineclass=None, dark="#000", light="#fff"
    )


def image(text: str) -> bytes:
    """Return a QR code of ``text`` as an SVG file of its own; raises ValueError like :func:`svg`."""
    drawn = io.BytesIO()
    _code(text).save(
        drawn, kind="svg", xmldecl=False, nl=False, border=_BORDER, omitsize=True, svgclass=None, lineclass=None,
        dark="#000", light="#fff",
    )  # fmt: skip
    return drawn.getvalue()


def squares(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of modules with the quiet zone, True where it is dark: for drawing in a PDF."""
    return tuple(tuple(bool(module) for module in row) for row in _code(text).matrix_iter(scale=1, border=_BORDER))


def _code(text: str) -> segno.QRCode:
    # Level M (15 %) survives a crease in a printed receipt and keeps the address at a size that phones read.
    return segno.make_qr(text, error="m", boost_error=False)
