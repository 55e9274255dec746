from datetime import timedelta

import pytest

from wangting.gateways.side.records import FileRef

FILE = FileRef("1" * 64, "身份证.jpg", 50_000, "image/jpeg")
TWENTY_MINUTES = timedelta(minutes=20)


def test_a_parked_post_is_taken_once_with_all_that_was_posted(side):
    token = side.parked.park("d" * 32, {"name": "王小明", "rows": ["a"]}, {"m1": [FILE]})
    taken = side.parked.take(token)
    assert (taken.draft_id, taken.values, taken.files) == (
        "d" * 32,
        {"name": "王小明", "rows": ["a"]},
        {"m1": (FILE,)},
    )
    assert side.parked.take(token) is None


def test_a_parked_post_can_be_read_and_is_still_there(side, clock):
    token = side.parked.park("d" * 32, {"name": "王小明"}, {})
    assert side.parked.read(token) == side.parked.read(token) == side.parked.take(token)
    assert side.parked.read(token) is None
    old = side.parked.park("d" * 32, {}, {})
    clock.advance(days=1)
    assert side.parked.read(old) is None


def test_the_files_of_a_parked_post_are_in_use_until_it_is_taken(side):
    token = side.parked.park("d" * 32, {}, {"m1": [FILE], "m2": [FILE]})
    assert side.drafts.uses_of(FILE.sha256) == 1
    side.parked.take(token)
    assert side.drafts.uses_of(FILE.sha256) == 0


def test_a_parked_post_is_kept_for_a_day_and_then_swept(side, clock):
    token, swept = side.parked.park("d" * 32, {}, {}), side.parked.park("e" * 32, {}, {"m1": [FILE]})
    clock.advance(hours=23, minutes=59)
    assert side.parked.sweep() == ()
    clock.advance(minutes=1)
    assert side.parked.take(token) is None
    assert side.parked.sweep() == (FILE.sha256,)
    assert side.parked.take(swept) is None


@pytest.mark.parametrize("wrong", ["", "x", "汉字" * 1000])
def test_what_is_no_token_takes_nothing(side, wrong):
    assert side.parked.take(wrong) is None
    assert side.codes.redeem_token("hand-over", wrong) is None


def test_a_code_is_good_once(side):
    code = side.codes.issue("reset", "7", TWENTY_MINUTES)
    assert len(code) == 6
    assert code.isdigit()
    assert side.codes.redeem("reset", "7", code)
    assert not side.codes.redeem("reset", "7", code)


def test_a_code_is_good_for_its_purpose_and_subject_only(side):
    code = side.codes.issue("reset", "7", TWENTY_MINUTES)
    assert not side.codes.redeem("reset", "8", code)
    assert not side.codes.redeem("sign-in", "7", code)
    assert side.codes.redeem("reset", "7", code)


def test_a_code_ends_after_its_lifetime(side, clock):
    code = side.codes.issue("reset", "7", TWENTY_MINUTES)
    clock.advance(minutes=20)
    assert not side.codes.redeem("reset", "7", code)


def test_a_code_dies_after_five_wrong_tries(side):
    code = side.codes.issue("reset", "7", TWENTY_MINUTES)
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        assert not side.codes.redeem("reset", "7", wrong)
    assert not side.codes.redeem("reset", "7", code)


def test_a_new_code_kills_the_one_before(side):
    codes = [side.codes.issue("reset", "7", TWENTY_MINUTES, digits=12) for _ in range(2)]
    assert not side.codes.redeem("reset", "7", codes[0])
    assert side.codes.redeem("reset", "7", codes[1])


def test_a_token_brings_its_payload_once_for_its_purpose_and_in_time(side, clock):
    tokens = [side.codes.issue_token("hand-over", {"party": 7, "to": "亳州"}, TWENTY_MINUTES) for _ in range(2)]
    assert side.codes.redeem_token("other", tokens[0]) is None
    assert side.codes.redeem_token("hand-over", tokens[0]) == {"party": 7, "to": "亳州"}
    assert side.codes.redeem_token("hand-over", tokens[0]) is None
    clock.advance(minutes=20)
    assert side.codes.redeem_token("hand-over", tokens[1]) is None


def test_codes_that_are_over_are_swept(side, clock):
    side.codes.issue("reset", "7", TWENTY_MINUTES)
    clock.advance(minutes=19)
    assert side.codes.sweep() == 0
    clock.advance(minutes=1)
    assert side.codes.sweep() == 1


def test_the_person_sees_who_looked_newest_first(side, clock):
    side.looks.note(1, "counter", "case", person=7, case="N1")
    clock.advance(minutes=1)
    side.looks.note(2, "supervisor", "spot check", person=7)
    side.looks.note(3, "counter", "case", person=8)
    assert [(look.viewer, look.post, look.why) for look in side.looks.of_person(7)] == [
        (2, "supervisor", "spot check"),
        (1, "counter", "case"),
    ]
    assert side.looks.of_person(7)[0].at == clock.now()
    assert [look.viewer for look in side.looks.of_case("N1")] == [1]
    assert len(side.looks.of_person(7, limit=1)) == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("老年证", "老年证"),
        ("341622199001011234 老年证", "# 老年证"),
        ("34162219900101123X", "#"),
        ("手机13856712345丢了", "手机#丢了"),
        ("办2024年的", "办2024年的"),
        ("长" * 300, "长" * 100),
    ],
)
def test_a_search_is_kept_without_numbers_that_could_be_a_persons(side, typed, kept):
    side.queries.note("mengcheng", typed, 3)
    (query,) = side.queries.latest()
    assert (query.hall, query.text, query.results) == ("mengcheng", kept, 3)


def test_words_that_found_nothing_are_counted_the_most_asked_first(side):
    for text, results in (("老年证", 0), ("准生证", 0), ("老年证", 0), ("出生证", 4), ("老年证", 2)):
        side.queries.note("lixin", text, results)
    assert [(one.text, one.times) for one in side.queries.unanswered(10)] == [("老年证", 2), ("准生证", 1)]
    assert [one.text for one in side.queries.unanswered(10, 1)] == ["准生证"]


def test_words_that_were_answered_are_forgotten_and_only_they(side):
    for text, results in (("老年证", 0), ("老年证", 0), ("老年证", 1), ("老年证换发", 0)):
        side.queries.note(None, text, results)
    side.queries.forget("老年证")
    assert [one.text for one in side.queries.unanswered(10)] == ["老年证换发"]
    assert [(one.text, one.results) for one in side.queries.latest()] == [("老年证换发", 0), ("老年证", 1)]
