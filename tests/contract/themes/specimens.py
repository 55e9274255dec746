"""One example of each shared component, with Chinese data as the halls have it."""

from datetime import date, datetime
from pathlib import Path

from wangting import clock
from wangting.declare import calendars, workflows
from wangting.declare.registered import REGISTERED
from wangting.forms.form import Form
from wangting.forms.spec import FieldSpec, SectionSpec
from wangting.gateways import qr
from wangting.rules.timelimit import Limit, deadline
from wangting.theming import deadlines, flowchart
from wangting.theming.html import Html
from wangting.views.reasons import Reason

HOME = Path(__file__).resolve().parents[3]
# A theme for another prefecture has no diagram of these halls.
MAY_BE_EMPTY = {"hall_map"}
HALLS = {
    key: {"href": f"/{key}/", "name": key.title(), "short": key.title(), "count": 14}
    for key in ("municipal", "qiaocheng", "guoyang", "mengcheng", "lixin", "ezone")
}


def specimens(lang):
    """Return the values of each component by its name."""
    due = deadline(date(2026, 9, 21), Limit(12, "workday"), calendars.load(HOME)[0].calendar)
    steps = flowchart.steps_of(workflows.load(HOME, REGISTERED.names)[0]["administrative_licence.v1"], lang)
    form = Form((SectionSpec("s", "申请人", "Applicant", fields=(FieldSpec("name", "姓名", "Name"),)),))
    row = {"href": "/x", "name": "新增取水许可", "note": "某某中药饮片厂", "hall": "lixin", "side": "341622"}
    return {
        "mark": {"hall": "lixin"},
        "hero_art": {},
        "hall_map": {"by_key": HALLS},
        "light": {"light": "green", "text": "4"},
        "light_chip": {"light": "red", "count": 3, "href": "?light=red", "current": True},
        "state": {"kind": "have", "text": "毕业证书"},
        "tag": {"text": "行政许可", "look": "accent"},
        "size": {"size": 2_200_000},
        "facts": {"rows": [{"term": "取水地点", "fact": "蒙城县双涧镇", "change": "/x"}]},
        "answers": {"sections": form.shown({"name": "某某"}, lang=lang), "change": lambda field: f"#{field}"},
        "assurance": {"it": {"needed": "Level 3", "has": "Level 2", "enough": False, "href": "/me/account/identity"}},
        "note": {"kind": "info", "title": Html("<b>1</b>"), "lines": ["提交马上有效。"]},
        "outdated": {"is_outdated": True},
        "errors": {"errors": [("name", "x", "姓名")]},
        "rows": {"rows": [row]},
        "items": {"rows": [row | {"kind": "Licence", "unit": "利辛县水利局", "days": "7"}]},
        "matters": {
            "matters": [{"key": "birth", "glyph": "生", "name": "生育、出生证", "count": 7}],
            "elder": True,
            "url": lambda path, **asked: f"/lixin/{path}?{asked}",
        },
        "halls": {"halls": [{"href": "/lixin/", "key": "lixin", "name": "Lixin", "note": None, "count": 14}]},
        "crumbs": {"crumbs": [("教育局", "/x"), ("办事指南", None)]},
        "back": {"href": "/x", "text": "x"},
        "results": {
            "rows": [
                {
                    "href": "/lixin/items/AH08",
                    "hall": "lixin",
                    "name": "老年优待证换发",
                    "parts": [("老年", True), ("优待证换发", False)],
                    "reason": Reason("Everyday word", "老年证 → 老年人优待证"),
                    "unit": "利辛县民政局",
                    "days": "1",
                    "halls": [("lixin", "Lixin Hall", "/lixin/items/AH08")],
                }
            ],
            "away": True,
        },
        "pager": {"number": 2, "count": 3, "url": lambda number: f"?page={number}"},
        "stream": {
            "entries": [
                {
                    "title": "受理",
                    "state": "past",
                    "when": datetime(2026, 9, 21, 10, 32, tzinfo=clock.ZONE),
                    "notes": ["齐"],
                },
                {"title": "审查", "state": "now"},
                {"title": "发证", "state": "next", "when": date(2026, 10, 14)},
            ]
        },
        "calendar": {"caption": "12", "weeks": deadlines.weeks(due, date(2026, 10, 9), lang)},
        "why": {"reasons": deadlines.reasons(due, lang)},
        "days": {"rows": [{"amount": 12, "words": "12", "name": "x", "kind": "promise"}]},
        "flow": {"steps": steps, "wide": flowchart.wide(steps), "tall": flowchart.tall(steps)},
        "receipt": {
            "number": "341622-20260928-03-00187-0",
            "code": "K7",
            "qr": Html(qr.svg("https://example.invalid/", "x")),
        },
        "verdict": {"kind": "valid", "word": "x"},
        "empty": {"title": "x", "lines": [], "links": [("x", "/x")]},
    }
