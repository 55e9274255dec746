"""What people searched for in vain becomes the name of an item by one press."""

import pytest

PATH, POOR, WORD = "/office/queries/", "AH05", "吃低保"


@pytest.fixture
def office(hall):
    return hall.browser(sign_in=hall.account("central_office"))


def test_a_word_that_found_nothing_is_listed_and_one_press_makes_it_found(hall, office):
    with hall.room() as room:
        room.house.side.queries.note("lixin", "农村低保吃", 0)
    page = office.get("/office/").click("搜不到的词")
    row = next(row for row in page.html.select(".wt-asked > li") if row.h2.text == "农村低保吃")
    assert "搜过 1 次" in row.get_text()
    form = next(form for form in page.forms.values() if "word" in form.fields and form["word"].value == "农村低保吃")
    after = form.submit("code", value=POOR).follow()
    assert "现在是 农村低保初审及转报 的叫法" in after.html.select_one(".wt-note-good").get_text()
    assert "农村低保吃" not in [row.h2.text for row in after.html.select(".wt-asked > li")]
    answer = hall.browser().get("/api/v1/search", {"q": "农村低保吃"}).json["results"][0]
    assert (answer["code"], answer["why"]) == (POOR, "alias")


def test_an_item_that_was_not_guessed_is_found_by_a_search_of_the_editors_own(hall, office):
    with hall.room() as room:
        room.house.side.queries.note(None, "zzzz", 0)
    page = office.get(PATH).click("找别的事项")
    assert "没有找到事项" in page.text
    form = next(form for form in page.forms.values() if form.method.upper() == "GET" and "word" in form.fields)
    form["q"] = "农村低保"
    page = form.submit()
    form = next(form for form in page.forms.values() if form.method.upper() == "POST" and "word" in form.fields)
    form.submit("code", value=POOR).follow()
    with hall.room() as room:
        assert "zzzz" in room.items[POOR].aliases
        assert room.office.aliasing.unanswered(5) == (), "the editor's own searches are not kept"


def test_a_word_that_means_no_item_goes_without_an_alias(hall, office):
    with hall.room() as room:
        room.house.side.queries.note(None, "天气预报", 0)
    page = office.get(PATH)
    form = next(form for form in page.forms.values() if "word" in form.fields)
    after = form.submit("act", value="drop").follow()
    assert "没有搜不到的词" in after.text
    with hall.room() as room:
        assert all(not item.log for item in room.items.values())


def test_a_word_whose_alias_is_refused_stays_on_the_list(hall, office):
    with hall.room() as room:
        room.house.side.queries.note(None, "农村低保初审及转报", 0)
    page = office.get(PATH)
    form = next(form for form in page.forms.values() if "word" in form.fields)
    refusal = form.submit("code", value=POOR, expect_errors=True)
    assert refusal.status_int == 409
    assert "已经有这个叫法" in refusal.text
    with hall.room() as room:
        assert [one.text for one in room.office.aliasing.unanswered(5)] == ["农村低保初审及转报"]


def test_nobody_else_sees_what_people_searched_for(hall):
    for role in ("citizen", "hall_admin", "counter"):
        hall.browser(sign_in=hall.account(role)).get(PATH, status=403)
