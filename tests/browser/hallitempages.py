"""The pages of a hall's items in its administration, for the list in ``pages.py``."""

from __future__ import annotations

from browser.rows import HALL_ADMIN, Row
from browser.steps import pressing

HALL_ITEMS = (
    Row("/<hall>/admin/items", "/{hall}/admin/items/", (HALL_ADMIN,)),
    Row("/<hall>/admin/items", "/{hall}/admin/items/?q=教师", (HALL_ADMIN,), note="found"),
    Row("/<hall>/admin/items/<code>", "/{hall}/admin/items/{edition_past}/", (HALL_ADMIN,)),
    Row("POST /<hall>/admin/items/<code>", "/{hall}/admin/items/{edition_past}/", (HALL_ADMIN,),
        do=pressing("#overlay .wt-btn-main", amount="many")),
    Row("POST /<hall>/admin/items/<code>", "/{hall}/admin/items/{edition_past}/", (HALL_ADMIN,), note="half a code",
        do=pressing("#overlay .wt-btn-main", task_code="11341623")),
    Row("/<hall>/admin/items/<code>/arrival", "/{hall}/admin/items/{edition_past}/arrival", (HALL_ADMIN,)),
    Row("/<hall>/admin/items/<code>/arrival", "/{hall}/admin/items/{edition_ending}/arrival", (HALL_ADMIN,),
        note="of an end"),
    Row("POST /<hall>/admin/items/<code>/arrival", "/{hall}/admin/items/{edition_past}/arrival", (HALL_ADMIN,),
        do=pressing("#settle .wt-btn-main")),
)
