"""``/office/items/``: the editions in hand, every item of the city by its name or code, and the life of one item."""

from __future__ import annotations

from itertools import islice

from pyramid.request import Request
from pyramid.view import view_config
from translationstring import TranslationString, TranslationStringFactory

from wangting.clock import moment_of
from wangting.content.item import DRAFT, PUBLISHED, REVIEWED, Deed, Edition, Item
from wangting.security.permissions import ITEM_DRAFT, OFFICE_PUBLISH
from wangting.services.finding.answers import answers
from wangting.services.finding.unlisted import unlisted
from wangting.services.publishing.service import WRITTEN
from wangting.terms import TERMS, term
from wangting.theming.texts import translator
from wangting.views.office.home import way_home
from wangting.views.traversal.office import OfficeItem, OfficeItems

_ = TranslationStringFactory("wangting")

#: Letters of what is searched for; answers shown.
LONGEST, MOST = 60, 20
#: Editions in hand that are listed: a file may have brought thousands.
MOST_IN_HAND = 100
REASON_LONGEST = 500
CLASSES = {entry.zh: entry.key for entry in TERMS.values() if entry.key.startswith("item_class.")}

STAGES = {
    "draft": _("草稿"),
    "handed": _("送审了，等复核"),
    "reviewed": _("已复核，等发布"),
    "coming": _("已发布，还没到施行日"),
    "in_force": _("现行"),
    "past": _("已被新版代替"),
    "retired": _("已取消"),
}
#: The parts in which an edition is edited.
TITLES = {
    "guide": _("名称、条件和怎么办"),
    "limits": _("时限"),
    "materials": _("材料"),
    "scenarios": _("情形"),
    "form": _("申请表问什么"),
    "flow": _("流程和证照"),
    "fees": _("收费"),
    "basis": _("法律依据"),
    "faq": _("常见问题"),
    "files": _("表格和样本文件"),
}
DEEDS = {
    "written": _("写了"),
    "reviewed": _("复核通过"),
    "handed": _("送审"),
    "taken_back": _("撤回送审"),
    "sent_back": _("退回修改"),
    "asked": _("请各厅先改承诺"),
    "published": _("发布"),
    "retired": _("取消"),
    "ending": _("定了取消的日子"),
    "kept": _("撤回取消"),
    "undone": _("撤销了一步"),
    "commented": _("留言"),
    "discarded": _("丢掉了草稿"),
    "classified": _("改了类型和归属"),
    "alias_added": _("加了一个叫法"),
    "alias_removed": _("去掉了一个叫法"),
}


@view_config(context=OfficeItems, request_method="GET", permission=OFFICE_PUBLISH, renderer="office/items.pt")
def listed(context: OfficeItems, request: Request) -> dict:
    """List the editions in hand, and what was found for the words asked for."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    drafted = list(request.room.publishing.in_hand())
    handed = [handed_row(request, item, edition) for item, edition in drafted if edition.is_handed]
    others = [pair for pair in drafted if not pair[1].is_handed]
    in_hand = [row_of(request, item, edition) for item, edition in others[:MOST_IN_HAND]]
    found = [row_of(request, item, item.editions[-1]) for item in _found(request, text)]
    more = max(0, len(others) - MOST_IN_HAND)
    title = _("${n} 份草稿送来了，等复核", mapping={"n": len(handed)}) if handed else _("事项和版本")
    return {"title": title, "handed": handed, "in_hand": in_hand, "more": more, "text": text, "found": found,
            "told": request.session.pop_flash()}  # fmt: skip


def _found(request: Request, text: str) -> list[Item]:
    """Return the items that ``text`` names, also those that nobody outside finds: never published, or ended."""
    room = request.room
    index, script = room.finder.index, room.house.knowledge.words.script
    named = [room.items[text]] if text in room.items else []
    found = answers(index, text, None, MOST)[:MOST] if text else []
    listed = (room.items[one.entry.code] for one in found if one.near and one.entry.code != text)
    hidden = (item for item in unlisted(room.items, index, text, script) if item.code != text)
    return [*named, *islice(hidden, MOST), *listed]


def handed_row(request: Request, item: Item, edition: Edition) -> dict:
    """Return one row of what waits for a review: who handed it in, leading straight to what differs."""
    unit = request.room.maintaining.department_of(item.code)
    name = request.page.say(unit.name, unit.name_en) if unit is not None else who(request, edition.handed)
    return {**row_of(request, item, edition), "note": name, "side": STAGES["handed"],
            "href": request.page.url(f"/office/items/{item.code}/editions/{edition.number}/")}  # fmt: skip


def row_of(request: Request, item: Item, edition: Edition) -> dict:
    """Return one row of a list: the item with one of its editions; of a main item nobody applies for, its parts."""
    if item.only_gathers:
        note = _("${code} · 主项，下面 ${n} 项", mapping={"code": item.code, "n": len(item.parts)})
    else:
        note = _("${code} · 第 ${n} 版", mapping={"code": item.code, "n": edition.number})
    return {
        "href": request.page.url(f"/office/items/{item.code}/"),
        "name": edition.name,
        "note": note,
        "side": STAGES[standing(item, edition, request)],
    }


@view_config(context=OfficeItem, request_method="GET", permission=ITEM_DRAFT, renderer="office/item.pt")
def show(context: OfficeItem, request: Request) -> dict:
    """Show the editions of the item, the newest first, with who did what."""
    item = context.item
    editions = [
        {
            "number": edition.number,
            "href": request.page.url(f"/office/items/{item.code}/editions/{edition.number}/"),
            "stage": STAGES["handed" if edition.is_handed else standing(item, edition, request)],
            "is_published": edition.stage not in (DRAFT, REVIEWED),
            "effective": edition.effective,
            "until": edition.until,
            "log": logged(request, edition.log),
        }
        for edition in reversed(item.editions)
    ]
    halls = [
        {"name": hall.title if request.page.lang != "en" else hall.face["name_en"], "key": hall.key}
        for hall in request.room.catalogue.halls_of(item.code)
    ]
    today, hand = request.room.catalogue.today, item.in_hand
    in_review = editions[0]["href"] if hand is not None and hand.is_in_review else None
    return {**way_home(request), "title": item.title, "item": item, "editions": editions, "halls": halls,
            **_classed(item, request),
            "may_retire": request.room.retiring.may_end(item.code), "newest": item.newest_published,
            "in_review": in_review,
            "ends": None if item.has_ended(today) else item.ends,
            "error": None, "typed": "", "told": request.session.pop_flash()}  # fmt: skip


def _classed(item: Item, request: Request) -> dict:
    """Return what the item is in words, and under which it lies."""
    lang, above = request.page.lang, request.room.items.get(item.parent or "")
    return {
        "item_class": term(CLASSES[item.item_class], lang) if item.item_class in CLASSES else item.item_class,
        "rank": term(f"item_rank.{item.rank}", lang) if item.rank else None,
        "above": above and (above.title, request.page.url(f"/office/items/{above.code}/")),
    }


def standing(item: Item, edition: Edition, request: Request) -> str:
    """Return where ``edition`` stands today: its stage, and of a published one whether it is in force."""
    today = request.room.house.clock.now().date()
    if edition.stage != PUBLISHED:
        return edition.stage if edition.stage in (DRAFT, REVIEWED) else "retired"
    if edition.effective > today:
        return "coming"
    if item.has_ended(today) and edition is item.newest_published:
        return "retired"
    return "in_force" if edition.is_in_force(today) and item.edition_on(today) is edition else "past"


def logged(request: Request, log: tuple[Deed, ...]) -> list[dict]:
    """Return the life of an edition, oldest first: when, who, what, and the reason."""
    say, told = translator(request.page.lang), [(deed, noted(request, deed)) for deed in log]
    return [
        {
            "at": moment_of(deed.at),
            "who": who(request, deed.by, deed.user),
            "what": DEEDS[deed.what],
            # What somebody typed stays as it is.
            "note": say(note) if isinstance(note, TranslationString) else note,
        }
        for deed, note in told
    ]


def noted(request: Request, deed: Deed) -> str | TranslationString:
    """Return the note of a deed: the part that was written, the item that was copied, or what somebody typed."""
    if deed.what != WRITTEN:
        return deed.note
    if deed.note in request.room.items:
        return _("照“${name}”写", mapping={"name": request.room.items[deed.note].title})
    template = request.room.register.templates.get(deed.note)
    if template is not None:
        return _("照材料模板“${name}”改", mapping={"name": template.name})
    return TITLES.get(deed.note, deed.note)


def who(request: Request, party: int | None, user: str = "") -> str | TranslationString:
    """Return who did it: officials are told by name and login; None is a file that was taken in, by whose command."""
    if user:
        return _("命令行（系统用户 ${user}）", mapping={"user": user})
    found = request.room.register.parties.get(party) if party is not None else None
    return _("导入的文件") if found is None else f"{found.name}（{found.login}）"
