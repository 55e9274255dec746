"""The rules that need one item to see something in it; what an item does not say is never held against it twice.

The pairs (level IV and visits, fee and basis …) are those that a real city runs over its items (DOMAIN 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wangting.rules.lint.finding import Found, Subject, Words
from wangting.rules.taskcode import doubts
from wangting.rules.template import differing, plain

SENTENCE = re.compile(r"[^。；！？\n;!?]+")
WHOLLY_ONLINE = 4
#: A price of nothing, as the sources write it.
FREE = ("免费", "不收费", "无", "否", "0", "0元")


def promise_longer(subject: Subject, _words: Words) -> Iterator[Found]:
    """Find a promise that is longer than the law allows, in days of the same kind (行政许可法 42, 82)."""
    legal, promised = subject.edition["legal_limit"], subject.edition["promised_limit"]
    if legal and promised and promised["unit"] == legal["unit"] and promised["amount"] > legal["amount"]:
        yield Found(subject.code, "promised_limit", f"{promised['amount']} > {legal['amount']}")


def visits_of_the_wholly_online(subject: Subject, _words: Words) -> Iterator[Found]:
    """Find visits where level IV says that nobody has to come."""
    visits = subject.edition["visits"]
    if subject.facts.get("depth") == WHOLLY_ONLINE and visits not in (None, 0):
        yield Found(subject.code, "visits", str(visits))


def visit_without_reason(subject: Subject, _words: Words) -> Iterator[Found]:
    """Find visits of which nobody is told why."""
    visits = subject.edition["visits"]
    if visits and "visit_reason" not in subject.facts:
        yield Found(subject.code, "facts.visit_reason", str(visits))


def no_way_back(subject: Subject, _words: Words) -> Iterator[Found]:
    """Find papers that have no way: nobody has to come, it is not wholly online, and there is no courier."""
    depth = subject.facts.get("depth")
    partly = depth is not None and depth < WHOLLY_ONLINE
    if partly and subject.edition["visits"] == 0 and not subject.facts.get("courier"):
        yield Found(subject.code, "facts.courier")


def instant_by_another_way(subject: Subject, _words: Words) -> Iterator[Found]:
    """Find a promise of no day by an ordinary flow, and an instant flow 即办件 that promises days."""
    promised = subject.edition["promised_limit"]
    if promised is None:
        return
    instant = str(subject.edition["workflow"]).startswith("instant.")
    if instant != (promised["amount"] == 0):
        yield Found(subject.code, "workflow", str(subject.edition["workflow"]))


def fee_without_ground(subject: Subject, _words: Words) -> Iterator[Found]:
    """Find a charge without what it is for, how much it is, and by which rule."""
    for number, fee in enumerate(subject.facts.get("fees", ()), 1):
        for part in ("standard", "basis"):
            if not fee.get(part):
                yield Found(subject.code, f"facts.fees.{number}.{part}", fee["name"])
    if _charges(subject) and not subject.facts.get("fees"):
        yield Found(subject.code, "facts.fees", str(subject.edition["fee"]))


def payment_of_nothing(subject: Subject, _words: Words) -> Iterator[Found]:
    """Find payment online where nothing is charged."""
    if subject.facts.get("online_payment") and not _charges(subject) and not subject.facts.get("fees"):
        yield Found(subject.code, "facts.online_payment")


def _charges(subject: Subject) -> bool:
    fee = subject.edition["fee"]
    return fee is not None and str(fee).strip().rstrip("。") not in FREE


def result_without_sample(subject: Subject, _words: Words) -> Iterator[Found]:
    """Find a result of which nobody is shown what it looks like."""
    result, certificate = subject.facts.get("result"), subject.edition["certificate"]
    name = (result or certificate or {}).get("name")
    if name and not (result or {}).get("sample"):
        yield Found(subject.code, "facts.result.sample", name)


def same_phone(subject: Subject, _words: Words) -> Iterator[Found]:
    """Find a phone that answers questions and the complaints about the answers."""
    for offered in subject.offered:
        for phone in sorted(set(offered.phones) & set(offered.complaints)):
            yield Found(subject.code, offered.hall, phone)


def doubtful_code(subject: Subject, _words: Words) -> Iterator[Found]:
    """Find a code of a hall that does not hold together: its credit code, or the item or task that it names."""
    for offered in subject.offered:
        for doubt in doubts(offered.task_code, offered.handled_code, subject.code):
            yield Found(subject.code, offered.hall, getattr(offered, doubt.field))


def licence_told_too_briefly(subject: Subject, words: Words) -> Iterator[Found]:
    """Find a licence with few steps or no question answered."""
    if subject.item_class != words.licence_class:
        return
    steps = len(subject.edition["steps"])
    if steps < words.least_steps:
        yield Found(subject.code, "steps", f"{steps} < {words.least_steps}")
    if not subject.facts.get("faq"):
        yield Found(subject.code, "facts.faq")


def material_without_basis(subject: Subject, _words: Words) -> Iterator[Found]:
    """Find a paper of which nobody says by which rule it is asked for (seeds C and D)."""
    for number, material in enumerate(subject.edition["materials"], 1):
        if not material.get("basis"):
            yield Found(subject.code, f"materials.{number}.basis", str(material["name"]))


def material_already_held(subject: Subject, words: Words) -> Iterator[Found]:
    """Find a paper that sharing gives and nobody may be asked for (在线政务服务规定 7)."""
    for number, material in enumerate(subject.edition["materials"], 1):
        name = str(material["name"])
        held = next((word for word in words.held if word in name), None)
        if held is not None:
            yield Found(subject.code, f"materials.{number}", name)


def material_off_template(subject: Subject, _words: Words) -> Iterator[Found]:
    """Find a paper that is told otherwise than its template has it (同一事项、同一标准)."""
    for number, material in enumerate(subject.edition["materials"], 1):
        template = subject.templates.get(plain(str(material["name"])))
        for field in () if template is None else differing(template, material):
            yield Found(subject.code, f"materials.{number}.{field}", str(material["name"]))


def hard_text(subject: Subject, words: Words) -> Iterator[Found]:
    """Find long sentences and office words: a guide is read on a phone."""
    for place, text in _texts(subject):
        for sentence in SENTENCE.findall(text):
            length = len(sentence.strip())
            if length > words.longest_sentence:
                yield Found(subject.code, place, f"{length} > {words.longest_sentence}")
        for word in words.jargon:
            if word in text:
                yield Found(subject.code, place, word)


def _texts(subject: Subject) -> Iterator[tuple[str, str]]:
    if subject.edition["conditions"]:
        yield "conditions", str(subject.edition["conditions"])
    for number, material in enumerate(subject.edition["materials"], 1):
        for part in ("requirement", "instructions"):
            if material.get(part):
                yield f"materials.{number}.{part}", str(material[part])


def wording_between_halls(subject: Subject, _words: Words) -> Iterator[Found]:
    """Find a part of an item that two halls explain in different words (同一事项、同一标准)."""
    said: dict[str, dict[str, list[str]]] = {}
    for offered in subject.offered:
        for part, words in offered.help.items():
            said.setdefault(part, {}).setdefault(words, []).append(offered.hall)
    for part, halls in sorted(said.items()):
        if len(halls) > 1:
            yield Found(
                subject.code, f"help.{part}", ", ".join(sorted(hall for same in halls.values() for hall in same))
            )
