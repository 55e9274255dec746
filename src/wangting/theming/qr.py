"""A QR code as one SVG path, drawn on the server."""

from __future__ import annotations

from dataclasses import dataclass

import segno

QUIET = 4


@dataclass(frozen=True)
class Qr:
    """``size`` is the side in modules, the quiet zone of four modules around it included (ISO/IEC 18004)."""

    size: int
    path: str


def qr(text: str) -> Qr:
    """Return the code of ``text`` with medium error correction; raises ValueError when it is too long for one."""
    modules = segno.make(text, error="m", micro=False, boost_error=False).matrix
    path = "".join(
        f"M{column + QUIET} {row + QUIET}h1v1h-1z"
        for row, line in enumerate(modules)
        for column, dark in enumerate(line)
        if dark
    )
    return Qr(len(modules) + 2 * QUIET, path)
