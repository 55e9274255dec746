"""One table tells the central office where halls differ, and by whose decision."""

from publishing import TEACHER
from wangting.rules.hallitem import Laid


def office(hall):
    return hall.browser(sign_in=hall.account("central_office"))


def lay(hall, key, **more):
    with hall.room(commit=True) as room:
        admin = room.register.parties.by_login(f"{key}-hall-admin").id
        told = Laid(**{"unit": f"{key}/jiaoyu", "on": True, **more})
        assert room.overlaying(room.halls[key]).save(TEACHER, told, {}, admin, "便民") == ()


def cell(page, key, code=TEACHER):
    heads = [head.get("data-hall") for head in page.html.select("thead th")]
    row = next(row for row in page.html.select("tbody tr") if code in row.th.text)
    return row.find_all(["th", "td"])[heads.index(key)].text


def test_what_a_hall_decided_is_told_with_who_and_why(hall):
    browser = office(hall)
    page = browser.get("/office/").click("各厅不一样的地方")
    assert TEACHER not in page.text
    lay(hall, "mengcheng", promised=(8, "workday"), wording={"general": "有停车场"})
    lay(hall, "lixin", on=False)
    with hall.room(commit=True) as room:
        room.halls["guoyang"].implementations[TEACHER].promised = (9, "workday")
    page = browser.get("/office/drift/")
    assert page.html.h1.text == f"{len(page.html.select('tbody tr'))} 个事项各厅不一样"
    for words in ("承诺", "8 个工作日", "mengcheng-hall-admin", "便民", "本厅的说明"):
        assert words in cell(page, "mengcheng")
    assert "停办了" in cell(page, "lixin")
    assert "建库时就有" in cell(page, "guoyang")
    assert cell(page, "municipal") == "—"


def test_one_hall_and_one_kind_can_be_looked_at(hall):
    lay(hall, "mengcheng", promised=(8, "workday"), phones=("12345",))
    browser = office(hall)
    page = browser.get("/office/drift/?hall=mengcheng&what=phones")
    assert "承诺" not in cell(page, "mengcheng")
    assert len(page.html.select("thead th")) == 2
    browser.get("/office/drift/?hall=lixin&what=phones").mustcontain("没有不一样的")
    assert "承诺" in cell(browser.get("/office/drift/?hall=nowhere&what=nothing&page=x"), "mengcheng")
    page = browser.get("/office/drift/?hall=ezone&what=absent&page=99")
    assert "没开办过" in cell(page, "ezone")


def test_a_long_table_is_shown_a_page_at_a_time(whole_hall):
    browser = office(whole_hall)
    first = browser.get("/office/drift/?what=absent")
    assert len(first.html.select("tbody tr")) == 20
    second = first.click("下一页")
    assert second.html.select_one("tbody th").text != first.html.select_one("tbody th").text


def test_the_table_is_for_the_central_office_only(hall):
    hall.browser(sign_in=hall.account("hall_admin")).get("/office/drift/", status=403)
