"""The central office's daily work on the catalogue, one row each; what is no page, with the reason."""

from __future__ import annotations

from browser.rows import CENTRAL_OFFICE, ITEM_MAINTAINER, OLDER, Row
from browser.steps import as_before, filling, one_by_one, pressing, unfolding

EDIT = "/office/items/{edition_draft}/edit/"
PAPER = "/office/materials/M0001/"
FILES = "/office/items/{with_files}/edit/files"
PARTS = ("guide", "limits", "materials", "scenarios", "form", "flow", "fees", "basis", "faq")

OFFICE_WORK = (
    Row("/office/items/<code>/edit", EDIT, (CENTRAL_OFFICE,)),
    Row("/office/items/<code>/edit", "/office/items/{birth}/edit/", (CENTRAL_OFFICE,), note="without a draft"),
    *(Row("/office/items/<code>/edit/<part>", f"{EDIT}{part}", (CENTRAL_OFFICE,), note=part) for part in PARTS),
    Row("POST /office/items/<code>/edit/<part>", f"{EDIT}limits", (CENTRAL_OFFICE,),
        do=pressing("#edit .wt-btn-main", legal_amount="x")),
    Row("POST /office/items/<code>/edit/<part>", f"{EDIT}form", (CENTRAL_OFFICE,), note="a row that cannot be",
        do=one_by_one(filling("#rows-0-title_en", ""), pressing("#edit .wt-btn-main"))),
    Row("POST /office/items/<code>/edit/<part>", f"{EDIT}guide", (CENTRAL_OFFICE,), note=OLDER,
        do=one_by_one(as_before("#edit [name=mark]"), pressing("#edit .wt-btn-main", conditions="新的条件"))),
    Row("POST /office/items/<code>/edit/<part>", f"{EDIT}guide", (CENTRAL_OFFICE,), note="checked",
        do=pressing("#edit [value=check]:not(.wt-vh)")),
    Row("/office/items/<code>/edit/files", f"{EDIT}files", (CENTRAL_OFFICE,)),
    Row("/office/items/<code>/edit/files", FILES, (CENTRAL_OFFICE, ITEM_MAINTAINER), note="with files"),
    Row("/office/items/<code>/edit/files", f"{FILES}/again", (CENTRAL_OFFICE,), note="after a session had ended"),
    Row("POST /office/items/<code>/edit/files", FILES, (CENTRAL_OFFICE,),
        do=one_by_one(unfolding("#place-file-1 summary"), pressing("form:has(#file-1) .wt-btn"))),
    Row("/office/items/<code>/edit/form-preview", f"{EDIT}form-preview", (CENTRAL_OFFICE,)),
    Row("/office/items/<code>/edit/preview", f"{EDIT}preview", (CENTRAL_OFFICE,)),
    Row("POST /office/items/<code>/edit/<part>", f"{EDIT}materials", (CENTRAL_OFFICE,), note="filled in",
        do=pressing("#edit [value=fill]:not(.wt-vh)")),
    Row("/office/journal", "/office/journal", (CENTRAL_OFFICE,)),
    Row("/office/materials", "/office/materials/", (CENTRAL_OFFICE,)),
    Row("/office/materials/<key>", f"{PAPER}", (CENTRAL_OFFICE,)),
    Row("POST /office/materials/<key>", f"{PAPER}", (CENTRAL_OFFICE,), note=OLDER,
        do=one_by_one(as_before("#template [name=mark]"),
                      pressing("#template [value=send]:not(.wt-vh)", provider="公安局"))),
    Row("/office/materials/<key>/files", f"{PAPER}files", (CENTRAL_OFFICE,)),
    Row("POST /office/materials/<key>/files", f"{PAPER}files", (CENTRAL_OFFICE,),
        do=one_by_one(unfolding("details > summary"), pressing(".wt-drop .wt-btn"))),
    Row("/office/materials/new", "/office/materials/new?name=照片", (CENTRAL_OFFICE,)),
    Row("POST /office/materials/new", "/office/materials/new", (CENTRAL_OFFICE,),
        do=pressing("#template .wt-btn-main", name="户口本")),
    Row("/office/queries", "/office/queries/", (CENTRAL_OFFICE,)),
    Row("/office/queries", "/office/queries/?word=吃低保怎么弄", (CENTRAL_OFFICE,), note="one word"),
    Row("/office/queries", "/office/queries/?word=zzzz", (CENTRAL_OFFICE,), note="one word, nothing found"),
    Row("/office/queries", "/office/queries/?page=9", (CENTRAL_OFFICE,), note="none"),
    Row("/office/exchange", "/office/exchange/", (CENTRAL_OFFICE,)),
    Row("POST /office/exchange", "/office/exchange/", (CENTRAL_OFFICE,), do=pressing("#look button")),
    Row("/office/lint", "/office/lint/", (CENTRAL_OFFICE,)),
    Row("/office/lint", "/office/lint/?rule=material_already_held", (CENTRAL_OFFICE,), note="of one rule"),
    Row("/office/lint", "/office/lint/?rule=missing_substitute&of=lixin", (CENTRAL_OFFICE,), note="by department"),
    Row("/office/lint", "/office/lint/?of=ezone&severity=warning", (CENTRAL_OFFICE,), note="of one hall"),
    Row("/office/lint", "/office/lint/?rule=circular_proof", (CENTRAL_OFFICE,), note="nothing found"),
    Row("POST /office/lint", "/office/lint/?rule=material_already_held", (CENTRAL_OFFICE,),
        do=one_by_one(unfolding(".wt-asked details > summary"), pressing(".wt-asked [value=waive]"))),
)

KINDS = ("xlsx", "yaml", "json")
OF_MANY = ("draft", "review", "publish", "drop")
ACTS = ("undo", "comment", "copy", "alias")
OFFICE_WORK_NO_PAGE = {
    **dict.fromkeys((f"/office/exchange/catalogue.{kind}" for kind in KINDS), "the items, sent as a file"),
    "/office/materials/<key>/file": "a blank form or a sample, sent as a file",
    "/office/items/<code>/edit/file": "a blank form or a sample, sent as a file",
    "/office/exchange/progress": "the exchange while work goes on: tests/journeys/test_office_exchange.py",
    "/office/exchange/report.xlsx": "what was found, sent as a file",
    "/office/exchange/take": "leads to the exchange",
    "POST /office/exchange/take": "leads to the exchange",
    **dict.fromkeys((f"/office/items/<code>/edit/{act}" for act in ACTS), "leads to the draft"),
    **dict.fromkeys((f"POST /office/items/<code>/edit/{act}" for act in ACTS), "leads to the draft"),
    **dict.fromkeys((f"{way}/office/materials/<key>/{act}" for act in OF_MANY for way in ("", "POST ")),
                    "leads to the template"),
    "POST /office/queries": "leads to the words",
}
