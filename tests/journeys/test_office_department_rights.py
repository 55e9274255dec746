"""Who drafts which item, and what they cannot do: other departments, counties, the review, the publication."""

import pytest

from departing import EDITION, HOME, ITEM, PART, handed, sent_back, told, write
from publishing import TEACHER, office, published, seen
from wangting.content.parties import Posting
from wangting.rules.hierarchy import HANDLED, MAIN, SUB

#: An item of another department of 市直, and one that only counties offer.
WATER, ALLOWANCE = "440116004002", "AH05"


def test_a_department_reviews_and_publishes_nothing(hall, keeper):
    handed(keeper)
    page = keeper.get(EDITION)
    assert not {"review", "send-back", "discard"} & set(page.forms)
    token = page.forms["take-back"]["csrf_token"].value
    with hall.room() as room:
        mark = seen(room, 2)
    for act in ("review", "send-back", "publish", "ask"):
        keeper.post(f"{EDITION}{act}", {"csrf_token": token, "mark": mark, "reason": "x"}, status=403)
    keeper.get(EDITION + "impact", status=403)
    keeper.post(f"{ITEM}retire", {"csrf_token": token}, status=403)
    keeper.post(f"{PART}alias", {"csrf_token": token, "word": "教师证"}, status=403)
    for place in ("", "items/", "drift/", "queries/", "lint/", "exchange/"):
        keeper.get(f"/office/{place}", status=403)


def test_whoever_drafted_does_not_review_whatever_posts_they_hold(hall, keeper):
    with hall.room(commit=True) as room:
        person = room.register.parties.by_login(hall.account("item_maintainer")["login"])
        posts = (*person.postings, Posting("central_office", "city", person.postings[0].since, None, None))
        room.register.parties.post(person, posts)
    handed(keeper)
    page = keeper.get(EDITION)
    assert "review" not in page.forms
    token = page.forms["send-back"]["csrf_token"].value
    with hall.room() as room:
        mark = seen(room, 2)
    answer = keeper.post(EDITION + "review", {"csrf_token": token, "mark": mark}, status=409)
    assert "自己写的，不能自己复核" in answer.text


@pytest.mark.parametrize("code", [WATER, ALLOWANCE])
def test_items_of_others_are_refused_as_everywhere_else(hall, keeper, code):
    place = f"/office/items/{code}/"
    for path in (place, place + "edit/", place + "edit/guide", place + "edit/preview", place + "editions/1/"):
        assert "这里不归您办" in keeper.get(path, status=403).text
    token = keeper.get(PART + "guide").forms["edit"]["csrf_token"].value
    for path in ("edit/guide", "edit/undo", "edit/comment", "edit/copy", "editions/1/hand-in", "editions/1/discard"):
        keeper.post(place + path, {"csrf_token": token}, status=403)
    with hall.room() as room:
        assert len(room.items[code].editions) == 1


def test_an_item_that_only_counties_offer_is_drafted_by_the_central_office_alone(hall, central):
    with hall.room() as room:
        assert room.maintaining.department_of(ALLOWANCE) is None
    central.get(f"/office/items/{ALLOWANCE}/edit/")


def test_the_post_held_in_a_county_reaches_no_item(hall):
    with hall.room(commit=True) as room:
        clerk = room.register.parties.by_login(hall.account("reviewer", "mengcheng", "mengcheng/jiaoyu")["login"])
        since = clerk.postings[0].since
        room.register.parties.post(clerk, (Posting("item_maintainer", "mengcheng/jiaoyu", since, None, "mengcheng"),))
    browser = hall.browser(sign_in=hall.account("reviewer", "mengcheng", "mengcheng/jiaoyu"))
    browser.get(ITEM, status=403)
    assert "0 个事项" in browser.get(HOME).text
    browser.get("/office/items/new", status=403)
    with hall.room() as room:
        before = len(room.items)
    token = browser.get("/me/account").html.select_one("input[name=csrf_token]")["value"]
    browser.post("/office/items/new", {"csrf_token": token, "name": "县里起草的"}, status=403)
    with hall.room() as room:
        assert len(room.items) == before


def test_a_post_that_is_over_drafts_nothing_from_the_next_page_on(hall, keeper):
    form = keeper.get(PART + "guide").forms["edit"]
    with hall.room(commit=True) as room:
        person = room.register.parties.by_login(hall.account("item_maintainer")["login"])
        room.register.parties.post(person, tuple(one._replace(ended="2026-09-28T09:00:00") for one in person.postings))
    form["conditions"] = "不该写进去的"
    form.submit("act", value="send", status=403)
    with hall.room() as room:
        assert len(room.items[TEACHER].editions) == 1


def test_what_others_have_not_published_is_copied_by_nobody(hall, keeper, central):
    form = central.get("/office/items/new").forms["new"]
    form["name"] = "市里还没发布的"
    form.submit().follow()
    form = central.get(f"/office/items/{WATER}/edit/guide").forms["edit"]
    form["conditions"] = "别的部门的草稿"
    form.submit("act", value="send")
    copy = keeper.get(PART).forms["copy"]
    copy["source"] = "BZ0001"
    assert "没有这个事项" in copy.submit(status=404).text
    copy["source"] = WATER
    copy.submit().follow()
    with hall.room() as room:
        mine, water = room.items[TEACHER].editions[-1], room.items[WATER].editions[0]
        assert mine.data["conditions"] == water.data["conditions"] != "别的部门的草稿"
    form = keeper.get("/office/items/new").forms["new"]
    form["name"], form["like"] = "照它写的", "BZ0001"
    assert "没有这个编码的事项" in form.submit(status=422).text


def test_a_department_drops_only_what_it_wrote_alone(hall, keeper, central):
    write(central, conditions="市里写的")
    write(keeper, conditions="部门改的")
    page = keeper.get(EDITION)
    assert "discard" not in page.forms
    with hall.room() as room:
        mark = seen(room, 2)
    token = page.forms["hand-in"]["csrf_token"].value
    answer = keeper.post(EDITION + "discard", {"csrf_token": token, "mark": mark}, status=409)
    assert "不是您一个人写的" in answer.text
    central.get(EDITION).forms["discard"].submit().follow()


def begun(browser):
    """Begin an item of the department that is nothing but a draft; return its code."""
    form = browser.get("/office/items/new").forms["new"]
    form["name"] = "教师荣誉证书补发"
    return form.submit().location.rstrip("/").split("/")[-2]


def test_a_department_does_not_drop_an_item_that_the_office_has_worked_on(hall, keeper, central):
    code = begun(keeper)
    place = f"/office/items/{code}/editions/1/"
    old = keeper.get(place).forms["discard"]
    with hall.room(commit=True) as room:
        classifying, stands = room.office.classifying, room.office.classifying.stands(code)
        classifying.classify(code, stands._replace(rank=MAIN), office(hall)[0], stands)
    assert "discard" not in keeper.get(place).forms
    assert "市里已经在这个事项上做过事" in old.submit(status=409).text
    with hall.room() as room:
        assert code in room.items
    central.get(place).forms["discard"].submit().follow()
    with hall.room() as room:
        assert code not in room.items


def test_an_item_under_which_others_lie_is_dropped_by_nobody_and_takes_itself_off_the_one_above(hall, keeper, central):
    code = begun(keeper)
    with hall.room(commit=True) as room:
        for one, rank, parent in ((TEACHER, MAIN, None), (code, SUB, TEACHER), (WATER, HANDLED, code)):
            stands = room.office.classifying.stands(one)
            told = stands._replace(rank=rank, parent=parent)
            room.office.classifying.classify(one, told, office(hall)[0], stands)
    place = f"/office/items/{code}/editions/1/"
    assert "它下面还有别的事项" in central.get(place).forms["discard"].submit(status=409).text
    with hall.room(commit=True) as room:
        assert room.items[WATER].parent == code
        stands = room.office.classifying.stands(WATER)
        room.office.classifying.classify(WATER, stands._replace(rank=None, parent=None), office(hall)[0], stands)
    central.get(place).forms["discard"].submit().follow()
    with hall.room() as room:
        assert room.items[TEACHER].parts == ()
        *_others, deed = room.register.journal
        assert (deed.act, deed.by, deed.subject) == ("drop_item", office(hall)[0], code)
        assert deed.facts == (("name", "教师荣誉证书补发"),)


def test_why_somebody_can_or_cannot_draft_an_item_is_shown_with_who_answers_for_it(hall):
    admin = hall.browser(sign_in=hall.account("hall_admin", "municipal"))
    asked = {"who": hall.account("item_maintainer")["login"], "right": "item.draft|item"}
    page = admin.get("/municipal/admin/why", {**asked, "item": TEACHER})
    assert page.html.h1.text.endswith("：能")
    assert "这个事项由亳州市教育局起草" in page.text
    page = admin.get("/municipal/admin/why", {**asked, "item": WATER})
    assert page.html.h1.text.endswith("：不能")
    assert "这个事项由亳州市水利局起草" in page.text
    assert "岗位不在管这件事的单位" in page.text
    assert "由市级事项管理起草" in admin.get("/municipal/admin/why", {**asked, "item": ALLOWANCE}).text
    assert "没有这个编码的事项" in admin.get("/municipal/admin/why", {**asked, "item": "999"}).text


def test_a_hall_gives_nobody_the_right_to_draft_and_only_the_municipal_one_gives_the_post(hall):
    admin = hall.browser(sign_in=hall.account("hall_admin", "municipal"))
    form = admin.get("/municipal/admin/rights/change").forms["cell"]
    form["right"], form["cell_post"], form["reach"] = "item.draft|item", "head", "unit"
    form.submit("send", value="cell").follow()
    assert "这项权限属于市级事项管理" in admin.get("/municipal/admin/rights/preview").text
    with hall.room() as room:
        today = hall.clock.now().date()
        staffing = {key: room.administration(room.halls[key]).staffing for key in room.halls}
        giving = [key for key, one in staffing.items() if "item_maintainer" in one.posts(today)]
    assert giving == ["municipal"]


def test_a_department_that_was_closed_answers_for_nothing(hall):
    published(hall, conditions="先发布一版")
    with hall.room(commit=True) as room:
        room.register.orgunit("municipal/jiaoyu").closed = True
    with hall.room() as room:
        assert room.maintaining.department_of(TEACHER) is None


def test_whoever_lost_the_post_hears_nothing_more(hall, keeper, central):
    handed(keeper)
    with hall.room(commit=True) as room:
        person = room.register.parties.by_login(hall.account("item_maintainer")["login"])
        room.register.parties.post(person, ())
    sent_back(central)
    assert told(hall, "item_maintainer") == []
