"""The finder's page: what the hall itself does first, then who else does it, each with the reason it was found."""

from __future__ import annotations

from itertools import groupby

from pyramid.request import Request
from pyramid.view import view_config
from translationstring import TranslationString, TranslationStringFactory

from wangting.security.permissions import PUBLIC
from wangting.services.finding.answers import Found
from wangting.views.portal.listing import item_row
from wangting.views.portal.objects import OBJECTS, serves
from wangting.views.publicity import Public
from wangting.views.reasons import WHY, Reason
from wangting.views.traversal.contexts import City, Context, HallContext

_ = TranslationStringFactory("wangting")

#: Letters of a question; answers shown of the hall's own, of others', and where nothing is near.
LONGEST = 100
OWN, OTHERS, GUESSES = 30, 20, 5
#: Answers looked at: enough to say how many there are.
MOST = 400
#: Letters of a name that are shown in pinyin, as an example.
SAMPLE = 4
#: ``?scope=city`` on a hall's own host is the city's finder.
SCOPE = "city"
ASKS = Public(asks=("q", "object", "scope"))

@view_config(context=City, name="search", request_method="GET", permission=PUBLIC, public=ASKS,
             renderer="portal/search.pt")  # fmt: skip
@view_config(context=HallContext, name="search", request_method="GET", permission=PUBLIC, public=ASKS,
             renderer="portal/search.pt")  # fmt: skip
def search(context: Context, request: Request) -> dict:
    """Show what answers the question; the heading says how much was found."""
    asked = request.GET.get("q", "").strip()[:LONGEST]
    wanted = request.GET.get("object", "")
    of_city = context.hall is None or request.GET.get("scope") == SCOPE
    hall = None if of_city else context.hall.key
    if of_city:
        request.page.hall = None
    found = request.room.finder.search(asked, hall, MOST)
    near = [answer for answer in found if answer.near]
    offered = [answer for answer in near if answer.hall is not None]
    shown = [answer for answer in near if wanted not in OBJECTS or serves(answer.entry, wanted)]
    own = [answer for answer in shown if answer.hall is not None and answer.hall == hall]
    others = [answer for answer in shown if answer.hall is not None and answer.hall != hall]
    nobody = [answer for answer in shown if answer.hall is None]
    if hall is None:
        own, others = [], own + others
    return {
        "title": _heading(asked, len(own) + len(others), len(nobody)),
        "asked": asked,
        "wanted": wanted if wanted in OBJECTS else None,
        "of_city": of_city,
        "scope": SCOPE if of_city and context.hall is not None else None,
        "all": len(offered),
        "objects": [(key, name, sum(serves(one.entry, key) for one in offered)) for key, name in OBJECTS.items()],
        "own": [_row(request, answer, asked) for answer in own[:OWN]],
        "others": [_row(request, answer, asked) for answer in others[:OTHERS]],
        "nobody": [answer.entry.name for answer in nobody[:OTHERS]],
        "own_count": len(own),
        "others_count": len(others),
        "more": max(len(own) - OWN, 0) + max(len(others) - OTHERS, 0),
        "ways": _ways(request, shown[0]) if shown else [],
        "simplified": _simplified(request, asked),
    }


def _heading(asked: str, count: int, nobody: int) -> TranslationString:
    if not asked:
        return _("找事项")
    facts = {"n": count, "q": asked}
    if count:
        return _("“${q}”找到 ${n} 项", mapping=facts)
    return _("“${q}”现在没有大厅办", mapping=facts) if nobody else _("没有找到“${q}”", mapping=facts)


def _row(request: Request, answer: Found, asked: str) -> dict:
    """Return one answer: its name with the letters that were asked, the reason, who decides, in how many days."""
    room, page, entry = request.room, request.page, answer.entry
    halls = (room.catalogue.hall(key) for key in entry.halls)
    return item_row(request, room.catalogue.offer(answer.hall, entry.code)) | {
        "halls": [
            (one.key, page.say(one.face["short"] + "厅", f"{one.face['short_en']} Hall"),
             page.url(f"items/{entry.code}", hall=one.key)) for one in halls
        ],
        "hall": answer.hall,
        "reason": Reason.of(answer.hit),
        "parts": _parts(entry.name, asked + answer.hit.meant * (answer.hit.why == "everyday"), request),
    }  # fmt: skip


def _parts(name: str, asked: str, request: Request) -> list[tuple[str, bool]]:
    """Return the name in pieces, those that were asked for marked."""
    plain = request.room.house.knowledge.words.script.plain
    letters = set(plain(asked))
    marked = ((letter, bool(letters & set(plain(letter)))) for letter in name)
    return [("".join(letter for letter, _is in run), is_asked) for is_asked, run in groupby(marked, lambda one: one[1])]


def _ways(request: Request, answer: Found) -> list[tuple[TranslationString, str]]:
    """Return other ways to write what was found, or the beginning of it."""
    words, entry = request.room.house.knowledge.words, answer.entry
    plain = words.script.plain(entry.name)[:SAMPLE]
    sounded = [(WHY["pinyin"], words.sounds.letters(plain)), (WHY["initials"], words.sounds.initials(plain)[0])]
    return [*sounded, *((WHY["alias"], alias) for alias in entry.aliases[:2]), (WHY["code"], entry.code)]


def _simplified(request: Request, asked: str) -> str | None:
    script = request.room.house.knowledge.words.script
    return script.simplified(asked) if script.is_traditional(asked) else None
