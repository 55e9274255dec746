"""``/verify``: anybody checks a licence by its address or the code printed on it."""

from __future__ import annotations

from datetime import date, datetime

from pyramid.request import Request
from pyramid.response import Response
from translationstring import TranslationStringFactory

from wangting.content.licence import Licence
from wangting.errors import NotFound
from wangting.rules.masking import mask_name
from wangting.security.permissions import PUBLIC
from wangting.services.attesting import DOUBTFUL, EXPIRED, VALID
from wangting.theming.dates import day, moment
from wangting.views.dressing import go
from wangting.views.portal.places import city_view
from wangting.views.traversal.contexts import Context

_ = TranslationStringFactory("wangting")

LONGEST = 64
VERDICTS = {
    VALID: ("valid", _("有效")),
    EXPIRED: ("off", _("已过期")),
    DOUBTFUL: ("off", _("核对不上，请打 12345 核实")),
    "cancelled": ("off", _("已注销")),
    "revoked": ("off", _("已撤销")),
    "suspended": ("off", _("已暂扣")),
    "lost": ("off", _("已挂失")),
    "replaced": ("off", _("已变更，有新证")),
}
OFF = ("off", _("现在无效"))
CHECKS = {
    ("content", True): _("登记的内容没有被改过：摘要一致"),
    ("content", False): _("登记的内容和摘要不一致"),
    ("file", True): _("文件没有被改过：摘要与登记的一致"),
    ("file", False): _("文件和登记的摘要不一致"),
    ("file", None): _("证照文件正在生成，登记已经生效"),
    ("signature", True): _("签名有效：由本网厅的大厅签发"),
    ("signature", False): _("签名核对不上"),
    ("decision", True): _("依据的决定在，办理过程环环相扣"),
    ("decision", False): _("依据的决定核对不上"),
}


@city_view(name="verify", request_method="GET", permission=PUBLIC, renderer="portal/verify.pt")
def verify(context: Context, request: Request) -> dict | Response:
    """Show the form, or what was found under the address; the holder is masked."""
    page = {"title": _("证照查验"), "noindex": True}
    asked = request.GET.get("token", "").strip().rsplit("/", 1)[-1][:LONGEST]
    if asked:
        return go(request, f"/verify/{asked}")
    if not request.subpath:
        return {**page, "verdict": None, "facts": ()}
    if len(request.subpath) > 1:
        raise NotFound
    finding = request.room.attesting.check(request.subpath[0], request.network)
    now = request.room.house.clock.now()
    kind, word = VERDICTS.get(finding.status, OFF)
    return {
        **page,
        "verdict": {"kind": kind, "word": word},
        "licence": finding.licence,
        "facts": _facts(finding.licence, request.page.lang),
        "checks": [{"ok": check.ok, "text": CHECKS[check.name, check.ok]} for check in finding.checks],
        "decided": datetime.fromisoformat(finding.decided) if finding.decided else None,
        "checked": _("${moment} 查的，是此刻的状态", mapping={"moment": moment(now, request.page.lang, year=True)}),
    }


def _facts(licence: Licence, lang: str) -> list[dict]:
    """Return what is shown to check by: never more than a masked holder."""
    until = licence.valid_until
    return [
        {"term": _("持证人"), "fact": mask_name(licence.holder_name)},
        {"term": _("证件号码"), "fact": licence.holder_id_masked},
        {"term": _("事项"), "fact": licence.subject},
        {"term": _("颁发机构"), "fact": licence.issuer},
        {"term": _("颁发日期"), "fact": day(date.fromisoformat(licence.issued), lang, weekday=False, year=True)},
        {
            "term": _("有效期"),
            "fact": day(date.fromisoformat(until), lang, weekday=False, year=True) if until else _("没有载明"),
        },
        {"term": _("证照标识"), "fact": licence.identifier},
    ]
