"""What a reader of a PDF sees: its text, as PDFium, a reader that many people have, lets it be selected."""

from __future__ import annotations

from pypdfium2 import PdfDocument


def pages_of(content: bytes) -> list[str]:
    """Return the text of each page without its spaces."""
    document = PdfDocument(content)
    try:
        texts = []
        for page in document:
            selected = page.get_textpage()
            texts.append("".join(selected.get_text_range().split()))
            selected.close()
            page.close()
        return texts
    finally:
        document.close()


def text_of(content: bytes) -> str:
    """Return the text of all pages."""
    return "".join(pages_of(content))
