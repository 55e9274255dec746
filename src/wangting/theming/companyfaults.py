"""What is told of organisations, of their operators, of children, and of accounts that cannot be deleted yet."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from translationstring import TranslationStringFactory

from wangting.theming.fault import Fault

_ = TranslationStringFactory("wangting")

_NOT_CHANGED = _("什么都没有改动。")

COMPANIES: Mapping[str, Fault] = MappingProxyType(
    {
        "no_company": Fault(_("没有这家单位"), "", _("您经办的单位都在“我的单位”里。"), "me"),
        "company_taken": Fault(
            _("这家单位已经有人经办"), _NOT_CHANGED, _("请让它的管理经办人加您；找不到人，带证件到窗口指定。"), "back"
        ),
        "representative_unproved": Fault(
            _("您的姓名还没有核实过，不能凭它当法定代表人"), _NOT_CHANGED, _("先核实身份，或者到窗口登记。"), "back"
        ),
        "representative_phone": Fault(
            _("您不是法定代表人，要写他在网厅注册的手机号"), _NOT_CHANGED, _("他没有注册的，到窗口登记。"), "back"
        ),
        "representative_unknown": Fault(
            _("用这个手机号和姓名，没有找到核实过身份的法定代表人"), _NOT_CHANGED,
            _("请他先注册并核实身份，或者到窗口登记。"), "back",
        ),
        "company_differs": Fault(
            _("名称或法定代表人和上次登记的不一样，网上改不了"), _NOT_CHANGED, _("带营业执照到窗口变更。"), "back"
        ),
        "company_unlike_register": Fault(
            _("登记机关的资料里，这家单位的名称或法定代表人和您写的不一样"), _NOT_CHANGED,
            _("请照营业执照（登记证书）核对；刚变更过的，带原件到窗口登记。"), "back",
        ),
        "company_unconfirmed": Fault(
            _("登记机关现在没能核对上这家单位，委托还没有生效"), _("委托书还在，码也不用再要。"),
            _("过一会儿再按一次确认；急的，带原件到窗口。"), "back",
        ),
        "too_many_companies": Fault(_("一个人最多经办 ${limit} 家单位"), _NOT_CHANGED, "", "back"),
        "not_the_manager": Fault(
            _("只有管理经办人能加人、停人"), _NOT_CHANGED, _("经办人里排在第一的就是管理经办人。"), "back"
        ),
        "operator_already": Fault(_("他已经是经办人，而且到期更晚"), _NOT_CHANGED, "", "back"),
        "company_item_only": Fault(
            _("这件事由单位申请"), _NOT_CHANGED, _("先在“我的单位”里登记单位，再代它办理。"), "me"
        ),
        "person_item_only": Fault(
            _("这件事由个人申请，不收单位的申请"), _NOT_CHANGED, _("不再代单位办理，用自己的名义申请。"), "point"
        ),
        "cases_open": Fault(
            _("还有没办完的件，不能注销"), _NOT_CHANGED, _("办完或撤回以后再来注销。"), "me"
        ),
        "child_grown": Fault(
            _("满 ${years} 岁了，可以自己注册"), _NOT_CHANGED, _("请他用自己的手机号注册。"), "back"
        ),
        "child_known": Fault(
            _("这个孩子已经登记过，不能在网上再登记"), _NOT_CHANGED, _("带户口本或出生证明到窗口核对。"), "back"
        ),
    }
)
