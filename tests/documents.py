"""Documents as offices have them, small and whole, and some that pretend to be one."""

from __future__ import annotations

import io
import zipfile

from wangting.gateways.officefiles import DOCX, XLSX

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PARTS = "[Content_Types].xml"
WORD, BOOK = "word/document.xml", "xl/workbook.xml"


def listed(part, kind):
    """Return the list of parts of a document whose main part is ``part``."""
    return ('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/{part}" ContentType="{kind}"/></Types>')  # fmt: skip


def zipped(parts):
    """Return a zip archive of ``parts``, texts by their names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written:
        for name, text in parts.items():
            # A day that stands still: the same words are the same bytes.
            written.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def docx(words="样例"):
    """Return a Word document that says ``words``."""
    return zipped({PARTS: listed(WORD, f"{DOCX}.main+xml"), WORD: f"<w:document><w:t>{words}</w:t></w:document>"})


def xlsx():
    """Return an Excel workbook."""
    return zipped({PARTS: listed(BOOK, f"{XLSX}.main+xml"), BOOK: "<workbook/>"})
