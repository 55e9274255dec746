"""What is told in the administration of a hall: of posts, people, departments and rights."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from translationstring import TranslationString, TranslationStringFactory

from wangting.theming.fault import Fault

_ = TranslationStringFactory("wangting")

_NOT_CHANGED = _("什么都没有改动。")


def _told(heading: TranslationString, todo: TranslationString) -> Fault:
    return Fault(heading, _NOT_CHANGED, todo, "back")


ADMINISTRATION: Mapping[str, Fault] = MappingProxyType(
    {
        "no_official": _told(_("本厅没有这个人"), _("别的厅的人由别的厅管。请从工作人员清单里找。")),
        "no_unit_here": _told(_("本厅没有这个单位"), _("请从清单里选。")),
        "no_post_there": _told(_("没有这个岗位，或者已经收回"), _("请看看现在有哪些岗位。")),
        "no_stand_in": _told(_("没有这个代岗，或者已经收回"), _("请看看现在代谁的岗。")),
        "no_post_here": _told(_("本厅没有这个岗位，或者大厅给不了"), _("市级岗位由市级给；本厅的岗位在权限页里加。")),
        "unit_of_another_hall": _told(_("这个单位不在本厅"), _("岗位只能给在本厅的部门、镇和村。")),
        "post_not_held_there": _told(_("这个岗位不设在这种地方"), _("例如审批岗只设在部门。请换一个单位。")),
        "post_backwards": _told(_("最后一天在第一天以前"), _("请改日期。")),
        "post_over_already": _told(_("最后一天已经过了"), _("请写今天或以后的日子。")),
        "post_of_another_kind": _told(
            _("代办员只能做代办员，工作人员不能做代办员"), _("两种账号分开：要换，就新增一个账号。")
        ),
        "post_held_already": _told(_("这个人在这里已经有这个岗位"), _("要换期限，先收回再给。")),
        "held_together": _told(
            _("这样会一人全办：受理、审查、审批都在一个人手上"),
            _("请换一个人；确实要这样，先在权限页“允许一人全办”里写明部门和理由。"),
        ),
        "own_admin_post": _told(_("不能收回自己的管理员岗位"), _("请另一位管理员来收。")),
        "yourself": _told(_("不能对自己的账号这样做"), _("请另一位管理员来做。")),
        "own_overlay": _told(
            _("这样改，您自己的权限会变多，不能由您自己存"),
            _("改的内容都在：请另一位管理员照着写一份来存，或者去掉让您变多的那几处。"),
        ),
        "posts_elsewhere": _told(_("这个人在别处还有岗位"), _("只能收回在本厅的岗位；账号要各处商量好再停。")),
        "official_shut_out": _told(_("这个账号已经停用"), _("要先恢复账号。")),
        "shut_out_already": _told(_("这个账号已经停用了"), _("不用再停。")),
        "not_shut_out": _told(_("这个账号没有停用"), _("不用恢复。")),
        "stands_in_circle": _told(_("代岗绕成了一圈"), _("自己不能代自己；甲代乙的时候，乙不能再代甲。请换一个人。")),
        "stands_in_already": _told(_("这几天已经代这个人的岗"), _("要换期限，先收回再安排。")),
        "stands_in_too_long": _told(_("一次代岗最长一年"), _("更久的，请直接给岗位。")),
        "reason_needed": _told(_("要写明理由或文号"), _("记在台账里，以后查得到。")),
        "name_missing": _told(_("要写名称，不能太长"), _("请写全称。")),
        "name_taken": _told(_("本厅已经有这个名称"), _("请换一个名称。")),
        "login_form": _told(_("工号要用小写字母、数字和短横，字母开头，3 到 40 个字"), _("例如 jiaoyu-zhang。")),
        "login_taken": _told(_("这个工号已经有人用"), _("请换一个工号。")),
        "phone_form": _told(_("手机号不对"), _("请核对位数，或者空着。")),
        "phone_taken": _told(_("这个手机号已经登记在别的账号上"), _("请空着，或者换一个号。")),
        "login_twice": _told(_("这个工号在表里有两行"), _("一个人一行，以后的岗位在页面上给。")),
        "phone_twice": _told(_("这个手机号在表里有两行"), _("一个号码一个人。")),
        "post_unknown": _told(_("本厅没有叫这个名字的岗位"), _("照岗位清单写，例如：受理岗。")),
        "unit_unknown": _told(_("本厅没有叫这个名字的单位"), _("写全称，例如：蒙城县教育局；或者写代码。")),
        "unit_ambiguous": _told(_("本厅有几个单位叫这个名字"), _("请写代码，例如 341622101201。")),
        "day_form": _told(_("日期不对"), _("例如 2026-09-28。")),
        "cells_missing": _told(_("这一行的格数和表头不一样"), _("请补上或删掉多的格。")),
        "formula": _told(_("这一格是公式"), _("请换成算好的值。")),
        "roster_too_large": _told(_("表格太大，最多 ${megabytes} MB"), _("请分几次导入。")),
        "roster_too_long": _told(_("一次最多 ${most} 行"), _("请分几次导入。")),
        "roster_empty": _told(_("表里一个人也没有"), _("第一行是表头，从第二行起一个人一行。")),
        "unknown_format": _told(_("只收 .xlsx 和 .csv"), _("请另存为这两种格式的一种。")),
        "wrong_columns": _told(
            _("表头不对：缺的是“${missing}”，多的是“${strange}”"), _("请改表头，一列不能多，一列不能少。")
        ),
        "no_sheet": _told(_("没有叫“${sheet}”的工作表"), _("请把那一页改成这个名字。")),
        "no_workbook": _told(_("这个文件打不开，不是工作簿"), _("请另存为 .xlsx 再传。")),
        "workbook_too_large": _told(_("工作簿展开来太大"), _("请分几次导入。")),
        "no_csv": _told(_("这个 CSV 读不了"), _("请存成 UTF-8 的 CSV，或者 .xlsx。")),
        "roster_rows_wrong": _told(_("有 ${rows} 行不对，一个人也没有导入"), _("请改好再传。")),
        "slug_form": _told(_("网址里的名字要用小写字母、数字和下划线，字母开头"), _("例如 jiaoyu。")),
        "slug_taken": _told(_("这个名字已经用过"), _("撤下的部门也占着名字，请换一个。")),
        "no_town": _told(_("没有选镇或街道"), _("请选本厅的一个镇或街道。")),
        "station_there": _told(_("这个部门在这里已经有站"), _("不用再设。")),
        "department_offers": _told(_("这个部门还有事项在办"), _("先把事项转给别的部门或者停办。")),
        "department_has_cases": _told(_("这个部门还有没办完的件"), _("办完了再撤。")),
        "department_has_people": _told(_("这个部门还有人有岗位"), _("先收回岗位。")),
        "nothing_changed": _told(_("没有要改的"), _("请先加上要改的。")),
        "day_is_past": _told(_("生效的日子已经过了"), _("权限从今天或以后起改，过去的改不了。")),
        "overlay_faulty": _told(_("这样改存不了"), _("请看页面上列出的几处。")),
        "overlay_too_long": _told(_("一次改得太多"), _("先存一版，再改下一版。")),
        "nothing_chosen": _told(_("没有选要做什么"), _("请回到上一页，按一个按钮。")),
    }
)
