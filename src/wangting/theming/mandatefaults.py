"""What is told of mandates, and of cases in somebody's hands."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from translationstring import TranslationStringFactory

from wangting.theming.companyfaults import COMPANIES
from wangting.theming.fault import Fault

_ = TranslationStringFactory("wangting")

_NOT_CHANGED = _("什么都没有改动。")
_TYPED = _("填过的都存着，有了委托就能接着填。")
_ANEW = _("请本人再写一份委托，当面或在网上确认。")

MANDATES: Mapping[str, Fault] = MappingProxyType(
    {
        **COMPANIES,
        "no_mandate": Fault(_("没有这份委托"), "", _("请核对编号。您的委托都在“委托”里。"), "mandates"),
        "mandate_none": Fault(_("没有他的委托"), _TYPED, _ANEW, "point"),
        "mandate_unconfirmed": Fault(
            _("委托还没有确认"), _TYPED, _("请本人看过委托书，报短信里的确认码，或到窗口确认。"), "point"
        ),
        "mandate_revoked": Fault(_("委托已经撤销"), _TYPED, _ANEW, "point"),
        "mandate_over": Fault(_("委托已经到期"), _TYPED, _ANEW, "point"),
        "mandate_not_yet": Fault(_("委托还没到开始的日子"), _TYPED, _("到了委托书上的日子再来办。"), "point"),
        "mandate_other_hall": Fault(_("委托里没有这个厅"), _TYPED, _ANEW, "point"),
        "mandate_other_item": Fault(_("委托里没有这个事项"), _TYPED, _ANEW, "point"),
        "mandate_to_oneself": Fault(_("不能委托自己"), _NOT_CHANGED, _("自己的事，用自己的账号直接办。"), "mandates"),
        "mandate_no_delegate": Fault(
            _("不能委托这个账号"), _NOT_CHANGED, _("可以委托代办员或已经注册的个人。"), "mandates"
        ),
        "mandate_no_principal": Fault(
            _("这个账号不能委托别人"), _NOT_CHANGED, _("工作人员和代办员的账号只用来办公。"), "mandates"
        ),
        "mandate_backwards": Fault(_("最后一天不能在今天以前"), _NOT_CHANGED, _("请改日期。"), "back"),
        "mandate_past": Fault(_("最后一天不能在今天以前"), _NOT_CHANGED, _("请改日期。"), "back"),
        "mandate_too_long": Fault(_("一份委托最长 ${days} 天"), _NOT_CHANGED, _("到期可以再委托。"), "back"),
        "mandate_names_differ": Fault(
            _("姓名和登记的不一样，请照身份证核对"), _NOT_CHANGED, _("改了名的，先到窗口变更登记。"), "back"
        ),
        "mandate_phone_differs": Fault(
            _("手机号不是他登记的那个，确认码只发给登记的手机"),
            _NOT_CHANGED,
            _("请写登记的手机号；换了号的，空着手机号，到窗口确认。"),
            "back",
        ),
        "mandate_no_phone": Fault(_("没有写手机号，发不了确认码"), _NOT_CHANGED, _("请和本人到窗口确认。"), "back"),
        "mandate_confirmed_already": Fault(_("这份委托已经确认过了"), _NOT_CHANGED, _("不用再确认。"), "back"),
        "guardian_needed": Fault(
            _("不满 ${years} 岁，要由监护人委托：写监护人的姓名、身份证号码和手机号"),
            _NOT_CHANGED,
            _("到代办点或窗口，由监护人当面委托。"),
            "back",
        ),
        "guardian_too_young": Fault(_("监护人自己不满 ${years} 岁"), _NOT_CHANGED, _("请写成年的监护人。"), "back"),
        "guardian_is_the_child": Fault(
            _("监护人和本人是同一个身份证号码"), _NOT_CHANGED, _("请写监护人自己的号码。"), "back"
        ),
        "own_mandate": Fault(_("和您自己有关的委托，要由另一位同事确认"), _NOT_CHANGED, "", "back"),
        "for_whom_first": Fault(_("先选替谁办"), _NOT_CHANGED, _("在代办点页里选人，或写一份新的委托。"), "point"),
        "agent_post_over": Fault(
            _("代办员的岗位已经到期"), _NOT_CHANGED, _("请找大厅管理员续上。办到一半的，本人可以接着办。")
        ),
    }
)

CUSTODY: Mapping[str, Fault] = MappingProxyType(
    {
        "own_case": Fault(
            _("自己申请或代办的件，不能自己办"),
            _NOT_CHANGED,
            _("要回避：由另一位同事办（公务员法第七十六条）。"),
            "back",
        ),
        "recused": Fault(_("这件您已经回避"), _NOT_CHANGED, _("由另一位同事办。"), "back"),
        "held_by_another": Fault(
            _("这件在另一位同事手上"), _NOT_CHANGED, _("要由您办，先按“接过来办”，会留下记录。"), "back"
        ),
        "no_colleague": Fault(
            _("不能转给这个人"), _NOT_CHANGED, _("只能转给同一岗位、能办这件的同事。请再选一次。"), "back"
        ),
        "not_in_your_hands": Fault(_("这件不在您手上"), _NOT_CHANGED, _("请看看现在在谁手上。"), "back"),
        "nothing_free": Fault(_("没有等人接的件了"), "", _("都有人在办。要接同事的件，打开它再接过来。"), "back"),
    }
)
