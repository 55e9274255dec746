"""An edition through the pages of the central office: draft, review by the other, impact, six halls at once."""

from datetime import timedelta

import pytest

from publishing import TEACHER, TODAY, drafted, limit, published, reviewed, seen
from publishing import office as both

HOME = f"/office/items/{TEACHER}/"
SECOND = f"{HOME}editions/2/"


def office(hall, second=False):
    logins = {one["login"]: one for one in hall.installation.accounts}
    return hall.browser(sign_in=logins["central-office-2" if second else "central-office"])


def promise(hall, key, amount):
    with hall.room(commit=True) as room:
        room.halls[key].implementations[TEACHER].promised = (amount, "workday")


def test_an_item_is_found_by_its_name_and_by_its_code(hall):
    browser = office(hall)
    browser.get("/office/").click("事项和版本").mustcontain("现在没有草稿")
    for text in ("教师资格", TEACHER):
        page = browser.get("/office/items/", {"q": text})
        assert page.html.select_one(f"a[href='{HOME}']") is not None
    browser.get("/office/items/", {"q": "饕餮纹样"}).mustcontain("没有叫这个名字的事项")
    browser.get("/office/items/999999999999/", status=404)
    browser.get(f"{HOME}editions/7/", status=404)
    browser.get(f"{HOME}editions/one/", status=404)
    browser.get(f"{HOME}nonsense/x", status=404)


def test_who_wrote_a_draft_cannot_review_it_and_the_other_can(hall):
    drafted(hall, promised_limit=limit(15), conditions="无犯罪记录，学历合格。")
    writer = office(hall)
    page = writer.get(SECOND)
    assert "2 处不同" in page.html.select_one("#d").text
    assert [one["data-part"] for one in page.html.select("section[data-part]")] == ["conditions", "promised_limit"]
    assert page.html.select_one("section[data-part=promised_limit] ins") is not None
    assert "review" not in page.forms
    page.mustcontain("要请另一位来复核")
    sent = {name: page.forms["discard"][name].value for name in ("csrf_token", "mark")}
    writer.post(f"{SECOND}review", sent, status=409).mustcontain("自己写的，不能自己复核")
    other = office(hall, second=True)
    page = other.get(SECOND).forms["review"].submit().follow()
    page.mustcontain("复核通过", "看影响")
    other.get("/office/items/").mustcontain("已复核，等发布")


def test_an_edition_that_changed_while_it_was_read_is_shown_as_it_is_and_not_reviewed(hall):
    drafted(hall, conditions="无害的一句。")
    page = office(hall, second=True).get(SECOND)
    drafted(hall, conditions="夹带的一句。")
    for name in ("review", "discard"):
        answer = page.forms[name].submit(status=409)
        answer.mustcontain("这一版变了，什么都没有做", "夹带的一句")
        assert answer.html.h1.text == "第 2 版：草稿"
    answer.forms["review"].submit().follow().mustcontain("复核通过")


def test_an_edition_rewritten_since_its_impact_was_looked_at_is_not_published(hall):
    number, (writer, other) = reviewed(hall, conditions="无害的一句。"), both(hall)
    browser = office(hall, second=True)
    impact, edition = browser.get(f"{SECOND}impact"), browser.get(SECOND)
    with hall.room(commit=True) as room:
        room.publishing.send_back(TEACHER, number, writer, "再改", seen(room, number))
    drafted(hall, conditions="夹带的一句。")
    with hall.room(commit=True) as room:
        room.publishing.review(TEACHER, number, other, seen(room, number))
    form = impact.forms["publish"]
    # Correcting the day is not reading the page again.
    form["effective"] = "明天"
    form = form.submit(status=422).forms["publish"]
    form["effective"] = TODAY.isoformat()
    answer = form.submit(status=409)
    answer.mustcontain("这一版变了，什么都没有做", "夹带的一句")
    edition.forms["send-back"]["reason"] = "条件少一条"
    edition = edition.forms["send-back"].submit(status=409)
    assert edition.forms["send-back"]["reason"].value == "条件少一条"
    english = browser.post(f"{SECOND}discard?lang=en", {"csrf_token": form["csrf_token"].value}, status=409)
    english.mustcontain("changed since you opened it", no="什么都没有做")
    answer.forms["publish"].submit().follow().mustcontain("发布好了")


def test_a_reviewed_edition_is_sent_back_with_a_reason_only(hall):
    reviewed(hall, conditions="新条件")
    browser = office(hall, second=True)
    page = browser.get(SECOND).forms["send-back"].submit(status=422)
    page.mustcontain("写明要改什么")
    page.forms["send-back"]["reason"] = "条件少一条"
    page.forms["send-back"].submit().follow().mustcontain("又是草稿", "条件少一条")
    browser.get(SECOND).forms["discard"].submit().follow().mustcontain("草稿丢掉了")
    browser.get(SECOND, status=404).mustcontain("没有这一版")


def test_a_promise_that_would_break_stops_the_publication_on_the_impact_page(hall):
    promise(hall, "mengcheng", 12)
    reviewed(hall, promised_limit=limit(10))
    browser = office(hall)
    page = browser.get(f"{SECOND}impact")
    assert page.html.h1.text == "现在不能发布：1 个厅的承诺比新版长"
    assert "publish" not in page.forms
    row = page.html.select_one("tr[data-hall=mengcheng]").text
    assert "12 个工作日，本厅自己定的" in row
    assert "本厅的承诺超过新版" in row
    token = page.forms["ask"]["csrf_token"].value
    with hall.room() as room:
        told = {"csrf_token": token, "effective": TODAY.isoformat(), "mark": seen(room, 2)}
    browser.post(f"{SECOND}publish", told, status=409).mustcontain("有厅的承诺比新版长")
    page.forms["ask"].submit().follow().mustcontain("已经请这些厅来改")
    assert hall.browser().get(f"/lixin/items/{TEACHER}").html.find(string=lambda said: "第 2 版" in said) is None


def test_a_publication_shows_in_every_hall_that_offers_the_item(hall):
    reviewed(hall, promised_limit=limit(10), conditions="无犯罪记录，学历合格。")
    visitor = hall.browser()
    visitor.get(f"/lixin/items/{TEACHER}")
    page = office(hall).get(f"{SECOND}impact")
    assert page.html.h1.text == "发布前看影响"
    page.forms["publish"].submit().follow().mustcontain("发布好了", "现行")
    with hall.room() as room:
        keys = [found.key for found in room.catalogue.halls_of(TEACHER)]
    assert len(keys) >= 3
    for key in keys:
        visitor.get(f"/{key}/items/{TEACHER}").mustcontain("无犯罪记录，学历合格。", "10 个工作日")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("明天", "施行日期要写成"),
        ((TODAY - timedelta(days=1)).isoformat(), "施行日期已经过去"),
    ],
)
def test_a_day_that_cannot_be_comes_back_with_what_was_typed(hall, day, words):
    reviewed(hall, conditions="新条件")
    browser = office(hall)
    form = browser.get(f"{SECOND}impact").forms["publish"]
    form["effective"] = day
    page = form.submit(status=422)
    page.mustcontain(words)
    assert page.forms["publish"]["effective"].value == day
    browser.get(SECOND).mustcontain("已复核")


def test_the_day_before_the_edition_it_follows_is_refused_in_words(hall):
    published(hall, effective=TODAY + timedelta(days=9), conditions="九天后")
    reviewed(hall, conditions="再改")
    browser = office(hall)
    browser.get(HOME).mustcontain("还没到施行日")
    form = browser.get(f"{HOME}editions/3/impact").forms["publish"]
    form["effective"] = TODAY.isoformat()
    form.submit(status=422).mustcontain("不能早于上一版")


def test_a_draft_shows_its_impact_and_says_what_is_missing(hall):
    drafted(hall, conditions="新条件")
    page = office(hall).get(f"{SECOND}impact")
    assert page.html.h1.text == "现在不能发布：还没有复核"
    assert "publish" not in page.forms
    english = office(hall).get(f"{SECOND}impact?lang=en")
    assert "cannot be published" in english.html.h1.text


def test_two_editions_are_compared_whichever_is_asked_for(hall):
    published(hall, conditions="二")
    published(hall, conditions="三")
    browser = office(hall)
    page = browser.get(f"{HOME}editions/3/", {"with": "1"})
    assert "和第 1 版比" in page.html.select_one("#d").text
    browser.get(f"{HOME}editions/3/", {"with": "x"}).mustcontain("和第 2 版比")
    browser.get(f"{HOME}editions/1/").mustcontain("这是第一版", "已被新版代替")


def test_an_item_is_retired_with_a_reason_and_is_gone_in_every_hall(hall):
    visitor, browser = hall.browser(), office(hall)
    visitor.get(f"/lixin/items/{TEACHER}")
    page = browser.get(HOME).click("取消这个事项")
    assert page.html.h1.text.startswith("取消前看影响")
    form = page.forms["retire"]
    form["reason"] = "上级取消"
    page = form.submit(status=422)
    page.mustcontain("请勾选")
    assert page.forms["retire"]["reason"].value == "上级取消"
    page.forms["retire"]["sure"] = True
    page.forms["retire"].submit().follow().mustcontain("取消好了", "现在没有厅在办", "已取消", "上级取消")
    visitor.get(f"/lixin/items/{TEACHER}", status=404)


@pytest.mark.parametrize("act", ["editions/2/review", "editions/2/send-back", "editions/2/discard", "keep"])
def test_a_button_asked_for_by_its_address_leads_to_its_page(hall, act):
    drafted(hall, conditions="新条件")
    place = HOME if act == "keep" else SECOND
    assert office(hall).get(HOME + act).location.endswith(place)


@pytest.mark.parametrize("act", ["publish", "ask"])
def test_a_button_of_the_impact_leads_to_the_impact(hall, act):
    drafted(hall, conditions="新条件")
    assert office(hall).get(SECOND + act).location.endswith(f"{SECOND}impact")


@pytest.mark.parametrize("place", [HOME, SECOND, f"{SECOND}impact"])
def test_the_pages_are_for_the_central_office_only(hall, place):
    drafted(hall, conditions="新条件")
    hall.browser(sign_in=hall.account("hall_admin")).get(place, status=403)
    assert "/sign-in" in hall.browser().get(place, status=303).location
