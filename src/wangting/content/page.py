"""A page of a hall: what it says about itself, written by a site manager."""

from __future__ import annotations

from wangting.substrate.record import TEXT, Field, Record, record

_SHAPE = "Plain text. An empty line begins a new paragraph, ## a heading, - a row of a list."


@record(
    "Page",
    icon="glyphicon glyphicon-list-alt",
    under=("Hall",),
    fields=(
        Field("title", "标题 Title"),
        Field("title_en", "英文标题 English title", needed=False),
        Field("text", "正文 Text", TEXT, longest=20_000, hint=_SHAPE),
        Field("text_en", "英文正文 English text", TEXT, needed=False, longest=40_000),
    ),
)
class Page(Record):
    """网页: its address is ``/<hall>/pages/<name>``; the texts are plain writing (``rules/prose.py``)."""

    title = title_en = text = text_en = ""
