"""What is told of levels of assurance, and of signing in by way of another host or another government's sign-in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from translationstring import TranslationStringFactory

from wangting.theming.fault import Fault

_ = TranslationStringFactory("wangting")

_NOT_CHANGED = _("什么都没有改动。")
_DRAFT_SAFE = _("已经存下的草稿和已经提交的办件都在。")

_AGAIN = _("请再点一次“登录”。")
_PASSWORD = _("可以先用网厅的账号和密码登录。")

IDENTITIES: Mapping[str, Fault] = MappingProxyType(
    {
        "assurance_needed": Fault(
            _("这个事项要先把实名等级升到${level}级"), _DRAFT_SAFE, _("升好以后回到草稿，接着提交。"), "identity"
        ),
        "identity_wait": Fault(
            _("核对得太多了，请过一天再试"), _NOT_CHANGED, _("急着办，请带身份证到窗口，当场就能升级。"), "identity"
        ),
        "identity_unanswered": Fault(
            _("核对身份的系统暂时没有回答"), _DRAFT_SAFE, _("请过一会儿再试，或者带身份证到窗口。"), "identity"
        ),
        "no_id_number": Fault(
            _("这个账号没有身份证号码"), _NOT_CHANGED, _("工作人员和代办员的账号只用来办公，不用实名。"), "me"
        ),
        "no_such_check": Fault(_("这种核对现在没有接通"), _NOT_CHANGED, _("请带身份证到窗口。"), "identity"),
        "hand_over_host": Fault(
            _("不能带您去这个网址"), _("没有把您的登录交给任何人。"), _("请从大厅的网页上重新点“登录”。")
        ),
        "hand_over_used": Fault(_("这个登录链接用过了"), _NOT_CHANGED, _AGAIN, "sign_in"),
        "hand_over_late": Fault(_("这个登录链接过了一分钟，不能用了"), _NOT_CHANGED, _AGAIN, "sign_in"),
        "hand_over_elsewhere": Fault(_("这个登录链接是给另一个大厅的"), _NOT_CHANGED, _AGAIN, "sign_in"),
        "hand_over_browser": Fault(
            _("这个登录链接不是从这台电脑点出来的"), _("没有登录任何人的账号。"), _AGAIN, "sign_in"
        ),
        "hand_over_unknown": Fault(_("没有这个登录链接"), _NOT_CHANGED, _AGAIN, "sign_in"),
        "oidc_off": Fault(_("这里不能用别处的账号登录"), _NOT_CHANGED, _PASSWORD, "sign_in"),
        "oidc_state": Fault(_("这次登录不是从这台电脑开始的，或者已经用过"), _NOT_CHANGED, _AGAIN, "sign_in"),
        "oidc_declined": Fault(_("那边没有让您登录，或者您按了取消"), _NOT_CHANGED, _PASSWORD, "sign_in"),
        "oidc_code": Fault(_("那边不认这个登录码，可能过了时间"), _NOT_CHANGED, _AGAIN, "sign_in"),
        "oidc_nonce": Fault(_("那边回的是另一次登录"), _NOT_CHANGED, _AGAIN, "sign_in"),
        "oidc_issuer": Fault(_("回话的不是约好的认证机构"), _NOT_CHANGED, _PASSWORD, "sign_in"),
        "oidc_audience": Fault(_("那边的回话是给别的网站的"), _NOT_CHANGED, _PASSWORD, "sign_in"),
        "oidc_signature": Fault(_("那边的签名不对"), _NOT_CHANGED, _PASSWORD, "sign_in"),
        "oidc_late": Fault(_("那边的回话过了时间"), _NOT_CHANGED, _AGAIN, "sign_in"),
        "oidc_token": Fault(_("那边的回话看不懂"), _NOT_CHANGED, _PASSWORD, "sign_in"),
        "oidc_no_number": Fault(_("那边没有告诉我们核实过的身份证号码"), _NOT_CHANGED, _PASSWORD, "sign_in"),
        "oidc_names_differ": Fault(
            _("这个身份证号码在网厅登记的是另一个姓名"), _NOT_CHANGED, _("请带身份证到窗口核对。"), "sign_in"
        ),
        "oidc_too_young": Fault(
            _("未满年龄，要由监护人登记"), _NOT_CHANGED, _("请监护人用自己的账号登录，再登记孩子。")
        ),
        "oidc_shut_out": Fault(_("这个账号停用了"), _NOT_CHANGED, _("请打 12345 或到窗口问清楚。")),
        "oidc_linked": Fault(_("那边的账号已经连着另一个网厅账号"), _NOT_CHANGED, _PASSWORD, "sign_in"),
        "peer_away": Fault(_("那边的系统暂时没有回答"), _NOT_CHANGED, _PASSWORD, "sign_in"),
        "own_identity": Fault(
            _("不能核对自己的身份证"), _NOT_CHANGED, _("请另一位窗口人员来核对。")
        ),
    }
)
