"""The central office's daily work on the catalogue, one row each; what is no page, with the reason."""

from __future__ import annotations

from browser.rows import CENTRAL_OFFICE, Row

OFFICE_WORK = (
    Row("/office/queries", "/office/queries/", (CENTRAL_OFFICE,)),
    Row("/office/queries", "/office/queries/?word=吃低保怎么弄", (CENTRAL_OFFICE,), note="one word"),
    Row("/office/queries", "/office/queries/?word=zzzz", (CENTRAL_OFFICE,), note="one word, nothing found"),
    Row("/office/queries", "/office/queries/?page=9", (CENTRAL_OFFICE,), note="none"),
)

OFFICE_WORK_NO_PAGE = {
    "POST /office/queries": "leads to the words",
}
