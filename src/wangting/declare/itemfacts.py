"""What else an edition may say of its item (DOMAIN 2, 事项): every part is optional, and absent is unknown.

Nothing here may be filled in for a record whose source does not say it: it is the central office that adds it.
"""

from __future__ import annotations

import colander

from wangting.declare.schema import Truth, mapping, one_of, sequence, text, whole

#: Where a paper comes from (DOMAIN 2): 申请人自备, 政府部门核发, 中介, 其他.
CHANNELS = ("applicant", "government", "intermediary", "other")
#: Online depth I-IV; IV is without a visit (全程网办).
LEAST_DEPTH, MOST_DEPTH = 1, 4
#: Some cities say in stars how far an item goes online (DOMAIN 2): a scheme of its own, never reckoned from the depth.
LEAST_STARS, MOST_STARS = 1, 5
DAY = r"\d{4}-\d{2}-\d{2}"
ABSENT = colander.drop


def material_facts() -> tuple[colander.SchemaNode, ...]:
    """Return what a material may have besides: its kind, where it comes from, how it is filled in, its basis."""
    return (
        text("kind", missing=ABSENT),
        one_of("channel", CHANNELS, missing=ABSENT),
        text("instructions", missing=ABSENT),
        text("blank", missing=ABSENT),
        text("sample", missing=ABSENT),
        text("basis", missing=ABSENT),
    )


def scenario() -> colander.SchemaNode:
    """Return the shape of one scenario 情形: which materials of the list are asked for in it."""
    return mapping(
        "scenario",
        text("id", r"[a-z][a-z0-9_]*"),
        text("title"),
        text("title_en", missing=None),
        sequence("materials", text("material")),
    )


def facts() -> colander.SchemaNode:
    """Return the shape of everything else."""
    return mapping("facts", *_sentences(), *_marks(), *_lists(), _result(), missing=ABSENT)


def _sentences() -> tuple[colander.SchemaNode, ...]:
    names = ("prohibited", "legal_note", "promised_note", "visit_reason", "scope", "quantity", "intermediary", "level",
             "power_source", "delegated")  # fmt: skip
    return (*(text(name, missing=ABSENT) for name in names), text("until", DAY, missing=ABSENT))


def _marks() -> tuple[colander.SchemaNode, ...]:
    names = ("courier", "online_payment", "booking", "self_service")
    return (
        whole("depth", least=LEAST_DEPTH, most=MOST_DEPTH, missing=ABSENT),
        whole("stars", least=LEAST_STARS, most=MOST_STARS, missing=ABSENT),
        *(colander.SchemaNode(Truth(), name=name, missing=ABSENT) for name in names),
    )


def _lists() -> tuple[colander.SchemaNode, ...]:
    fee = mapping("fee", text("name"), text("standard", missing=None), text("basis", missing=None),
                  text("waiver", missing=None))  # fmt: skip
    basis = mapping("basis", text("law"), text("article", missing=None), text("words", missing=None),
                    text("address", missing=ABSENT))  # fmt: skip
    answer = mapping("answer", text("question"), text("answer"))
    return (
        sequence("fees", fee, missing=ABSENT),
        sequence("basis", basis, missing=ABSENT),
        sequence("faq", answer, missing=ABSENT),
        sequence("special_procedures", text("procedure"), missing=ABSENT),
        sequence("joint_bodies", text("body"), missing=ABSENT),
        sequence("handling", text("way"), missing=ABSENT),
    )


def _result() -> colander.SchemaNode:
    return mapping("result", text("name"), text("kind", missing=None), text("sample", missing=None), missing=ABSENT)
