"""What people of the central office are told when something cannot be done to an item."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from translationstring import TranslationStringFactory

from wangting.theming.fault import Fault

_ = TranslationStringFactory("wangting")

_NOT_CHANGED = _("什么都没有改动。")
_AGAIN = _("可能刚被别人改了。请回到上一页刷新看看。")

OFFICE: Mapping[str, Fault] = MappingProxyType(
    {
        "alias_empty": Fault(_("没有写叫法"), _NOT_CHANGED, _("请回到上一页，写一个人们常说的词。"), "back"),
        "alias_long": Fault(_("叫法太长，最多 ${most} 个字"), _NOT_CHANGED, _("请回到上一页，写短一点。"), "back"),
        "alias_known": Fault(_("这个事项已经有这个叫法"), _NOT_CHANGED, _("不用再加，现在就能搜到。"), "back"),
        "waiver_reason": Fault(_("没有写理由"), _NOT_CHANGED, _("请回到上一页，写明为什么可以不改。"), "back"),
        "no_public_file": Fault(
            _("没有这个文件"), "", _("网址可能少了几个字，或者还没有公布。请打开办事指南，从“要准备什么”里下载。")
        ),
        "no_place_for_file": Fault(
            _("这一版没有这样材料了"), _NOT_CHANGED, _("可能刚被别人改了。请回到上一页刷新，再选一次文件。"), "back"
        ),
        "public_file": Fault(
            _("这个文件存坏了，不能给您"), "", _("我们已经记下来了。请打 12345，或者到窗口要一份。")
        ),
        "no_rule": Fault(_("没有这条检查"), _NOT_CHANGED, _("可能换了名字。请从检查清单里找。")),
        "no_waiver": Fault(_("这一条没有留下过理由"), _NOT_CHANGED, _AGAIN, "back"),
        "no_file_looked_at": Fault(_("没有看过的文件"), _NOT_CHANGED, _("请再传一次，先看一遍。"), "back"),
        "rows_wrong": Fault(_("有 ${rows} 行不对"), _NOT_CHANGED, _("请再传一次，照说明改好。"), "back"),
        "no_part": Fault(_("没有这一部分"), "", _("请从草稿的各部分里找。")),
        "no_draft": Fault(_("还没有草稿"), _NOT_CHANGED, _("改任何一部分，就有草稿了。"), "back"),
        "nothing_to_undo": Fault(_("没有可以撤销的"), _NOT_CHANGED, _("要整份不要，在版本页丢掉草稿。"), "back"),
        "nothing_to_change_back": Fault(
            _("没有可以改回去的"), _NOT_CHANGED, _("最后一次改的已经不是现在这样了。请看看现在怎样，直接改。"), "back"
        ),
        "comment_empty": Fault(_("没有写留言"), _NOT_CHANGED, _("请回到上一页，写几个字。"), "back"),
        "no_alias": Fault(_("这个事项没有这个叫法"), _NOT_CHANGED, _AGAIN, "back"),
    }
)
