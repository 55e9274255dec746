"""The sheets of a catalogue's workbook, their columns, and what offices write for the words of the house.

One row for an item, one for each of its materials, one for each field of a form of its own; lists that few items have
stand on sheets of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

from wangting.gateways.sheets.columns import LINES, OPTIONS, TEXT, TRUTH, WHOLE, Column

UNITS = {"workday": "工作日", "calendar_day": "自然日"}
NECESSITIES = {"required": "必要", "optional": "非必要", "deferrable": "容缺后补"}
FORMS = {"original": "原件", "copy": "复印件", "electronic": "电子"}
STAGES = {"draft": "草稿", "reviewed": "已审核", "published": "已发布", "retired": "已废止"}
RANKS = {"main": "主项", "sub": "子项", "handled": "业务办理项"}
FORM_CHOICES = {"generic": "通用表单", "own": "专用表单"}
CHANNELS = {"applicant": "申请人自备", "government": "政府部门核发", "intermediary": "中介", "other": "其他"}


def _fact(title: str, *path: str, kind: str = TEXT, late: bool = False) -> Column:
    return Column(title, ("edition", "facts", *path), kind, absent=True, late=late)


#: What else an edition may say (declare/itemfacts.py).
FACTS = (
    _fact("禁止条件", "prohibited"),
    _fact("法定时限说明", "legal_note"),
    _fact("承诺时限说明", "promised_note"),
    _fact("必须现场原因", "visit_reason"),
    _fact("网上办理深度", "depth", kind=WHOLE),
    _fact("快递", "courier", kind=TRUTH),
    _fact("网上支付", "online_payment", kind=TRUTH),
    _fact("预约", "booking", kind=TRUTH),
    _fact("自助终端", "self_service", kind=TRUTH),
    _fact("结果名称", "result", "name"),
    _fact("结果类型", "result", "kind"),
    _fact("结果样本", "result", "sample"),
    _fact("特别程序", "special_procedures", kind=LINES),
    _fact("联办机构", "joint_bodies", kind=LINES),
    _fact("办理形式", "handling", kind=LINES),
    _fact("通办范围", "scope"),
    _fact("数量限制", "quantity"),
    _fact("中介服务", "intermediary"),
    _fact("行使层级", "level"),
    _fact("权力来源", "power_source"),
    _fact("委托部门", "delegated"),
    _fact("取消日期", "until"),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook."""

    title: str
    columns: tuple[Column, ...]


CODE = Column("基本编码", ("code",))
#: Where the form stands among the columns of an item: the rows of an own form have a sheet of their own.
FORM = ("edition", "form")

ITEMS = Sheet(
    "事项",
    (
        CODE,
        Column("事项名称", ("edition", "name")),
        Column("事项类型", ("class",)),
        Column("来源", ("source",)),
        Column("来源实施主体", ("agency",)),
        Column("日常用语", ("aliases",), LINES),
        Column("说明", ("note", "zh")),
        Column("说明（英文）", ("note", "en")),
        Column("版本", ("edition", "number"), WHOLE),
        Column("状态", ("edition", "stage"), TEXT, STAGES),
        Column("生效日期", ("edition", "effective")),
        Column("受理条件", ("edition", "conditions")),
        Column("法定时限", ("edition", "legal_limit", "amount"), WHOLE),
        Column("法定时限单位", ("edition", "legal_limit", "unit"), TEXT, UNITS),
        Column("承诺时限", ("edition", "promised_limit", "amount"), WHOLE),
        Column("承诺时限单位", ("edition", "promised_limit", "unit"), TEXT, UNITS),
        Column("到现场次数", ("edition", "visits"), WHOLE),
        Column("服务对象", ("edition", "service_object"), LINES),
        Column("收费", ("edition", "fee")),
        Column("办理流程", ("edition", "steps"), LINES),
        Column("审批流程", ("edition", "workflow")),
        Column("证照名称", ("edition", "certificate", "name")),
        Column("证照类型代码", ("edition", "certificate", "type_code")),
        Column("表单", FORM, TEXT, FORM_CHOICES),
        *FACTS,
        Column("实名等级", ("edition", "assurance"), WHOLE, absent=True),
        Column("事项层级", ("rank",), TEXT, RANKS, late=True),
        Column("上级事项编码", ("parent",), late=True),
        Column("旧编码", ("legacy_code",), late=True),
        _fact("网上办理星级", "stars", kind=WHOLE, late=True),
    ),
)
MATERIALS = Sheet(
    "材料",
    (
        CODE,
        Column("材料编号", ("id",)),
        Column("材料名称", ("name",)),
        Column("必要性", ("necessity",), TEXT, NECESSITIES),
        Column("份数", ("copies",), WHOLE),
        Column("形式", ("form",), TEXT, FORMS),
        Column("出具单位", ("provider",)),
        Column("要求", ("requirement",)),
        Column("材料类型", ("kind",), absent=True),
        Column("来源渠道", ("channel",), TEXT, CHANNELS, absent=True),
        Column("填报须知", ("instructions",), absent=True),
        Column("空白表", ("blank",), absent=True),
        Column("样表", ("sample",), absent=True),
        Column("材料依据", ("basis",), absent=True),
    ),
)
#: A section stands before its first field, in the columns of each of its rows.
SECTION = ("section",)
FIELDS = Sheet(
    "表单",
    (
        CODE,
        Column("部分", (*SECTION, "id")),
        Column("部分标题", (*SECTION, "title")),
        Column("部分标题（英文）", (*SECTION, "title_en")),
        Column("字段", ("id",)),
        Column("字段类型", ("kind",)),
        Column("标题", ("title",)),
        Column("标题（英文）", ("title_en",)),
        Column("必填", ("required",), TRUTH),
        Column("提示", ("hint",)),
        Column("提示（英文）", ("hint_en",)),
        Column("选项", ("options",), OPTIONS),
    ),
)
SHEETS = (ITEMS, MATERIALS, FIELDS)

#: Lists that few items have: each on a sheet of its own, which may be missing, with the part of the item it fills.
LISTS = (
    (
        Sheet(
            "情形",
            (
                CODE,
                Column("情形编号", ("id",)),
                Column("情形", ("title",)),
                Column("情形（英文）", ("title_en",)),
                Column("所需材料编号", ("materials",), LINES),
            ),
        ),
        ("edition", "scenarios"),
    ),
    (
        Sheet(
            "收费",
            (
                CODE,
                Column("收费项目", ("name",)),
                Column("收费标准", ("standard",)),
                Column("收费依据", ("basis",)),
                Column("减免", ("waiver",)),
            ),
        ),
        ("edition", "facts", "fees"),
    ),
    (
        Sheet(
            "依据",
            (
                CODE,
                Column("法律法规", ("law",)),
                Column("条款", ("article",)),
                Column("条文", ("words",)),
                Column("原文网址", ("address",), absent=True),
            ),
        ),
        ("edition", "facts", "basis"),
    ),
    (
        Sheet("常见问题", (CODE, Column("问题", ("question",)), Column("解答", ("answer",)))),
        ("edition", "facts", "faq"),
    ),
)
#: Mappings of which all columns empty mean that there is none.
OPTIONAL = (("note",), ("edition", "legal_limit"), ("edition", "promised_limit"), ("edition", "certificate"))
