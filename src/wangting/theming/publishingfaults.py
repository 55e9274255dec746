"""What is told of editions and of what a hall lays over them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from translationstring import TranslationStringFactory

from wangting.theming.fault import Fault

_ = TranslationStringFactory("wangting")

_NOT_CHANGED = _("什么都没有改动。")

PUBLISHING: Mapping[str, Fault] = MappingProxyType(
    {
        "own_edition": Fault(_("自己写的，不能自己复核"), _NOT_CHANGED, _("请另一位市级管理员来复核。"), "back"),
        "edition_in_review": Fault(
            _("这一版送审了，或者复核过了，不能改"), _NOT_CHANGED, _("要改，先撤回送审，或者请市里退回。"), "back"
        ),
        "not_handed": Fault(_("这份草稿没有送审"), _NOT_CHANGED, _("请回到这一版，看看现在怎样。"), "back"),
        "draft_of_others": Fault(
            _("这份草稿不是您一个人写的，或者市里已经在这个事项上做过事，不能丢掉"),
            _NOT_CHANGED,
            _("要整份不要，请市级事项管理来丢。"),
            "back",
        ),
        "has_parts": Fault(
            _("它下面还有别的事项，不能丢掉"),
            _NOT_CHANGED,
            _("先在那些事项的“类型和归属”里换一个上级，部门请找市级事项管理换；再来丢。"),
            "back",
        ),
        "edition_sealed": Fault(_("发布过的版本不能改"), _NOT_CHANGED, _("要改，起草下一版。"), "back"),
        "edition_stage": Fault(_("这一版现在不能这样办"), _NOT_CHANGED, _("请回到事项，看看现在有哪些版本。"), "back"),
        "promise_breaks": Fault(
            _("有厅的承诺比新版长，没有发布"), _NOT_CHANGED, _("请回到影响那一页，看是哪个厅，请他们先改。"), "back"
        ),
        "end_missing": Fault(_("这个事项没有定取消的日子"), _NOT_CHANGED, _("请回到事项，看看现在怎样。"), "back"),
        "choice_missing": Fault(_("每一处都要选：保留，还是跟新版"), _NOT_CHANGED, _("请回到上一页选好。"), "back"),
        "no_arrival": Fault(_("这一条已经办完了"), "", _("请看本厅的事项里还有哪些。")),
        "no_edition": Fault(_("没有这一版"), "", _("请从事项页里看有哪些版本。")),
    }
)
