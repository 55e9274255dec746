"""The forms in which an edition is edited, one for each part of ``rules.editing``."""

from __future__ import annotations

from functools import lru_cache

from wangting.forms.form import Form
from wangting.forms.kinds import KINDS
from wangting.forms.spec import FieldSpec, Named, SectionSpec
from wangting.rules.questions import HEADING, PAPER

MOST_ROWS, MOST_QUESTIONS, LONG = 100, 150, 500

UNITS = (Named("workday", "工作日", "Working days"), Named("calendar_day", "自然日", "Calendar days"))
NECESSITIES = (Named("required", "必要", "Required"), Named("optional", "非必要", "Optional"),
               Named("deferrable", "容缺后补", "May follow later"))  # fmt: skip
FORMS = (Named("original", "原件", "Original"), Named("copy", "复印件", "Copy"),
         Named("electronic", "电子件", "Electronic"))  # fmt: skip
CHANNELS = (Named("applicant", "申请人自备", "The applicant's own"), Named("government", "政府部门核发", "Government"),
            Named("intermediary", "中介", "Intermediary"), Named("other", "其他", "Elsewhere"))  # fmt: skip
DEPTHS = (Named("1", "Ⅰ级 看指南", "I guide"), Named("2", "Ⅱ级 网上提交", "II sent online"),
          Named("3", "Ⅲ级 到一次现场", "III one visit"), Named("4", "Ⅳ级 全程网办", "IV wholly online"))  # fmt: skip
STARS = (Named("1", "一星", "One star"), Named("2", "二星", "Two stars"), Named("3", "三星", "Three stars"),
         Named("4", "四星", "Four stars"), Named("5", "五星", "Five stars"))  # fmt: skip
#: What a row of a form can be: a heading, a question of any kind that there is, a paper of the list.
ROW_KINDS = (Named(HEADING, "小节标题", "Heading"),
             *(Named(key, kind.title or key, kind.title_en or key) for key, kind in KINDS.items()
               if key not in (PAPER, "group")),
             Named(PAPER, "材料（清单里的）", "A paper of the list"))  # fmt: skip
_BY_LINE = ("一行一个", "One a line")


def _text(name: str, title: str, title_en: str, *hint: str, required: bool = False, limit: int = 200,
          suggested: str = "") -> FieldSpec:  # fmt: skip
    return FieldSpec(name, title, title_en, *hint, kind="text", required=required, limit=limit, suggested=suggested)


def _long(name: str, title: str, title_en: str, *hint: str) -> FieldSpec:
    return FieldSpec(name, title, title_en, *hint, kind="paragraph", limit=20_000)


def _whole(name: str, title: str, title_en: str) -> FieldSpec:
    return FieldSpec(name, title, title_en, kind="whole")


def _choice(name: str, title: str, title_en: str, options: tuple[Named, ...], *, required: bool = False) -> FieldSpec:
    return FieldSpec(name, title, title_en, kind="choice", required=required, options=options,
                     clearable=not required)


def _yes_no(name: str, title: str, title_en: str) -> FieldSpec:
    return FieldSpec(name, title, title_en, kind="yes_no", clearable=True)


def _rows(name: str, title: str, title_en: str, *fields: FieldSpec, most: int = MOST_ROWS) -> FieldSpec:
    return FieldSpec(name, title, title_en, kind="group", limit=most, fields=fields, ordered=True)


#: The id of the list of names of material templates on the page of the materials.
TEMPLATES = "templates"
_ID = FieldSpec("id", "编号", "Id", kind="hidden")
#: What material templates decide of a paper besides its name (``rules.template.FACTS``).
_SHARED = (
    _text("provider", "由谁出具", "Issued by", limit=LONG),
    _choice("channel", "从哪里来", "Where it comes from", CHANNELS),
    _text("kind", "材料类型", "Kind"),
    _long("requirement", "要求", "What it must be"),
    _long("instructions", "怎么填", "How to fill it in"),
    _text("blank", "空白表", "Blank form", limit=LONG),
    _text("sample", "填好的样子", "Filled-in sample", limit=LONG),
)
_FIELDS: dict[str, tuple[FieldSpec, ...]] = {
    "guide": (
        _text("name", "事项名称", "Name of the item", required=True, limit=LONG),
        _long("service_object", "给谁办", "For whom", *_BY_LINE),
        _long("conditions", "受理条件", "Conditions"),
        _long("prohibited", "什么情况办不了", "When it cannot be done"),
        _long("quantity", "数量限制", "Limit in number"),
        _text("scope", "通办范围", "Where it can be done", limit=LONG),
        _text("level", "行使层级", "Level of government"),
        _text("power_source", "权力来源", "Source of the power"),
        _text("delegated", "受委托的部门", "Delegated to"),
        _long("joint_bodies", "联办机构", "Bodies that handle it jointly", *_BY_LINE),
        _long("handling", "办理形式", "Ways of handling", *_BY_LINE),
        _choice("depth", "网上能办到哪一步", "How far it goes online", DEPTHS),
        _choice("stars", "网上办理星级", "Stars for how it is done online", STARS),
        _whole("visits", "要到现场几次", "Visits"),
        _long("visit_reason", "为什么要到现场", "Why people have to come"),
        _yes_no("booking", "能预约", "Can be booked"),
        _yes_no("courier", "能快递", "Delivered by courier"),
        _yes_no("online_payment", "能网上缴费", "Payment online"),
        _yes_no("self_service", "自助终端能办", "At a self-service terminal"),
        _long("steps", "办理步骤", "Steps", *_BY_LINE),
        _long("special_procedures", "可能有的特别程序", "Special procedures there may be", *_BY_LINE),
        _long("intermediary", "中介服务", "Intermediary services"),
        _text("result_name", "办好了给什么", "What is given", limit=LONG),
        _text("result_kind", "结果类型", "Kind of result"),
        _text("result_sample", "结果样本", "Sample of the result", "网址或说明", "An address or words", limit=LONG),
    ),
    "limits": (
        _whole("legal_amount", "法定时限", "Statutory limit"),
        _choice("legal_unit", "法定时限的单位", "Unit of the statutory limit", UNITS),
        _long("legal_note", "法定时限说明", "About the statutory limit"),
        _whole("promised_amount", "承诺时限", "Promised limit"),
        _choice("promised_unit", "承诺时限的单位", "Unit of the promised limit", UNITS),
        _long("promised_note", "承诺时限说明", "About the promised limit"),
    ),
    "materials": (
        _rows(
            "materials", "材料", "Papers",
            _ID,
            _text("name", "材料名称", "Name", required=True, limit=LONG, suggested=TEMPLATES),
            _choice("necessity", "必要性", "Needed", NECESSITIES),
            _choice("form", "形式", "Form", FORMS),
            _whole("copies", "份数", "Copies"),
            *_SHARED,
            _long("basis", "为什么要", "Why it is asked for"),
        ),
    ),
    "scenarios": (
        _rows(
            "scenarios", "情形", "Situations",
            _ID,
            _text("title", "情形", "Situation", required=True),
            _text("title_en", "英文", "In English"),
            _text("materials", "要哪几样材料", "Which papers", "写材料的号，用空格隔开",
                  "Numbers of the papers, with spaces between", limit=LONG),
        ),
    ),
    "form": (
        FieldSpec("generic", "换回统一的表：问什么跟着材料和服务对象自动来，下面写的不算",
                  "Back to the common form: it follows from the papers and whom the item serves; what is below is not "
                  "kept", kind="tick"),
        _rows(
            "rows", "表里的每一行", "The rows of the form",
            _ID,
            _choice("kind", "这一行是什么", "What this row is", ROW_KINDS, required=True),
            _text("title", "问什么，或者标题", "What is asked, or the heading", required=True, limit=LONG),
            _text("title_en", "英文", "In English", limit=LONG),
            _yes_no("required", "必须回答", "Has to be answered"),
            _text("hint", "怎么填的提示", "How to answer", limit=LONG),
            _text("hint_en", "提示的英文", "How to answer, in English", limit=LONG),
            FieldSpec("options", "可选的几项", "What can be chosen", "一行一个：中文 | 英文",
                      "One a line: Chinese | English", kind="options"),
            most=MOST_QUESTIONS,
        ),
    ),
    "fees": (
        _text("fee", "收费", "Fee", "不收费就写：免费", "Where nothing is charged, the Chinese word for free",
              limit=LONG),
        _rows(
            "fees", "收费项目", "Charges",
            _text("name", "名称", "Name", required=True),
            _text("standard", "标准", "Rate", limit=LONG),
            _text("basis", "依据", "Basis", limit=LONG),
            _text("waiver", "减免", "Reduced or waived", limit=LONG),
        ),
    ),
    "basis": (
        _rows(
            "basis", "法律依据", "Legal basis",
            _text("law", "法律法规", "Law", "全称、简称都行；收了条文的，指南会连过去",
                  "Full or short name; where the text is held, the guide leads to it", required=True, limit=LONG),
            _text("article", "条款", "Article", "写到条：第三十一条", "Down to the number of the article"),
            _long("words", "条文", "Words"),
            _text("address", "原文网址", "Where it can be read", "官方公布法律原文的网页，写全：https://…",
                  "The page where the law is officially published, in full: https://…", limit=LONG),
        ),
    ),
    "faq": (
        _rows(
            "faq", "常见问题", "Frequent questions",
            _text("question", "问题", "Question", required=True, limit=LONG),
            FieldSpec("answer", "解答", "Answer", kind="paragraph", required=True, limit=20_000),
        ),
    ),
}  # fmt: skip


@lru_cache(maxsize=4)
def new_item_form(classes: tuple[Named, ...], departments: tuple[Named, ...] = ()) -> Form:
    """Return the form that begins an item; ``classes`` are what a hall offers.

    ``departments`` are those of which somebody who drafts for several chooses one.
    """
    asked = (_choice("department", "哪个部门的", "For which department", departments, required=True),)
    fields = (
        *(asked if departments else ()),
        _text("name", "事项名称", "Name of the item", required=True, limit=LONG),
        FieldSpec("item_class", "哪一类", "Class", "空着就只列在基本目录里，各厅不办",
                  "Empty: it stands in the base catalogue only, no hall offers it", kind="choice", options=classes),
        _text("like", "照哪个事项写", "Like which item", "写它的编码：条件、材料、流程都照它，再改；空着就从头写",
              "Its code: conditions, papers and workflow are taken over for you to change; empty to begin anew"),
        _text("base_code", "基本编码", "Code", "上级给了 12 位编码就写上；空着由网厅编，以后不变",
              "The 12-digit code where one was given; empty, and the hall gives one that stays"),
    )  # fmt: skip
    return Form((SectionSpec("form", "", fields=fields),))


#: The choice of nothing: a row of buttons has no empty one.
NONE = "none"


@lru_cache(maxsize=4)
def class_form(classes: tuple[Named, ...], ranks: tuple[Named, ...]) -> Form:
    """Return the form of what an item is and under which it lies."""
    fields = (
        FieldSpec("item_class", "哪一类", "Class", kind="choice", required=True,
                  options=(*classes, Named(NONE, "只列在基本目录，各厅不办", "Base catalogue only, in no hall"))),
        FieldSpec("rank", "事项层级", "Level", "子项在主项下面，业务办理项在主项或者子项下面",
                  "A sub-item lies under a main item, a handled item under either", kind="choice", required=True,
                  options=(*ranks, Named(NONE, "不分层", "No levels"))),
        _text("parent", "上级事项的编码", "Code of the item above", "主项空着", "Empty for a main item"),
        _text("legacy_code", "旧编码", "Former code", "以前的目录里用的编码；市民搜旧编码也能找到。没有就空着",
              "The code in the list of before, by which people still find it; empty if there is none", limit=50),
    )  # fmt: skip
    return Form((SectionSpec("form", "", fields=fields),))


def template_form() -> Form:
    """Return the form of a material template."""
    return _TEMPLATE_FORM


_TEMPLATE_FORM = Form((SectionSpec("form", "", fields=(
    _text("name", "材料名称", "Name", required=True, limit=LONG),
    _long("also", "也叫", "Also called", "同一份材料在事项里的其他写法，一行一个",
          "Other names that items have for the very same paper, one a line"),
    *_SHARED,
)),))  # fmt: skip


@lru_cache(maxsize=32)
def part_form(part: str, workflows: tuple[Named, ...]) -> Form:
    """Return the form of a part; ``workflows`` are what an item may follow."""
    fields = _flow(workflows) if part == "flow" else _FIELDS[part]
    return Form((SectionSpec("form", "", fields=fields),))


def _flow(workflows: tuple[Named, ...]) -> tuple[FieldSpec, ...]:
    return (
        _choice("workflow", "办理流程", "Workflow", workflows, required=True),
        _text("certificate_name", "发什么证", "Licence that is issued", limit=LONG),
        _text("certificate_code", "证照类型代码", "Type code of the licence", "21 位数字和大写字母",
              "21 figures and capitals"),
    )  # fmt: skip
