"""A small catalogue of real names, and the declared words."""

from pathlib import Path

import pytest

from wangting.declare.search import load
from wangting.services.finding.entries import Entry
from wangting.services.finding.index import Index
from wangting.services.finding.words import Words

ROOT = Path(__file__).resolve().parents[4]
UNITS = {"lixin/jiaoyu": "利辛县教育局", "lixin/gongan": "利辛县公安局", "lixin/leer": "利辛县空部门"}
AT_SCHOOL = {"lixin": "lixin/jiaoyu"}
CARS = {"lixin": "lixin/gongan"}
ENTRIES = (
    Entry("440102013002", "高等学校教师资格认定", ("教师证",), ("毕业证书",), ("11440100007482620J3",), AT_SCHOOL),
    Entry("440102013003", "教师资格考试成绩查询", (), (), (), {**AT_SCHOOL, "ezone": "ezone/shehui"}),
    Entry("440106054000", "机动车注册登记", ("上牌", "机动车注册登记业务"), ("机动车来历证明",), (), CARS),
    Entry("440509001009", "法律援助", ("法律援助申请指引",), ("经济困难",), (), {}),
    Entry("440113106002", "建设项目环境影响报告表审批", (), (), (), {"ezone": "ezone/shehui"}),
    Entry("440113106002.2", "建设项目环境影响报告表审批", (), (), (), {}),
    Entry("AH09", "POS机登记", (), (), (), {}),
)  # fmt: skip


@pytest.fixture(scope="session")
def words():
    return Words.of(load(ROOT)[0])


@pytest.fixture(scope="session")
def index(words):
    return Index(ENTRIES, words, UNITS)
