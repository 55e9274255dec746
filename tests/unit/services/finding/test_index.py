"""Every way of asking leads to the item, each with its reason; nonsense leads nowhere near."""

import pytest

from wangting.services.finding.entries import Entry
from wangting.services.finding.hits import WHY, Hit, keep_best
from wangting.services.finding.index import Index
from wangting.services.finding.spoken import MOST, Rows

TEACHER, SCORES, CAR, AID, SURVEY, POS = (
    "高等学校教师资格认定",
    "教师资格考试成绩查询",
    "机动车注册登记",
    "法律援助",
    "建设项目环境影响报告表审批",
    "POS机登记",
)


def best(index, text):
    hits = index.find(text)
    place = max(hits, key=lambda place: hits[place].score)
    return index.entries[place].name, hits[place]


@pytest.mark.parametrize(
    ("asked", "name", "why"),
    [
        (TEACHER, TEACHER, "name"),
        ("教师证", TEACHER, "alias"),
        ("教师成绩", SCORES, "name"),
        ("考试成绩", SCORES, "name"),
        ("高等教师认定", TEACHER, "name"),
        ("法援", AID, "everyday"),
        ("环评", SURVEY, "everyday"),
        ("環境影響報告", SURVEY, "name"),
        ("高等学校教师资各认定", TEACHER, "typo"),
        ("falvyuanzhu", AID, "pinyin"),
        ("fa lv yuan", AID, "pinyin"),
        ("falü", AID, "pinyin"),
        ("法律yuanzhu", AID, "pinyin"),
        ("posjidengji", POS, "pinyin"),
        ("jdczcdj", CAR, "initials"),
        ("jdc", CAR, "initials"),
        ("zcdj", CAR, "initials"),
        ("jd", CAR, "initials"),
        ("jdczxdj", CAR, "initials"),
        ("440102013002", TEACHER, "code"),
        ("440509", AID, "code"),
        ("ah09", POS, "code"),
        ("11440100007482620j3", TEACHER, "code"),
        ("利辛县公安局", CAR, "department"),
        ("经济困难", AID, "about"),
        ("pos", POS, "name"),
        ("posj", POS, "initials"),
    ],
)
def test_the_best_answer_and_its_reason(index, asked, name, why):
    found, hit = best(index, asked)
    assert (found, hit.why) == (name, why)
    assert 0 < hit.score <= 1


def test_what_is_said_and_what_is_meant_is_told(index):
    assert best(index, "教师证")[1] == Hit(1.0, "alias", "教师证", "教师证")
    assert best(index, "法援")[1][2:] == ("法援", "法律援助")
    assert best(index, "法律援住登")[1].why != "typo", "two letters are not one slip"
    assert best(index, "机动车注侧登记")[1][2:] == ("侧", "册")


@pytest.mark.parametrize("asked", ["", "  ", "，。", "<>"])
def test_a_text_without_a_letter_finds_nothing(index, asked):
    assert index.find(asked) == {}


def test_a_word_nobody_ever_wrote_is_no_more_than_a_guess(index):
    hits = index.find("飞碟停靠站")
    assert all(hit.score < 0.25 for hit in hits.values())


def test_initials_of_two_letters_must_begin_the_name(index):
    assert [index.entries[place].name for place, hit in index.find("zc").items() if hit.why == "initials"] == []


def test_a_slip_in_a_short_text_and_in_one_of_known_pairs_is_none(index):
    assert best(index, "法律圆")[1].why != "typo"
    assert best(index, "教师资格考试成绩")[1].why == "name"


def test_common_letters_count_for_what_is_near_though_they_choose_nothing(index):
    few = index.find("教师资格考试", closely=1)
    (place,) = (place for place, hit in few.items() if hit.why == "name")
    assert index.entries[place].name == SCORES
    assert few[place].score == pytest.approx(index.find("教师资格考试")[place].score)


def test_a_code_needs_four_letters_and_a_digit(index):
    assert all(hit.why != "code" for hit in index.find("440").values())
    assert all(hit.why != "code" for hit in index.find("ahzz").values())


def test_every_reason_is_in_the_order_in_which_reasons_are_told(index):
    asked = ("教师", "法援", "jdc", "falv", "4401", "利辛县公安局", "经济困难", "教师证", "机动车注侧登记")
    assert {hit.why for text in asked for hit in index.find(text).values()} == set(WHY)


def test_the_better_of_two_hits_stays():
    hits = {1: Hit(0.5, "name"), 2: Hit(0.5, "name")}
    keep_best(hits, {1: Hit(0.9, "pinyin"), 2: Hit(0.9, "pinyin"), 3: Hit(0.4, "about")}, 0.5)
    assert hits == {1: Hit(0.5, "name"), 2: Hit(0.5, "name"), 3: Hit(0.2, "about")}
    keep_best(hits, {1: Hit(0.9, "pinyin")})
    assert hits[1] == Hit(0.9, "pinyin")


def test_a_hall_has_its_entries_and_each_name_a_letter(index):
    assert [entry.name for entry in index.in_hall("ezone")] == [SCORES, SURVEY]
    assert [index.letter(entry) for entry in index.in_hall("lixin")] == ["G", "J", "J"]
    assert index.names("教师证")[0] == TEACHER


def test_pinyin_of_which_the_last_syllable_is_half_typed_is_found_at_the_beginning_of_a_syllable(index):
    assert best(index, "jiaosh")[0] == TEACHER, "it has the shorter name, 教师证"
    assert best(index, "jiaosh")[1].why == "pinyin"
    assert best(index, "zigere")[0] == TEACHER
    assert all(hit.why != "pinyin" for hit in index.find("aoshiz").values()), "no syllable begins there"
    assert best(index, "jiaoshizigekaoshi")[1].score > best(index, "jiaosh")[1].score > 0.5


def test_what_is_made_of_an_entry_is_made_once_for_an_index(words):
    entry, made = Entry("440509001009", "法律援助"), []
    index = Index([entry], words, {})

    def write(entry):
        made.append(entry.code)
        return (entry.name,)

    assert index.written(0, write) == index.written(0, write) == ("法律援助",)
    assert made == ["440509001009"]


def test_a_piece_that_stands_in_very_many_rows_is_told_of_some():
    rows = Rows(["ab"] * (MOST + 5))
    assert list(rows.holding("b")) == [(number, 1) for number in range(MOST)]
    assert list(rows.holding("c")) == []
