"""The law texts that the house holds, as pages, and how a citation leads into them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyramid.request import Request
from pyramid.view import view_config
from translationstring import TranslationString, TranslationStringFactory

from wangting.rules.citation import Lawbook, Piece
from wangting.rules.law import Law, article_title
from wangting.security.permissions import PUBLIC
from wangting.views.portal.guidefacts import linked
from wangting.views.publicity import PLAIN
from wangting.views.traversal.laws import LawContext, Laws

_ = TranslationStringFactory("wangting")

Said = Mapping[str, object]


@view_config(context=Laws, request_method="GET", permission=PUBLIC, public=PLAIN, renderer="portal/laws.pt")
def laws(context: Laws, request: Request) -> dict:
    """List the laws, the one with the most articles first."""
    held = sorted(context.room.house.trade.laws.laws.values(), key=lambda law: (-len(law.articles), law.key))
    rows = [
        {"href": request.page.url(f"laws/{law.key}"), "title": law.title, "title_en": law.title_en,
         "version": law.version, "extent": extent(law)}
        for law in held
    ]  # fmt: skip
    return {"title": _("这里能看 ${n} 部法律法规的条文", mapping={"n": len(rows)}), "rows": rows}


@view_config(context=LawContext, request_method="GET", permission=PUBLIC, public=PLAIN, renderer="portal/law.pt")
def law(context: LawContext, request: Request) -> dict:
    """Show the articles of one law that are held, each under an anchor of its number."""
    found = context.law
    return {
        "title": found.title,
        "law": found,
        "extent": extent(found),
        "articles": [
            {"anchor": anchor(number), "number": number, "title": article_title(number), "lines": lines}
            for number, lines in found.articles.items()
        ],
    }


def extent(law: Law) -> TranslationString:
    """Return in words how much of a law is held."""
    said = {"n": len(law.articles)}
    return _("全文，${n} 条", mapping=said) if law.whole else _("选收 ${n} 条，不是全文", mapping=said)


def anchor(article: int) -> str:
    """Return under which name an article stands on the page of its law."""
    return f"a{article}"


def href_of(request: Request, key: str, article: int | None = None) -> str:
    """Return where a law is, or one of its articles."""
    page = request.page.url(f"laws/{key}")
    return page if article is None else f"{page}#{anchor(article)}"


def held_at(request: Request, key: str, article: int) -> str | None:
    """Return where an article is, None where it is not held."""
    return href_of(request, key, article) if request.room.house.trade.laws.has(key, article) else None


def cited(request: Request, pieces: Iterable[Piece]) -> list[dict]:
    """Return ``pieces`` as a page shows them: words, and the address to follow where they lead into a law."""
    return [
        {"words": piece.words, "href": href_of(request, piece.law, piece.article) if piece.law else None}
        for piece in pieces
    ]


def words_cited(request: Request, words: str | None) -> list[dict]:
    """Return ``words`` in pieces, those that name what is held as links."""
    return cited(request, request.room.house.trade.laws.pieces(words or ""))


def listed(source: object) -> list[Said]:
    """Return what the record of a source says its item rests on, as an edition would."""
    laws = [source] if isinstance(source, str) else source or ()
    return [{"law": law} for law in laws]


def basis_of(request: Request, rows: Iterable[Said]) -> list[dict]:
    """Return what an item rests on: the citation in pieces, the editor's words, the held text, an address to follow.

    Words that the held text says itself are not said twice; only an address of the web is followed.
    """
    book, found = request.room.house.trade.laws, []
    for row in rows:
        pieces, words = book.row(str(row["law"]), row.get("article")), row.get("words")
        texts = list(_texts(book, pieces))
        is_said = words is not None and any(_bare(words) in _bare("".join(text["lines"])) for text in texts)
        found.append({"pieces": cited(request, pieces), "words": None if is_said else words, "texts": texts,
                      "href": linked(row.get("address") or "")["href"]})  # fmt: skip
    return found


def resting_on(request: Request, workflow: str) -> list[dict]:
    """Return the articles that a version of a workflow rests on: what each says in plain words, and where it stands."""
    trade, page = request.room.house.trade, request.page
    rows = ((row, trade.laws.laws[row.law]) for row in trade.procedures.get(workflow, ()))
    return [
        {
            "words": page.say(row.words, row.words_en),
            "law": page.say(law.called + article_title(row.article), f"{law.title_en}, article {row.article}"),
            "href": href_of(request, row.law, row.article),
        }
        for row, law in rows
    ]


def _texts(book: Lawbook, pieces: Iterable[Piece]) -> Iterator[dict]:
    """Yield the articles that ``pieces`` lead to, each once: its heading, and what it says."""
    for key, number in dict.fromkeys((piece.law, piece.article) for piece in pieces if piece.article is not None):
        yield {"title": article_title(number), "lines": book.laws[key].articles[number]}


def _bare(words: str) -> str:
    return "".join(words.split())
