"""What a template is to each item that asks for its paper, and what many items at once are brought to."""

from datetime import date

import pytest

from publishing import TODAY, drafted, office, seen
from wangting.errors import NotFound, Outdated, Refused
from wangting.rules.template import EMPTY
from wangting.services import harmonising

PAPER = "居民身份证"


@pytest.fixture
def key(hall):
    """The template of the paper, which now says more than the items do."""
    with hall.room(commit=True) as room:
        template = room.office.templating.called(PAPER)
        template.data = {**template.data, "requirement": "在有效期内"}
        room.register.stamp.move()
        return template.key


def of(room, key):
    templating = room.office.templating
    return {use.item.code: use for use in templating.uses(templating.of(key))}


def marks(room, codes):
    return {code: room.items[code].editions[-1].seen_mark for code in codes}


def act(hall, what, key, by, *more, codes=None):
    with hall.room(commit=True) as room:
        chosen = marks(room, of(room, key) if codes is None else codes)
        return getattr(room.office.harmonising, what)(key, chosen, by, *more)


def test_an_item_that_does_not_ask_for_the_paper_has_nothing_to_do_with_it(hall, key):
    with hall.room() as room:
        templating = room.office.templating
        template = templating.of(key)
        assert templating.count(template) == len(templating.uses(template))
        others = [code for code in room.items if code not in of(room, key)]
        assert others
        assert all(templating.use(template, code) is None for code in others)
        assert templating.use(template, "没有") is None


def test_a_paper_is_found_under_each_of_its_names(hall, key):
    with hall.room() as room:
        assert room.office.templating.called("《身份证》").key == key
        assert room.office.templating.called("身份证复印件") is None


def test_four_eyes_hold_for_many_as_for_one(hall, key):
    writer, other = office(hall)
    drafts = act(hall, "draft", key, writer)
    assert drafts.left == ()
    assert act(hall, "review", key, writer) == (0, tuple((code, "own") for code in sorted(drafts_of(hall, key))))
    assert act(hall, "review", key, other).done == drafts.done
    assert act(hall, "publish", key, writer, TODAY).done == drafts.done
    with hall.room() as room:
        assert {use.state for use in of(room, key).values()} == {"same"}
        assert all([deed.what for deed in use.item.editions[-1].log] == ["written", "reviewed", "published"]
                   for use in of(room, key).values() if len(use.item.editions) > 1)  # fmt: skip


def drafts_of(hall, key):
    with hall.room() as room:
        return [code for code, use in of(room, key).items() if use.state == "drafted"]


def test_what_is_in_review_is_not_written_in_and_what_changes_more_is_not_reviewed_with_the_rest(hall, key):
    writer, other = office(hall)
    with hall.room() as room:
        first, second, *_rest = sorted(of(room, key))
    number = drafted(hall, first, conditions="别的")
    with hall.room(commit=True) as room:
        room.publishing.review(first, number, other, seen(room, number, first))
    with hall.room() as room:
        assert of(room, key)[first].state == "locked"
    assert act(hall, "draft", key, writer, codes=[first]) == (0, ((first, "unseen"),))
    drafted(hall, second, conditions="别的")
    assert act(hall, "draft", key, writer, codes=[second]).done == 1
    assert act(hall, "review", key, other, codes=[second]) == (0, ((second, "more"),))


def test_a_draft_that_somebody_else_is_writing_is_theirs(hall, key):
    writer, other = office(hall)
    with hall.room() as room:
        code = min(of(room, key))
    drafted(hall, code, conditions="别的")
    assert act(hall, "draft", key, other, codes=[code]) == (0, ((code, "others"),))
    assert act(hall, "draft", key, writer, codes=[code]) == (1, ())


def test_at_most_so_many_are_taken_at_a_time_and_the_rest_is_told(hall, key, monkeypatch):
    monkeypatch.setattr(harmonising, "MOST", 1)
    with hall.room() as room:
        codes = sorted(of(room, key))
    assert act(hall, "draft", key, office(hall)[0], codes=codes) == (1, tuple((code, "unseen") for code in codes[1:]))


def test_a_day_that_cannot_be_leaves_every_edition_as_it_is(hall, key):
    writer, other = office(hall)
    act(hall, "draft", key, writer)
    reviewed = act(hall, "review", key, other)
    with hall.room() as room:
        before = marks(room, of(room, key))
    refused = act(hall, "publish", key, writer, date(2020, 1, 1))
    assert refused.done == 0
    assert {why for _code, why in refused.left} == {"effective_past"}
    with hall.room() as room:
        assert marks(room, of(room, key)) == before
        assert sum(use.state == "reviewed" for use in of(room, key).values()) == reviewed.done


def test_a_new_name_keeps_the_old_one(hall, key):
    by = office(hall)[0]
    with hall.room(commit=True) as room:
        templating = room.office.templating
        template = templating.of(key)
        assert templating.keep(key, {**template.data, "name": "第三代居民身份证"}, by, template.seen_mark)
        assert templating.called(PAPER).name == "第三代居民身份证"
        assert not templating.keep(key, template.data, by, template.seen_mark)


def test_what_was_not_seen_is_not_written_over_nor_taken_away(hall, key):
    by = office(hall)[0]
    with hall.room() as room:
        templating = room.office.templating
        with pytest.raises(Outdated):
            templating.keep(key, templating.of(key).data, by, "7.old")
        with pytest.raises(Outdated):
            templating.drop(key, by, "7.old")
        with pytest.raises(NotFound, match="no_template"):
            templating.drop("M9999", by, "")


def test_two_who_make_one_at_once_get_two_keys(hall):
    by = office(hall)[0]
    with hall.room(commit=True) as room:
        keys = {room.office.templating.make({**EMPTY, "name": name}, by) for name in ("甲证", "乙证")}
        assert len(keys) == 2
        with pytest.raises(Refused, match="template_name"):
            room.office.templating.make({**EMPTY, "name": "《甲证》"}, by)


def test_the_writer_of_many_gets_no_notice_for_each(hall, key):
    writer, other = office(hall)

    def letters():
        with hall.room() as room:
            return sum(len(bucket.messages) for tree in room.register.outbox for bucket in tree.values())

    act(hall, "draft", key, writer)
    before = letters()
    act(hall, "review", key, other)
    act(hall, "publish", key, other, TODAY)
    assert letters() == before


def paper_of(hall, code):
    with hall.room() as room:
        return next(one for one in room.items[code].editions[-1].materials if one["name"] == PAPER)


def changed(hall, code, **words):
    """Write by hand what the paper of the draft is to say."""
    with hall.room() as room:
        newest = room.items[code].editions[-1]
    rows = [{**one, **words} if one["name"] == PAPER else one for one in newest.data["materials"]]
    drafted(hall, code, materials=rows)


@pytest.mark.parametrize(
    "words", [{"instructions": "须另交五百元保证金"}, {"requirement": "别的要求"}, {"necessity": "optional"}]
)
def test_nothing_goes_with_the_others_that_the_template_does_not_say(hall, key, words):
    writer, other = office(hall)
    with hall.room() as room:
        code = min(of(room, key))
    act(hall, "draft", key, writer, codes=[code])
    changed(hall, code, **words)
    done = act(hall, "review", key, other, codes=[code])
    assert done.done == 0
    assert {why for _code, why in done.left} <= {"more", "unseen"}


def test_a_draft_that_was_written_by_hand_is_looked_at_by_itself_even_where_it_says_the_same(hall, key):
    _writer, other = office(hall)
    with hall.room() as room:
        code = min(of(room, key))
        template = room.office.templating.of(key).data
    changed(hall, code, **{field: template[field] for field in ("provider", "channel", "requirement")})
    assert act(hall, "review", key, other, codes=[code]) == (0, ((code, "by_hand"),))


def test_another_paper_in_its_place_is_no_change_of_words(hall, key):
    writer, other = office(hall)
    with hall.room() as room:
        code = min(of(room, key))
        newest = room.items[code].editions[-1]
    rows = [{**one, "name": "护照"} if one["name"] == PAPER else one for one in newest.data["materials"]]
    drafted(hall, code, materials=rows)
    with hall.room() as room:
        assert code not in of(room, key)
    assert act(hall, "draft", key, writer, codes=[code]).done == 0
    with hall.room(commit=True) as room:
        number = room.items[code].editions[-1].number
        room.publishing.review(code, number, other, seen(room, number, code))
    with hall.room(commit=True) as room:
        room.publishing.publish(code, number, other, TODAY, seen(room, number, code))
    passport = next(one for one in rows if one["name"] == "护照")
    with hall.room() as room:
        template = room.office.templating.of(key).data
    said = {field: template[field] for field in ("name", "provider", "channel", "requirement")}
    drafted(hall, code, materials=[{**one, **said} if one["id"] == passport["id"] else one for one in rows])
    done = act(hall, "review", key, other, codes=[code])
    assert done == (0, ((code, "more"),))


def test_two_papers_that_would_become_one_are_left(hall, key):
    writer = office(hall)[0]
    with hall.room() as room:
        code = min(of(room, key))
        newest = room.items[code].editions[-1]
    first = newest.data["materials"][0]
    more = {**first, "id": "m90", "name": "身份证"}
    form = [{**section, "fields": [*section["fields"], *({**field, "id": "m90"} for field in section["fields"]
                                                         if field["id"] == first["id"])]}
            for section in newest.data["form"]]  # fmt: skip
    drafted(hall, code, materials=[*newest.data["materials"], more], form=form)
    assert act(hall, "draft", key, writer, codes=[code]) == (0, ((code, "twice"),))


def test_a_key_is_never_given_to_another(hall):
    by = office(hall)[0]
    with hall.room(commit=True) as room:
        first = room.office.templating.make({**EMPTY, "name": "甲证"}, by)
    with hall.room(commit=True) as room:
        room.office.templating.drop(first, by, room.register.templates[first].seen_mark)
    with hall.room(commit=True) as room:
        assert room.office.templating.make({**EMPTY, "name": "乙证"}, by) > first
        with pytest.raises(Refused, match="template_nameless"):
            room.office.templating.make({**EMPTY, "name": "——"}, by)


def test_what_is_counted_follows_a_draft_that_takes_the_number_of_one_that_was_dropped(hall, key):
    with hall.room() as room:
        templating = room.office.templating
        code = next(code for code in sorted(room.items) if templating.use(templating.of(key), code) is None)
        newest = room.items[code].editions[-1]
    number = drafted(hall, code, conditions="别的")
    with hall.room() as room:
        assert code not in of(room, key)
    with hall.room(commit=True) as room:
        room.publishing.discard(code, number, office(hall)[0], seen(room, number, code))
    paper = {"id": "m77", "name": PAPER, "necessity": None, "copies": None, "form": None, "provider": None,
             "requirement": None}  # fmt: skip
    assert drafted(hall, code, materials=[*newest.data["materials"], paper]) == number
    with hall.room() as room:
        assert of(room, key)[code].state == "off"


def test_a_database_of_before_there_were_templates_takes_one(hall):
    with hall.room(commit=True) as room:
        del room.register.templates
    with hall.room(commit=True) as room:
        key = room.office.templating.make({**EMPTY, "name": "甲证"}, office(hall)[0])
    with hall.room() as room:
        assert room.office.templating.of(key).name == "甲证"
