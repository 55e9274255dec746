"""The central office says what an item is and under which it lies: at once, with its trace and a way back."""

import pytest

from publishing import TEACHER
from publishing import office as officials

OTHER = "442169016000"
PATH = f"/office/items/{TEACHER}/class"


@pytest.fixture
def office(hall):
    return hall.browser(sign_in=hall.account("central_office"))


def change(office, code=TEACHER, **typed):
    form = office.get(f"/office/items/{code}/class").forms["class"]
    for name, value in typed.items():
        form[name] = value
    return form.submit("act", value="send", expect_errors=True)


def stands(hall, code=TEACHER):
    with hall.room() as room:
        return tuple(room.office.classifying.stands(code))


def test_a_class_is_changed_seen_outside_at_once_and_changed_back(hall, office):
    old = stands(hall)
    page = office.get(f"/office/items/{TEACHER}/").click("改类型和归属")
    assert "上一次改了什么" not in page
    page = change(office, item_class="行政备案").follow()
    assert "改好了，马上生效" in page
    assert f"事项类型 {old[0]} → 行政备案" in page.html.main.get_text()
    assert hall.browser().get(f"/api/v1/items/mengcheng/{TEACHER}").json["type"] == "行政备案"
    page = page.forms["undo"].submit("act", value="undo").follow()
    assert "改回去了" in page
    assert stands(hall) == old
    history = office.get(f"/office/items/{TEACHER}/history").html.main.get_text()
    assert "改了类型和归属" in history
    assert f"事项类型 行政备案 → {old[0]}" in history
    with hall.room() as room:
        assert {deed.by for deed in room.items[TEACHER].log} == {officials(hall)[0]}


def test_an_item_lies_under_another_and_each_leads_to_the_other(hall, office):
    change(office, rank="main").follow()
    page = change(office, OTHER, rank="sub", parent=f" {TEACHER} ").follow()
    with hall.room() as room:
        above, below = room.items[TEACHER].title, room.items[OTHER].title
    assert f"上级事项 没有写 → {above}（{TEACHER}）" in page.html.main.get_text()
    page = office.get(f"/office/items/{OTHER}/").click("上级事项")
    assert page.html.h1.get_text() == above
    assert "主项" in page.html.main.get_text()
    assert office.get(PATH).click(below).html.h1.get_text() == below


@pytest.mark.parametrize(
    ("typed", "beside", "words"),
    [
        ({"rank": "sub"}, "#parent", "要写上级事项的编码"),
        ({"rank": "main", "parent": OTHER}, "#parent", "主项没有上级"),
        ({"rank": "sub", "parent": "没有这个"}, "#parent", "没有这个编码的事项"),
        ({"rank": "sub", "parent": OTHER}, "#parent", "上级要高一级"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field_and_nothing_typed_is_lost(hall, office, typed, beside, words):
    old = stands(hall)
    answer = change(office, item_class="行政给付", **typed)
    assert answer.status_int == 422
    link = answer.html.select_one(".wt-errors a")
    assert link["href"] == beside
    assert words in link.get_text()
    form = answer.forms["class"]
    assert {name: form[name].value for name in typed} == typed
    assert form["item_class"].value == "行政给付"
    assert stands(hall) == old


def test_what_lies_under_it_stands_in_the_way(hall, office):
    change(office, rank="main")
    change(office, OTHER, rank="sub", parent=TEACHER)
    answer = change(office, rank="none")
    assert "它下面还有事项" in answer.html.select_one(".wt-errors").get_text()
    undone = office.get(PATH).forms["undo"].submit("act", value="undo", status=422)
    assert "它下面还有事项" in undone.html.select_one(".wt-errors").get_text()
    assert undone.forms["class"]["rank"].value == "main"


def test_who_was_overtaken_is_told_and_keeps_what_was_typed(hall, office):
    form = office.get(PATH).forms["class"]
    undo = change(office, rank="main").follow().forms["undo"]
    form["item_class"] = "行政给付"
    answer = form.submit("act", value="send", status=422)
    assert "别人也改了" in answer.html.select_one(".wt-errors").get_text()
    assert answer.forms["class"]["item_class"].value == "行政给付"
    answer.forms["class"].submit("act", value="send", status=303)
    assert stands(hall) == ("行政给付", None, None, None), "what is sent again is what stands in the form"
    assert undo.submit("act", value="undo", status=422).forms["class"]["item_class"].value == "行政给付"


def test_an_undo_without_anything_to_undo_is_refused_in_words(hall, office):
    sent = dict(office.get(PATH).forms["class"].submit_fields())
    answer = office.post(PATH, {**sent, "act": "undo"}, status=409)
    assert "没有可以改回去的" in answer


def test_a_choice_that_is_none_is_told_and_nobody_else_changes_anything(hall, office):
    form = office.get(PATH).forms["class"]
    form["rank"].force_value("upper")
    assert form.submit("act", value="send", status=422).html.select_one(".wt-errors a")["href"] == "#rank"
    assert hall.browser().get(PATH).status_int == 303
    assert hall.browser(sign_in=hall.account("counter")).get(PATH, expect_errors=True).status_int == 403


def test_english_says_all_of_it(hall, office):
    change(office, rank="main")
    said = office.get(f"{PATH}?lang=en").html.main.get_text()
    for words in ("Class and place", "Main item", "Change back", "Level"):
        assert words in said


def test_what_lost_its_item_above_is_found_by_the_linter(hall, office):
    change(office, rank="main")
    change(office, OTHER, rank="sub", parent=TEACHER)
    assert OTHER not in office.get("/office/lint/?rule=misplaced_item")
    with hall.room(commit=True) as room:
        room.items[TEACHER].rank = None
        room.register.stamp.move()
    assert OTHER in office.get("/office/lint/?rule=misplaced_item")


def test_the_code_of_before_is_traced_found_shown_and_taken_back(hall, office):
    page = change(office, legacy_code=" ah-2015/0071 ").follow()
    assert "旧编码 没有写 → ah-2015/0071" in page.html.main.get_text()
    visitor = hall.browser()
    assert "旧编码 ah-2015/0071" in visitor.get(f"/mengcheng/items/{TEACHER}").html.main.get_text(" ", strip=True)
    assert visitor.get(f"/api/v1/items/mengcheng/{TEACHER}").json["codes"]["legacy"] == "ah-2015/0071"
    assert TEACHER in visitor.get("/api/v1/search", {"q": "AH-2015/0071", "hall": "mengcheng"}).text
    assert "ah-2015/0071" in office.get(f"/office/items/{TEACHER}/history").text
    page.forms["undo"].submit("act", value="undo").follow()
    assert stands(hall)[3] is None


def test_what_cannot_be_a_code_of_before_comes_back_as_it_was_typed(hall, office):
    answer = change(office, legacy_code="旧 71")
    assert answer.status_int == 422
    assert answer.html.select_one(".wt-errors a")["href"] == "#legacy_code"
    assert answer.forms["class"]["legacy_code"].value == "旧 71"
    assert stands(hall)[3] is None


def gathered(hall):
    """Make the item a main item without a class, with another below it, while halls offer it."""
    with hall.room(commit=True) as room:
        classifying = room.office.classifying
        before = classifying.stands(TEACHER)
        classifying.classify(TEACHER, before._replace(item_class=None, rank="main", parent=None), 1, before)
        before = classifying.stands(OTHER)
        classifying.classify(OTHER, before._replace(rank="sub", parent=TEACHER), 1, before)
        assert room.items[TEACHER].only_gathers


def test_what_halls_offer_is_looked_at_and_found_by_them_whatever_it_gathers(hall):
    gathered(hall)
    with hall.room() as room:
        assert any(one.found.code == TEACHER for one in room.office.linting.findings())
        assert list(room.office.linting.of_edition(TEACHER, room.items[TEACHER].editions[-1].data))
    admin = hall.browser(sign_in=hall.account("hall_admin", "mengcheng"))
    assert f"/mengcheng/admin/items/{TEACHER}/" in admin.get("/mengcheng/admin/items/", {"q": TEACHER})


def test_a_sibling_of_which_nothing_is_in_force_takes_no_guide_away(hall):
    gathered(hall)
    with hall.room(commit=True) as room:
        room.items[OTHER].editions[-1].stage = "retired"
        room.register.stamp.move()
        keys = [key for key, one in room.halls.items() if {TEACHER, OTHER} <= set(one.implementations)]
    assert keys
    for key in keys:
        hall.browser().get(f"/{key}/items/{TEACHER}", status=200)
