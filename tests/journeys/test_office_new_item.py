"""An item begins as a draft: by its name alone or like another one, unseen outside until two people have agreed."""

import pytest

from wangting.views.office import items

OTHER = "440102013002"
NEW = "/office/items/new"


@pytest.fixture
def office(hall):
    return hall.browser(sign_in=hall.account("central_office"))


def second(hall):
    logins = {one["login"]: one for one in hall.installation.accounts}
    return hall.browser(sign_in=logins["central-office-2"])


def begin(office, **typed):
    form = office.get(NEW).forms["new"]
    for name, value in typed.items():
        form[name] = value
    return form.submit(expect_errors=True)


def test_an_item_begins_with_its_name_and_a_code_of_the_offices_own(hall, office):
    page = office.get("/office/items/").click("新事项")
    assert page.html.h1.text == "新事项"
    answer = begin(office, name="古树名木养护补助", item_class="行政给付")
    assert answer.location.endswith("/office/items/BZ0001/edit/")
    assert "起草好了" in answer.follow().text
    with hall.room() as room:
        item = room.items["BZ0001"]
        edition = item.editions[-1]
        assert (item.source, item.item_class, edition.stage) == ("office", "行政给付", "draft")
        assert [section["id"] for section in edition.form] == ["applicant", "agent", "remarks"]
    assert begin(office, name="第二个").location.endswith("/office/items/BZ0002/edit/")


def test_nobody_outside_sees_an_item_before_it_is_published(hall, office):
    begin(office, name="古树名木养护补助", item_class="行政给付")
    visitor = hall.browser()
    told = visitor.get("/api/v1/items", {"size": "500"}).json
    assert "BZ0001" not in [one["code"] for one in told["items"]]
    assert told["total"] == len(told["items"]) == 14
    results = visitor.get("/api/v1/search", {"q": "古树名木养护补助"}).json["results"]
    assert "BZ0001" not in [one["code"] for one in results]
    visitor.get("/mengcheng/items/BZ0001", status=404)
    for place in ("/office/", "/office/items/", "/office/lint/", "/office/drift/", "/office/exchange/",
                  "/office/items/BZ0001/", "/office/items/BZ0001/editions/1/"):  # fmt: skip
        office.get(place)
    assert "古树名木养护补助" in office.get("/office/items/").text


def test_what_one_wrote_another_reviews_and_then_halls_hear_of_it(hall, office):
    begin(office, name="古树名木养护补助", item_class="行政给付", like=OTHER)
    page = office.get("/office/items/BZ0001/editions/1/")
    assert "review" not in page.forms
    assert "要请另一位来复核" in page.text
    other = second(hall)
    other.get("/office/items/BZ0001/editions/1/").forms["review"].submit().follow()
    other.get("/office/items/BZ0001/editions/1/impact").forms["publish"].submit().follow()
    with hall.room() as room:
        assert [key for key, code in room.register.arrivals if code == "BZ0001"]
    found = hall.browser().get("/api/v1/search", {"q": "古树名木养护补助"}).json["results"]
    assert found[0]["code"] == "BZ0001"
    assert "BZ0001" in [one["code"] for one in hall.browser().get("/api/v1/items?size=500").json["items"]]


def test_an_item_like_another_says_the_same_under_its_own_name(hall, office):
    page = office.get(f"/office/items/{OTHER}/").click("照它写一个新事项")
    assert page.forms["new"]["like"].value == OTHER
    form = page.forms["new"]
    form["name"], form["base_code"] = "新的资格认定", "341600123001"
    assert form.submit().location.endswith("/office/items/341600123001/edit/")
    with hall.room() as room:
        mine, other = (room.items[code].editions[-1] for code in ("341600123001", OTHER))
        assert (mine.name, mine.number) == ("新的资格认定", 1)
        assert (mine.materials, mine.form, mine.workflow) == (other.materials, other.form, other.workflow)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"name": ""}, "name", "请填写事项名称"),
        ({"name": "新的", "base_code": "小写 abc"}, "base_code", "编码只写大写字母和数字"),
        ({"name": "新的", "base_code": OTHER}, "base_code", "已经有事项用这个编码"),
        ({"name": "新的", "like": "999"}, "like", "没有这个编码的事项"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field_and_what_was_typed_is_still_there(hall, office, typed, field, words):
    answer = begin(office, **typed)
    assert answer.status_int == 422
    assert words in answer.html.select_one(f".wt-errors a[href='#{field}']").text
    assert answer.forms["new"]["name"].value == typed["name"]


def test_what_another_item_says_and_nobody_may_write_any_more_begins_no_item(hall, office):
    with hall.room(commit=True) as room:
        edition = room.items[OTHER].editions[-1]
        edition.__dict__["data"] = {**edition.data, "workflow": "gone.v1"}
        edition._p_changed = True
    answer = begin(office, name="新的", like=OTHER)
    assert "那个事项的内容放不进来" in answer.html.select_one(".wt-errors").text
    with hall.room() as room:
        assert "BZ0001" not in room.items


def test_an_item_that_was_never_published_goes_with_its_draft_and_leaves_nothing(hall, office):
    begin(office, name="古树名木养护补助", item_class="行政给付")
    with hall.room(commit=True) as room:
        room.office.waiving.waive("result_without_sample", "BZ0001", "还没写", 1)
    page = office.get("/office/items/BZ0001/editions/1/").forms["discard"].submit().follow()
    assert "草稿丢掉了" in page.text
    office.get("/office/items/BZ0001/", status=404)
    office.get("/office/lint/")
    with hall.room() as room:
        assert not [key for key in room.register.waivers if key[1] == "BZ0001"]
        assert "BZ0001" not in room.items


def test_a_session_that_ends_loses_no_name(hall, office):
    form = office.get(NEW).forms["new"]
    form["name"] = "古树名木养护补助"
    office.cookiejar.clear()
    away = form.submit().follow()
    account = hall.account("central_office")
    away.forms["sign-in"]["login"], away.forms["sign-in"]["password"] = account["login"], account["password"]
    assert away.forms["sign-in"].submit().follow().forms["new"]["name"].value == "古树名木养护补助"


def test_items_begin_in_the_central_office_only(hall):
    for role in ("citizen", "hall_admin", "counter"):
        hall.browser(sign_in=hall.account(role)).get(NEW, status=403)


def test_a_file_that_brought_thousands_makes_no_endless_list(hall, office, monkeypatch):
    monkeypatch.setattr(items, "MOST_IN_HAND", 2)
    for name in ("第一个", "第二个", "第三个"):
        begin(office, name=name)
    page = office.get("/office/items/")
    assert "第二个" in page.text
    assert "第三个" not in page.text
    assert "还有 1 个没有列出" in page.html.main.get_text()
    assert "第三个" in office.get("/office/items/", {"q": "BZ0003"}).html.select_one("#f").parent.get_text()
