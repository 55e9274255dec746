"""The texts of notices are declared data; a text for an act nobody does is a mistake."""

from wangting.declare import notices

FILE = "tenants/_shared/notices.yaml"
TEXT = "title: 通知\ntitle_en: Notices\ntexts:\n  {act}: {{sms: 短信, subject: 题, body: '{body}'}}\n"


def load(home):
    found, problems = notices.load(home.path, frozenset({"accept"}))
    return found, [str(problem) for problem in problems]


def test_a_text_is_found_by_its_act(empty):
    empty.write(FILE, TEXT.format(act="accept", body="正文"))
    found, problems = load(empty)
    assert problems == []
    assert found["accept"].body == "正文"


def test_an_act_nobody_does_is_told(empty):
    empty.write(FILE, TEXT.format(act="publish", body="正文"))
    assert load(empty)[1] == [f"{FILE}:4: texts.publish: no such act: accept"]


def test_a_place_that_nothing_fills_is_told(empty):
    empty.write(FILE, TEXT.format(act="accept", body="{{moon}}").replace("{{moon}}", "{moon}"))
    assert load(empty)[1] == [f"{FILE}:4: texts.accept.body: nothing is filled in for {{moon}}"]


def test_a_missing_file_is_a_problem(empty):
    assert load(empty)[1] == [f"{FILE}:1: (file): cannot be read: No such file or directory"]
