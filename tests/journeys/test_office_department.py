"""A department of the city drafts the items it answers for; the central office reviews and publishes them."""


from departing import EDITION, HOME, PART, group, handed, sent_back, told, write
from publishing import TEACHER, office, reviewed, seen

#: An item of another department of 市直.
WATER = "440116004002"


def test_somebody_of_a_department_lands_among_its_items(hall):
    browser, account = hall.browser(), hall.account("item_maintainer")
    form = browser.get("/sign-in").forms["sign-in"]
    form["login"], form["password"] = account["login"], account["password"]
    page = form.submit().follow()
    assert page.request.path == HOME
    assert page.html.h1.text == "本部门的事项"
    assert "亳州市教育局" in page.text
    listed = page.html.select_one("section[aria-labelledby=all]").get_text()
    assert TEACHER in listed
    assert WATER not in listed
    assert page.html.select_one(".wt-nav a[aria-current=page]")["href"] == HOME
    assert "Items of our department" in browser.get(HOME + "?lang=en").html.h1.text


def test_a_draft_goes_to_the_central_office_comes_back_with_a_reason_and_is_published(hall, keeper, central):
    assert "存进草稿了" in write(keeper, conditions="部门写的条件").follow().text
    assert "高级中学教师" in group(keeper.get(HOME), "written")
    page = keeper.get(EDITION).forms["hand-in"].submit().follow()
    assert "送审了，市里收到了消息" in page.text
    assert "高级中学教师" in group(keeper.get(HOME), "handed")

    listed = central.get("/office/items/")
    assert "1 份草稿送来了" in listed.html.h1.text
    assert "亳州市教育局" in listed.html.select_one("section[aria-labelledby=w]").get_text()
    assert "有事项送来复核" in central.get("/me/messages/").text
    sent_back(central)

    home = keeper.get(HOME)
    assert "1 份草稿退回来了" in home.html.h1.text
    assert "条件写得不清楚" in group(home, "back")
    assert "事项草稿退回来了" in keeper.get("/me/messages/").text
    assert "条件写得不清楚" in keeper.get(PART).text
    write(keeper, conditions="写清楚了的条件")
    keeper.get(EDITION).forms["hand-in"].submit().follow()
    central.get(EDITION).forms["review"].submit().follow()
    assert "高级中学教师" in group(keeper.get(HOME), "passed")
    assert "由市级事项管理发布" in keeper.get(EDITION).text
    central.get(EDITION + "impact").forms["publish"].submit().follow()

    assert "高级中学教师" in group(keeper.get(HOME), "out")
    assert "事项发布了" in keeper.get("/me/messages/").text
    assert told(hall, "item_maintainer") == ["edition_sent_back", "edition_published"]
    assert "写清楚了的条件" in hall.browser().get(f"/mengcheng/items/{TEACHER}").text


def test_what_is_told_leaves_by_the_outbox(hall, keeper):
    handed(keeper)
    with hall.room() as room:
        buckets = [bucket for ticks in room.register.outbox for bucket in ticks.values()]
        texts = [message.text for bucket in buckets for message in bucket.messages]
    assert texts == ["edition_handed", "edition_handed"]


def test_a_draft_that_comes_and_goes_is_told_once_an_hour_and_what_was_sent_back_at_once(hall, keeper):
    def again(browser):
        browser.get(EDITION).forms["take-back"].submit()
        browser.get(EDITION).forms["hand-in"].submit()
        return told(hall, "central_office")

    handed(keeper)
    assert again(keeper) == ["edition_handed"]
    hall.clock.advance(minutes=61)
    keeper, central = (hall.browser(sign_in=hall.account(role)) for role in ("item_maintainer", "central_office"))
    assert again(keeper) == ["edition_handed"] * 2
    sent_back(central)
    keeper.get(EDITION).forms["hand-in"].submit()
    assert told(hall, "central_office") == ["edition_handed"] * 3


def test_what_was_handed_in_is_written_by_nobody_until_it_is_taken_back(hall, keeper, central):
    mine = keeper.get(PART + "guide").forms["edit"]
    handed(keeper)
    mine["conditions"] = "后来想的"
    for act in ("check", "send"):
        kept = mine.submit("act", value=act, status=422)
        kept.mustcontain("这一版送审了", "后来想的")
    central.get(PART + "guide", status=409)
    with hall.room() as room:
        assert room.items[TEACHER].editions[-1].data["conditions"] == "部门写的条件"
    page = keeper.get(EDITION).forms["take-back"].submit().follow()
    assert "撤回来了" in page.text
    again = kept.forms["edit"].submit("act", value="send", status=422)
    assert again.forms["edit"].submit("act", value="send").status_int == 303
    assert "后来想的" in keeper.get(PART + "guide").forms["edit"]["conditions"].value
    assert "等您复核" not in central.get("/office/items/").text


def test_who_acts_on_an_older_page_is_told_and_nothing_is_done(hall, keeper):
    write(keeper, conditions="部门写的条件")
    old = keeper.get(EDITION).forms["hand-in"]
    write(keeper, conditions="又改了")
    answer = old.submit(status=409)
    assert "您打开以后，这一版变了" in answer.text
    with hall.room() as room:
        assert not room.items[TEACHER].editions[-1].is_handed


def test_a_new_item_begins_in_the_department_and_is_its_own_until_another_offers_it(hall, keeper, central):
    form = keeper.get(HOME).click("新事项").forms["new"]
    form["name"], form["item_class"] = "教师荣誉证书补发", "行政确认"
    page = form.submit().follow()
    assert page.request.path == "/office/items/BZ0001/edit/"
    assert "教师荣誉证书补发" in group(keeper.get(HOME), "written")
    with hall.room() as room:
        assert room.items["BZ0001"].begun_in == "municipal/jiaoyu"
        assert room.register.orgunit("municipal/jiaoyu").begun == ("BZ0001",)
    gone = keeper.get("/office/items/BZ0001/editions/1/").forms["discard"].submit().follow()
    assert gone.request.path == HOME
    assert "草稿丢掉了" in gone.text
    with hall.room() as room:
        assert "BZ0001" not in room.items
        assert room.register.orgunit("municipal/jiaoyu").begun == ()


def test_who_drafts_for_several_departments_says_for_which(hall):
    with hall.room(commit=True) as room:
        person = room.register.parties.by_login(hall.account("item_maintainer")["login"])
        more = person.postings[0]._replace(unit="municipal/shuili")
        room.register.parties.post(person, (*person.postings, more))
    browser = hall.browser(sign_in=hall.account("item_maintainer"))
    form = browser.get("/office/items/new").forms["new"]
    form["name"] = "取水计量设施登记"
    assert "请选择" in form.submit(status=422).html.select_one(".wt-errors").get_text()
    form["department"] = "municipal/shuili"
    form.submit().follow()
    with hall.room() as room:
        assert room.items["BZ0001"].begun_in == "municipal/shuili"


def test_the_editor_of_a_department_undoes_comments_checks_and_shows_as_that_of_the_central_office(hall, keeper):
    write(keeper, conditions="第一次")
    write(keeper, conditions="第二次")
    page = keeper.get(PART)
    assert "alias" not in page.forms
    page.forms["undo"].submit().follow()
    talk = keeper.get(PART).forms["comment"]
    talk["words"] = "请看条件"
    assert "请看条件" in talk.submit().follow().text
    form = keeper.get(PART + "limits").forms["edit"]
    form["legal_amount"], form["promised_amount"] = "10", "9"
    assert "还没有存" in form.submit("act", value="check").text
    assert "第一次" in keeper.get(PART + "preview").html.article.get_text()
    keeper.get(PART + "form-preview")


def test_a_session_that_ends_leads_back_to_the_page_with_the_button(hall, keeper):
    write(keeper, conditions="部门写的条件")
    form = keeper.get(EDITION).forms["hand-in"]
    keeper.cookiejar.clear()
    account = hall.account("item_maintainer")
    away = form.submit().follow().forms["sign-in"]
    away["login"], away["password"] = account["login"], account["password"]
    page = away.submit()
    while page.status_int == 303:
        page = page.follow()
    assert page.request.path == EDITION
    assert "hand-in" in page.forms


def test_the_list_of_a_department_is_searched_and_paged(hall, keeper):
    page = keeper.get(HOME, {"q": "普通话"})
    listed = page.html.select_one("section[aria-labelledby=all]").get_text()
    assert "普通话水平测试等级证书核发" in listed
    assert TEACHER not in listed
    assert "没有叫这个名字的事项" in keeper.get(HOME, {"q": "取水"}).text
    keeper.get(HOME, {"page": "99"})


def test_what_is_published_for_a_day_to_come_says_from_when(hall, keeper):
    handed(keeper)
    with hall.room(commit=True) as room:
        by = office(hall)[0]
        room.publishing.review(TEACHER, 2, by, seen(room, 2))
        room.publishing.publish(TEACHER, 2, by, hall.clock.now().date().replace(month=10), seen(room, 2))
    assert "起施行" in group(keeper.get(HOME), "out")


def test_editions_of_the_central_office_stand_in_the_department_where_they_are(hall, keeper):
    reviewed(hall, conditions="市里写的条件")
    assert "高级中学教师" in group(keeper.get(HOME), "passed")
    assert "由市级事项管理发布" in keeper.get(EDITION).text


def test_a_remark_that_was_being_written_when_the_draft_was_handed_in_is_kept(hall, keeper):
    write(keeper, conditions="部门写的条件")
    form = keeper.get(PART).forms["comment"]
    form["words"] = "第三条再问一下县里"
    keeper.get(EDITION).forms["hand-in"].submit()
    page = form.submit().follow()
    page.mustcontain("留言记下了", "第三条再问一下县里")
