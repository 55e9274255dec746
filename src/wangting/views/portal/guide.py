"""The guide of an item as one hall offers it, in Liwan's order (DOMAIN 2); what the source does not say stays open."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationString, TranslationStringFactory

from wangting.gateways.qr import image
from wangting.rules.edition import MATERIAL_HELP
from wangting.rules.item import is_required
from wangting.rules.practice import Practice
from wangting.rules.scenario import chosen, selected
from wangting.rules.timelimit import WORKDAYS, Limit
from wangting.security.permissions import PUBLIC
from wangting.services.catalogue import Offer
from wangting.terms import TERMS, term
from wangting.theming.drawings import Drawings
from wangting.views.assurance import level_told
from wangting.views.downloads import attachment
from wangting.views.filewords import file_words
from wangting.views.portal.guidefacts import Row, Telling, guide_facts, linked, material_told
from wangting.views.portal.laws import basis_of, held_at, listed, resting_on, words_cited
from wangting.views.portal.progress import days_of
from wangting.views.portal.slots import filled
from wangting.views.publicity import PLAIN, Public
from wangting.views.traversal.items import ItemContext

_ = TranslationStringFactory("wangting")

#: Where the sample items come from, by the key of their source: the year and the place a reader must know.
SOURCES = {
    "guangdong_2021": _("样例：事项内容取自广东省公开数据（2021），不是亳州市现行规定。"),
    "guangan_2025": _("样例：事项内容取自四川省广安市广安区公开数据（2025），不是亳州市现行规定。"),
    "anhui_fragments": _("样例：事项内容取自安徽省乡镇的公开页面，不是亳州市现行规定。"),
}
FORMS = {"original": _("原件"), "copy": _("复印件"), "electronic": _("电子件")}
CLASSES = {entry.zh: entry.key for entry in TERMS.values() if entry.key.startswith("item_class.")}
INSTANT = 0
DEPARTMENT = "department"
#: The question by which a reader says in which scenario 情形 they are.
SCENARIO = "scenario"
#: The law that the guide's own sentences name, and the articles: asked for nothing else, silence, a reasoned refusal.
LICENSING, NAMED = "administrative_licensing", (31, 32, 38)


@view_config(context=ItemContext, request_method="GET", permission=PUBLIC, public=Public(asks=(SCENARIO,)),
             renderer="portal/guide.pt")  # fmt: skip
def guide(context: ItemContext, request: Request) -> dict:
    """Show the guide; ``?scenario=`` shows the papers of that scenario only."""
    offer, lang, room = context.offer, request.page.lang, request.room
    where = partial(_where, context, request)
    scenario = chosen(offer.edition.data, request.GET.get(SCENARIO))
    unit = room.register.orgunit(offer.implementation.unit)
    workflow = room.house.workflows[offer.edition.workflow]
    facts = offer.edition.data.get("facts", {})
    return {
        "title": offer.edition.name,
        "offer": offer,
        "data": offer.edition.data,
        "codes": _codes(offer),
        "unit": unit.name_en if lang == "en" and unit.name_en else unit.name,
        "kind": class_of(offer, lang),
        "visits": _visits(offer),
        "days": days_of_offer(offer, request.room.practising.of(unit.key, offer.code, _measure(offer)), lang),
        "clock": _clock(offer, lang),
        "assurance": level_told(request, offer.edition),
        "apply": request.page.url(f"items/{offer.code}/apply", **({SCENARIO: scenario["id"]} if scenario else {})),
        "scenarios": _scenarios(offer, scenario, request),
        "materials": [_material(one, offer, request, where) for one in selected(offer.edition.data, scenario)],
        "department": request.page.url(address_of(unit.key)) if unit.kind == DEPARTMENT else None,
        "blank": request.page.url(f"items/{offer.code}/form.pdf"),
        "ask": filled(request, "ask", offer),
        "book": filled(request, "book", offer),
        "flow": request.registry[Drawings].flow(workflow, request.page.theme, lang),
        **_family(offer, request),
        "told": guide_facts(facts, where),
        "fees": [{**one, "pieces": words_cited(request, one.get("basis"))} for one in facts.get("fees", ())],
        "basis": basis_of(request, facts.get("basis") or listed(offer.item.record.get("basis"))),
        "resting": resting_on(request, workflow.key),
        "laws": {article: held_at(request, LICENSING, article) for article in NAMED},
        "note": _note(offer, lang),
        "source": SOURCES.get(offer.item.source, _("样例：事项内容取自公开数据，不是亳州市现行规定。")),
        "qr": f"{request.page.base}items/{offer.code}/qr.svg",
    }


@view_config(context=ItemContext, name="qr.svg", request_method="GET", permission=PUBLIC, public=PLAIN)
def code(context: ItemContext, request: Request) -> Response:
    """Draw the code on a printed guide, by which a phone finds the newest version.

    It is a picture of its own: it costs more to draw than all the rest of the guide, and most readers never print.
    """
    address = f"{request.room.house.public_url}/{context.offer.hall.key}/items/{context.offer.code}"
    return Response(image(address), content_type="image/svg+xml")


@view_config(context=ItemContext, name="form.pdf", request_method="GET", permission=PUBLIC)
def blank(context: ItemContext, request: Request) -> Response:
    """Give the blank form of the item as this hall takes it, as a file to print and fill in by hand."""
    offer = context.offer
    content = request.room.blanks.form(offer, request.network)
    return attachment(content, f"{offer.edition.name}-申请表-{offer.code}.pdf", "application/pdf")


def address_of(unit: str) -> str:
    """Return where the page of a department is in its hall, from the key of the department."""
    return f"departments/{unit.partition('/')[2]}"


def class_of(offer: Offer, lang: str) -> str:
    """Return the class of an item (行政审批 …) in the language of the page."""
    found = CLASSES.get(offer.item.item_class or "")
    return term(found, lang) if found else offer.item.item_class or ""


def _family(offer: Offer, request: Request) -> dict:
    """Return the name of the main item, and what else this hall offers of it: names and addresses."""
    main, siblings = request.room.catalogue.siblings(offer)
    found = [(one.edition.name, request.page.url(f"items/{one.code}")) for one in siblings]
    return {"main_item": None if main is None else main.title, "siblings": found}


def _codes(offer: Offer) -> list[tuple[TranslationString, str]]:
    """Return the codes that somebody has given for it here, and the one of before, each with what it is called."""
    here = offer.implementation
    named = ((_("实施编码"), here.task_code), (_("业务办理项编码"), here.handled_code),
             (_("旧编码"), offer.item.legacy_code))  # fmt: skip
    return [(name, code) for name, code in named if code]


def _visits(offer: Offer) -> TranslationString | None:
    visits = offer.edition.data.get("visits")
    return None if visits is None else _("跑 ${n} 次", mapping={"n": visits})


def _measure(offer: Offer) -> str:
    """Return in which days the offer counts: those of its promise, of the law, else working days."""
    limit = offer.promised or offer.edition.statutory_limit
    return limit[1] if limit else WORKDAYS


def _clock(offer: Offer, lang: str) -> str | None:
    """Return in how many days it is decided, in words; None where nobody says, and for what is instant."""
    limit = offer.promised or offer.edition.statutory_limit
    return days_of(Limit(*limit), lang) if limit and limit[0] != INSTANT else None


def days_of_offer(offer: Offer, practice: Practice | None, lang: str) -> list[dict]:
    """Return promise, practice and law as squares; a row only for what is known."""
    rows = []
    if offer.promised is not None:
        amount = offer.promised[0]
        words = _("当天") if amount == INSTANT else days_of(Limit(*offer.promised), lang)
        note = _("材料齐全，当场就办") if amount == INSTANT else _("从受理的第二天算起，超过就会亮橙灯")
        rows.append(_squares(amount, words, _("我们承诺"), "promise", note))
    if practice is not None:
        words = days_of(Limit(practice.days, _measure(offer)), lang) if practice.days else _("当天")
        note = _("最近 90 天在这里办完的 ${n} 件，从交来到办完", mapping={"n": practice.cases})
        rows.append(_squares(practice.days, words, _("实际上，十件里有九件"), "real", note))
    if offer.edition.statutory_limit is not None:
        limit = Limit(*offer.edition.statutory_limit)
        note = _("一格是一天；检验、鉴定、专家评审的时间不算在内，会书面告诉您")
        rows.append(_squares(limit.amount, days_of(limit, lang), _("法律最多允许"), "law", note))
    return rows


def _squares(amount: int, words: str | TranslationString, name: TranslationString, kind: str,
             note: TranslationString) -> dict:  # fmt: skip
    return {"amount": amount, "words": words, "name": name, "kind": kind, "note": note}


def _scenarios(offer: Offer, scenario: Mapping[str, object] | None, request: Request) -> list[dict]:
    """Return the scenarios to choose from, and before them the way back to the whole list."""
    page, known = request.page, offer.edition.data.get("scenarios", ())
    whole = {"title": _("全部材料"), "tongue": None, "href": f"{page.here(**{SCENARIO: None})}#g5",
             "current": scenario is None}  # fmt: skip
    offered = [
        {
            "title": page.say(one["title"], one.get("title_en")),
            "tongue": page.tongue(one.get("title_en")),
            "href": f"{page.here(**{SCENARIO: one['id']})}#g5",
            "current": one is scenario,
        }
        for one in known
    ]
    return [whole, *offered] if known else []


def _where(context: ItemContext, request: Request, said: str) -> Row:
    """Return where a form or a sample is: a file of the hall, an address elsewhere, or words."""
    file = file_words(request, said, getattr(context, "files_at", None))
    return linked(said) if file is None else {"words": file.name, "href": file.href, "more": file.more}


def _material(material: Mapping[str, object], offer: Offer, request: Request, where: Telling) -> dict:
    """Return one line of the list; only what the record says, and what fills its slot."""
    told = []
    if material.get("form"):
        told.append(FORMS[material["form"]])
    if material.get("copies"):
        told.append(_("${n} 份", mapping={"n": material["copies"]}))
    if material.get("provider"):
        told.append(_("由${who}出具", mapping={"who": material["provider"]}))
    return {
        "name": material["name"],
        "held": filled(request, "held", offer, material),
        "own": offer.implementation.wording.get(f"{MATERIAL_HELP}{material['id']}"),
        "required": is_required(material),
        "told": told,
        "requirement": material.get("requirement"),
        "facts": [
            {**fact, "pieces": words_cited(request, fact["words"]) if fact["cites"] and not fact["href"] else None}
            for fact in material_told(material, where)
        ],
    }


def _note(offer: Offer, lang: str) -> str | None:
    return offer.item.note["en" if lang == "en" else "zh"] if offer.item.note else None
