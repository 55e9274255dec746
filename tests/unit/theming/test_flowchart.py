from pathlib import Path

import pytest

from wangting.declare import workflows
from wangting.declare.registered import REGISTERED
from wangting.theming.flowchart import steps_of, tall, wide

HOME = Path(__file__).resolve().parents[3]
FLOWS, PROBLEMS = workflows.load(HOME, REGISTERED.names)


def test_the_ordinary_way_and_the_ways_off_it_are_told_from_the_table():
    steps = steps_of(FLOWS["administrative_licence.v1"], "zh-Hans")
    assert [step.title for step in steps] == ["提交申请", "受理", "审查", "准予", "送达"]
    assert [step.who for step in steps] == ["申请人", "受理岗", "审查岗", "审批岗", "出件岗"]
    assert [[off.title for off in step.off] for step in steps] == [[], ["补正告知", "不予受理"], [], ["不予许可"], []]


@pytest.mark.parametrize("key", FLOWS)
@pytest.mark.parametrize("draw", [wide, tall])
def test_no_box_of_a_drawing_covers_another_or_leaves_the_paper(key, draw):
    chart = draw(steps_of(FLOWS[key], "zh-Hans"))
    for place, box in enumerate(chart.boxes):
        assert box.x >= 0
        assert box.x + box.wide <= chart.wide
        assert box.y + box.high <= chart.high
        for other in chart.boxes[place + 1 :]:
            apart = (
                box.x + box.wide <= other.x
                or other.x + other.wide <= box.x
                or box.y + box.high <= other.y
                or other.y + other.high <= box.y
            )
            assert apart, (box, other)


@pytest.mark.parametrize("key", FLOWS)
def test_a_drawing_shows_every_step_of_the_list(key):
    steps = steps_of(FLOWS[key], "en")
    listed = [step.title for step in steps] + [off.title for step in steps for off in step.off]
    assert sorted(box.step.title for box in wide(steps).boxes) == sorted(listed)
    assert sorted(box.step.title for box in tall(steps).boxes) == sorted(listed)


def test_a_step_says_within_how_many_days_where_the_table_gives_the_timer_a_limit():
    steps = steps_of(FLOWS["administrative_licence.v1"], "zh-Hans")
    assert [step.within for step in steps] == ["", "5 个工作日", "", "", "10 个工作日"]
