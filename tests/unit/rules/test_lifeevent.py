"""An item belongs to a matter of life by a word in its name or a theme of its source, and by nothing else."""

import pytest

from wangting.rules.lifeevent import LifeEvent, events_of

BIRTH = LifeEvent("birth", "生", "生育", "Having a child", ("出生", "收养"), ("生小孩",), ("机构",))
HEALTH = LifeEvent("health", "医", "看病", "Health", ("预防接种", "出生缺陷"))


@pytest.mark.parametrize(
    ("name", "themes", "keys"),
    [
        ("《出生医学证明》首次签发", (), ("birth",)),
        ("计划生育手术并发症鉴定", ("妇女", "生小孩"), ("birth",)),
        ("收养登记机构设立审批", ("生小孩",), ()),
        ("出生缺陷筛查", (), ("birth", "health")),
        ("取水许可", ("公用事业",), ()),
    ],
)
def test_a_word_or_a_theme_puts_an_item_there_and_an_excluded_word_keeps_it_out(name, themes, keys):
    assert events_of((BIRTH, HEALTH), name, themes) == keys
