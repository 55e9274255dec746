"""What stands in which column of a catalogue's workbook, and what offices write for the words of the house.

Three sheets: one row for an item, one for each of its materials, one for each field of a form of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

TEXT, LINES, WHOLE, TRUTH, OPTIONS = "text", "lines", "whole", "truth", "options"

Path = tuple[str, ...]

UNITS = {"workday": "工作日", "calendar_day": "自然日"}
NECESSITIES = {"required": "必要", "optional": "非必要", "deferrable": "容缺后补"}
FORMS = {"original": "原件", "copy": "复印件", "electronic": "电子"}
STAGES = {"draft": "草稿", "reviewed": "已审核", "published": "已发布", "retired": "已废止"}
FORM_CHOICES = {"generic": "通用表单", "own": "专用表单"}
YES, NO = "是", "否"
#: Between the value, the Chinese and the English title of an option; each option is a line of its cell.
BAR = "|"


class Unfit(ValueError):
    """A cell does not hold what its column needs; ``code`` says what it needs."""

    def __init__(self, code: str, value: object) -> None:
        super().__init__(code)
        self.code = code
        self.value = value


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column: its title, which part of the item stands in it, as what, and the words offices write for values."""

    title: str
    path: Path
    kind: str = TEXT
    words: Mapping[str, str] = field(default_factory=dict)

    def cell(self, value: object) -> str | int | None:
        """Return what stands in the cell for ``value``."""
        if value is None or value == []:
            return None
        if self.kind == LINES:
            return "\n".join(value)
        if self.kind == TRUTH:
            return YES if value else NO
        if self.kind == OPTIONS:
            return "\n".join(BAR.join((option["value"], option["title"], option["title_en"])) for option in value)
        return self.words.get(value, value)

    def value(self, cell: object) -> object:
        """Return what ``cell`` says; raises Unfit.  An empty cell is None, or an empty list where a list belongs."""
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            return [] if self.kind in (LINES, OPTIONS) else None
        if self.kind == WHOLE:
            return _whole(cell)
        said = _text(cell)
        if self.kind == TRUTH:
            return _truth(said)
        if self.kind == LINES:
            return [line for line in said.split("\n") if line.strip()]
        if self.kind == OPTIONS:
            return [_option(line) for line in said.split("\n") if line.strip()]
        return next((key for key, word in self.words.items() if word == said), said)


def _whole(cell: object) -> int:
    if isinstance(cell, bool):
        raise Unfit("not_whole", cell)
    if isinstance(cell, int) or (isinstance(cell, float) and cell.is_integer()):
        return int(cell)
    if isinstance(cell, str) and cell.strip().isascii() and cell.strip().isdigit():
        return int(cell.strip())
    raise Unfit("not_whole", cell)


def _text(cell: object) -> str:
    """Return a cell as text: a spreadsheet makes numbers of codes and days of dates while they are typed."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\r\n", "\n")


def _truth(said: str) -> bool:
    if said.strip() not in (YES, NO):
        raise Unfit("not_yes_no", said)
    return said.strip() == YES


def _option(line: str) -> dict[str, str]:
    parts = line.split(BAR)
    if len(parts) != 3:  # noqa: PLR2004 - the value and its two titles
        raise Unfit("not_option", line)
    return dict(zip(("value", "title", "title_en"), parts, strict=True))


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
#: Mappings of which all columns empty mean that there is none.
OPTIONAL = (("note",), ("edition", "legal_limit"), ("edition", "promised_limit"), ("edition", "certificate"))
