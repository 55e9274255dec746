"""What a person is told when something cannot be: what happened, what is safe, what to do next.

One row per code of ``errors.py`` and of those who raise it; a code without a row is told by its status.  The words
never repeat what was sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from translationstring import TranslationStringFactory

from wangting.theming.adminfaults import ADMINISTRATION
from wangting.theming.fault import Fault
from wangting.theming.identityfaults import IDENTITIES
from wangting.theming.mandatefaults import CUSTODY, MANDATES
from wangting.theming.officefaults import OFFICE
from wangting.theming.publishingfaults import PUBLISHING

_ = TranslationStringFactory("wangting")

_NOT_CHANGED = _("什么都没有改动。")
_DRAFT_SAFE = _("已经存下的草稿和已经提交的办件都在。")
_ASK = _("还不行就打 12345，报下面的编号。")

BY_STATUS: Mapping[int, Fault] = MappingProxyType(
    {
        400: Fault(_("发来的内容不完整"), _DRAFT_SAFE, _("请回到上一页再做一次。"), "back"),
        403: Fault(_("这里不归您办"), _NOT_CHANGED, _("如果该归您办，请找大厅管理员核对岗位。")),
        404: Fault(_("没有这个网页"), "", _("可能是网址打错了一个字，或者链接旧了。从大厅首页找，最快。")),
        405: Fault(_("这个网址不能这样打开"), _NOT_CHANGED, _("请从大厅首页重新进来。")),
        409: Fault(_("现在不能这样办"), _NOT_CHANGED, _("请回到上一页，看看现在能做什么。"), "back"),
        413: Fault(_("发来的内容太大"), _DRAFT_SAFE, _("请回到上一页，换小一点的文件再传，一次一个。"), "back"),
        429: Fault(_("做得太快了，请等 ${wait} 秒再试"), _NOT_CHANGED, _("等一等再来，不用一直刷新。"), "again"),
        500: Fault(_("我们这里出错了"), _DRAFT_SAFE, _ASK),
        503: Fault(
            _("现在办事的人太多，请等 ${wait} 秒再试"),
            _("您填的都在：草稿存着，已经提交的一件也不会丢。"),
            _ASK,
            "again",
        ),
        507: Fault(_("现在存不下新的内容"), _DRAFT_SAFE, _("我们已经收到提醒，正在处理。请过一会儿再交。"), "again"),
    }
)

BY_CODE: Mapping[str, Fault] = MappingProxyType(
    {
        **MANDATES,
        **CUSTODY,
        **PUBLISHING,
        **ADMINISTRATION,
        **IDENTITIES,
        **OFFICE,
        "no_hall": Fault(_("没有这个大厅"), "", _("全市有六个厅，请按您住的村或社区来选。"), "halls"),
        "no_template": Fault(_("没有这个材料模板"), "", _("可能去掉了。请从材料模板的清单里找。")),
        "no_item": Fault(_("没有这个事项"), "", _("可能换了编码，或者网址打错了一个字。请从事项清单里找。"), "items"),
        "not_here": Fault(_("这个厅不办这个事项"), "", _("网址没有错，只是各厅办的事项不一样。"), "items"),
        "no_department": Fault(_("这个厅没有这个部门"), "", _("可能换了名字。请从部门清单里找。"), "departments"),
        "no_law": Fault(_("这里没有收这部法律"), "", _("收了哪些，清单里都有；没有收的，请看国家公布的文本。"), "laws"),
        "no_case": Fault(_("查不到这件办件"), "", _("请核对编号。您自己的办件，登录后在“我的办件”里都有。"), "me"),
        "no_track": Fault(_("编号和查询码对不上"), "", _("请照回执再核对一遍，两样都要对。"), "track"),
        "no_licence": Fault(_("查不到这张证"), "", _("请核对网址或重新扫码。查不到不等于假证，可以打 12345 核实。")),
        "licence_file_pending": Fault(
            _("电子证照正在制作"),
            _("证照从决定那一刻起就有效，现在已经可以查验。"),
            _("通常几秒钟就好，请再试一次。"),
            "again",
        ),
        "no_draft": Fault(_("这份草稿不在了"), "", _("草稿可能已经提交，或者被您删掉了。请看“我的办件”。"), "me"),
    "not_for_oneself": Fault(
        _("这个账号不能申请"),
        _NOT_CHANGED,
        _("工作人员和代办员的账号只用来办公。自己要办事，请用个人账号登录。"),
        "sign_in",
    ),
    "no_file_chosen": Fault(_("请先选一个文件，再按上传"), _DRAFT_SAFE, _("请回到上一页，选好文件再传。"), "back"),
    "verify_wait": Fault(_("查得太快了，请等 ${wait} 秒再查"), "", _("等一等再来，不用一直刷新。"), "again"),
    "no_document": Fault(_("没有这份文书"), "", _("请从办件页里打开文书。"), "me"),
    "too_many_parts": Fault(_("发来的内容太多"), _DRAFT_SAFE, _("请回到上一页，一次传一个文件。"), "back"),
    "draft_not_found": Fault(
            _("这份草稿不在了"), "", _("草稿可能已经提交，或者被您删掉了。请看“我的办件”。"), "me"
        ),
        "draft_submitted": Fault(_("这份申请已经提交过了"), _("只算一件，不会重复。"), _("编号在“我的办件”里。"), "me"),
        "foreign_form": Fault(
            _("这张表不是从我们的网页发来的"), _NOT_CHANGED, _("请回到上一页，刷新以后再做一次。"), "back"
        ),
        "session_over": Fault(
            _("登录时间到了，请重新登录"), _("草稿在最后一次保存时的样子还在。"), _("登录以后接着填。"), "sign_in"
        ),
        "outdated": Fault(
            _("这件事刚刚有人办过了"),
            _("没有覆盖别人办的，您写的意见还没有记下。"),
            _("请先看看现在的情况，再决定怎么办。"),
            "back",
        ),
        "collision": Fault(
            _("同一时刻办的人太多，这次没有办成"), _DRAFT_SAFE, _("请等 ${wait} 秒，再按一次。"), "again"
        ),
        "storage_away": Fault(
            _("网厅的数据库暂时连不上"), _DRAFT_SAFE, _("请等 ${wait} 秒，再按一次。"), "again"
        ),
        "not_your_act": Fault(_("这一步不归您的岗位办"), _NOT_CHANGED, _("请看这件办件现在轮到谁。"), "back"),
        "no_such_act": Fault(_("办件现在的状态不能这样办"), _NOT_CHANGED, _("请回到办件，看看现在能做什么。"), "back"),
        "decider_reviewed": Fault(
            _("审查和决定要由两个人办"), _NOT_CHANGED, _("这件是您审查的，请另一位审批人员来决定。"), "back"
        ),
        "reason_missing": Fault(_("要写明理由"), _NOT_CHANGED, _("不予受理、退回和不予许可都要写理由。"), "back"),
        "nothing_listed": Fault(_("要一次写全缺什么"), _NOT_CHANGED, _("请勾出要补的材料，或写明要补什么。"), "back"),
        "not_online": Fault(_("这个大厅还不能在网上申请"), _DRAFT_SAFE, _("请到窗口办，或者打 12345 问清楚。")),
        "told_once_already": Fault(
            _("补正只能告知一次"), _NOT_CHANGED, _("行政许可法第三十二条：要补的全部内容应当一次告知。"), "back"
        ),
        "sign_in_wait": Fault(
            _("试得太多了，请等 ${wait} 秒再登录"), "", _("忘了密码，在登录页面点“忘了密码”。"), "again"
        ),
        "code_wait": Fault(
            _("动态码试得太多了，请等 ${wait} 秒再试"), "", _("可以写一个恢复码。"), "again"
        ),
        "sign_in_busy": Fault(_("现在登录的人太多，请等 ${wait} 秒再试"), "", _ASK, "again"),
        "track_wait": Fault(_("查得太快了，请等 ${wait} 秒再查"), "", _("请照回执核对编号和查询码。"), "again"),
        "password_length": Fault(_("密码要 ${shortest} 到 ${longest} 个字"), "", _("好记的一句话就行。"), "back"),
        "outside_the_list": Fault(_("这不在材料清单里"), _NOT_CHANGED, _("清单以外的材料不用交，谁都不能要。"), "back"),
        "file_too_large": Fault(
            _("文件太大，一个最多 ${megabytes} MB"), _DRAFT_SAFE, _("请换小一点的照片或文件。"), "back"
        ),
        "case_too_large": Fault(
            _("这件的文件加起来太大，最多 ${megabytes} MB"), _DRAFT_SAFE, _("请删掉不要的再传。"), "back"
        ),
        "drafts_too_large": Fault(
            _("您的草稿里文件加起来太大，最多 ${megabytes} MB"), _DRAFT_SAFE, _("请先删掉不要的草稿，再传。"), "me"
        ),
        "too_many_drafts": Fault(
            _("没填完的申请太多，最多 ${limit} 份"), _DRAFT_SAFE, _("请先交掉或删掉几份，再开始新的。"), "me"
        ),
        "too_many_files": Fault(_("一件最多 ${limit} 个文件"), _DRAFT_SAFE, _("请删掉不要的再传。"), "back"),
        "file_empty": Fault(_("这个文件是空的"), _DRAFT_SAFE, _("请重新选一个文件。"), "back"),
        "file_kind_refused": Fault(_("这种文件不能收"), _DRAFT_SAFE, _("请传 JPG、PNG 照片或 PDF。"), "back"),
        "file_two_kinds": Fault(
            _("这个文件同时像两种格式，不能收"), _DRAFT_SAFE, _("请重新拍照或另存为 PDF。"), "back"
        ),
        "file_name_mismatch": Fault(
            _("文件名和内容不是一种格式"), _DRAFT_SAFE, _("请传原来的文件，不要改后缀。"), "back"
        ),
        "picture_damaged": Fault(_("这张照片打不开"), _DRAFT_SAFE, _("请重新拍一张。"), "back"),
        "picture_too_large": Fault(_("这张照片的尺寸太大"), _DRAFT_SAFE, _("请用手机的普通照片大小重拍。"), "back"),
    }
)


def fault_of(code: str, status: int, facts: Mapping[str, object] | None = None) -> Fault:
    """Return what to say for ``code``, or for its ``status`` where the code has no words of its own."""
    return (BY_CODE.get(code) or BY_STATUS.get(status) or BY_STATUS[500]).said({"wait": 30, **(facts or {})})
