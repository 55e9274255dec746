"""The pages of the central office, for the list in ``pages.py``."""

from __future__ import annotations

from browser.rows import CENTRAL_OFFICE, OLDER, Row
from browser.steps import as_before, checking, filling, one_by_one, pressing, unfolding

OFFICE = (
    Row("/office", "/office/", (CENTRAL_OFFICE,)),
    Row("/office/drift", "/office/drift/", (CENTRAL_OFFICE,)),
    Row("/office/drift", "/office/drift/?hall=ezone&what=absent&page=2", (CENTRAL_OFFICE,), note="never offered"),
    Row("/office/drift", "/office/drift/?what=off", (CENTRAL_OFFICE,), note="none"),
    Row("/office/items", "/office/items/", (CENTRAL_OFFICE,)),
    Row("/office/items", "/office/items/?q=教师", (CENTRAL_OFFICE,), note="found"),
    Row("/office/items", "/office/items/?q=饕餮纹样", (CENTRAL_OFFICE,), note="nothing found"),
    Row("/office/items/new", "/office/items/new", (CENTRAL_OFFICE,)),
    Row("POST /office/items/new", "/office/items/new", (CENTRAL_OFFICE,),
        do=pressing("#new .wt-btn-main", base_code="小写")),
    Row("/office/items/<code>", "/office/items/{edition_reviewed}/", (CENTRAL_OFFICE,)),
    Row("/office/items/<code>", "/office/items/{edition_ending}/", (CENTRAL_OFFICE,), note="that ends on a day"),
    Row("POST /office/items/<code>/class", "/office/items/{edition_reviewed}/class", (CENTRAL_OFFICE,), note=OLDER,
        do=one_by_one(as_before("#class [name=was_rank]", "sub"), pressing("#class .wt-btn-main"))),
    Row("/office/items/<code>/history", "/office/items/{edition_reviewed}/history", (CENTRAL_OFFICE,)),
    Row("/office/items/<code>/history", "/office/items/{birth}/history", (CENTRAL_OFFICE,), note="nothing done"),
    Row("/office/items/<code>/class", "/office/items/{edition_reviewed}/class", (CENTRAL_OFFICE,)),
    Row("POST /office/items/<code>/class", "/office/items/{edition_reviewed}/class", (CENTRAL_OFFICE,),
        do=pressing("#class .wt-btn-main", parent="440000000000")),
    Row("POST /office/items/<code>/keep", "/office/items/{edition_ending}/", (CENTRAL_OFFICE,),
        do=one_by_one(unfolding("details:has(#keep) > summary"), pressing("#keep button"))),
    Row("/office/items/<code>/retire", "/office/items/{birth}/retire", (CENTRAL_OFFICE,)),
    Row("/office/items/<code>/retire", "/office/items/{edition_draft}/retire", (CENTRAL_OFFICE,), note="in hand"),
    Row("POST /office/items/<code>/retire", "/office/items/{birth}/retire", (CENTRAL_OFFICE,),
        do=pressing("#retire button", day="明天")),
    Row("POST /office/items/<code>/retire", "/office/items/{birth}/retire", (CENTRAL_OFFICE,), note=OLDER,
        do=one_by_one(as_before("#retire [name=number]"), filling("#retire [name=reason]", "上级取消"),
                      checking("#retire [name=sure]"), pressing("#retire button"))),
    Row("/office/items/<code>/editions/<n>", "/office/items/{edition_draft}/editions/2/", (CENTRAL_OFFICE,)),
    Row("/office/items/<code>/editions/<n>", "/office/items/{edition_reviewed}/editions/2/", (CENTRAL_OFFICE,),
        note="reviewed"),
    Row("POST /office/items/<code>/editions/<n>/send-back", "/office/items/{edition_reviewed}/editions/2/",
        (CENTRAL_OFFICE,), do=pressing("#send-back button")),
    Row("POST /office/items/<code>/editions/<n>/send-back", "/office/items/{edition_reviewed}/editions/2/",
        (CENTRAL_OFFICE,), note=OLDER,
        do=one_by_one(as_before("#send-back [name=mark]"), pressing("#send-back button", reason="再看看"))),
    *(Row(f"POST /office/items/<code>/editions/<n>/{act}", "/office/items/{edition_draft}/editions/2/",
          (CENTRAL_OFFICE,), note=OLDER,
          do=one_by_one(as_before(f"#{act} [name=mark]"), pressing(f"#{act} button")))
      for act in ("review", "discard")),
    Row("/office/items/<code>/editions/<n>/impact", "/office/items/{edition_reviewed}/editions/2/impact",
        (CENTRAL_OFFICE,)),
    Row("/office/items/<code>/editions/<n>/impact", "/office/items/{edition_breaking}/editions/2/impact",
        (CENTRAL_OFFICE,), note="that breaks a promise"),
    Row("POST /office/items/<code>/editions/<n>/publish", "/office/items/{edition_reviewed}/editions/2/impact",
        (CENTRAL_OFFICE,), do=pressing("#publish .wt-btn-main", effective="明天")),
    Row("POST /office/items/<code>/editions/<n>/publish", "/office/items/{edition_reviewed}/editions/2/impact",
        (CENTRAL_OFFICE,), note=OLDER,
        do=one_by_one(as_before("#publish [name=mark]"), pressing("#publish .wt-btn-main"))),
)

ACTS = ("review", "discard")
#: Views that show no page of their own.
OFFICE_NO_PAGE = {
    **dict.fromkeys((f"/office/items/<code>/editions/<n>/{act}" for act in ACTS), "leads to the edition"),
    "/office/items/<code>/editions/<n>/ask": "leads to the impact",
    "POST /office/items/<code>/editions/<n>/ask": "leads to the impact",
    "/office/items/<code>/editions/<n>/publish": "leads to the impact",
    "/office/items/<code>/editions/<n>/send-back": "leads to the edition",
    "/office/items/<code>/keep": "leads to the item",
}
