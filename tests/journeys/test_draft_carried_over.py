"""A new edition comes while somebody fills in the form: nothing typed is lost, and what changed is read first."""

from publishing import TEACHER, published
from walking import complete, file_case

HALL = "mengcheng"


def citizen(hall):
    return hall.browser(sign_in=hall.account("citizen"))


def begun(browser):
    return browser.get(f"/{HALL}/items/{TEACHER}").click(href=r"/apply", index=0)


def changed_form(hall, *, without="", more=None):
    """Return the form of the edition in force without one field, and with one more."""
    with hall.room() as room:
        form = room.items[TEACHER].editions[-1].data["form"]
    sections = [
        {**section, "fields": [field for field in section["fields"] if field["id"] != without]} for section in form
    ]
    if more is not None:
        sections[-1] = {**sections[-1], "fields": [*sections[-1]["fields"], more]}
    return sections


NEW_FIELD = {"id": "school_year", "kind": "text", "title": "毕业年份", "title_en": "Year of graduation",
             "required": True, "hint": None, "hint_en": None}  # fmt: skip


def test_what_changed_is_shown_until_the_form_of_the_new_edition_is_sent(hall):
    browser = citizen(hall)
    form = begun(browser).forms["draft"]
    form["remarks"] = "申请高级中学语文教师资格"
    form.submit("act", value="save", status=303)
    published(hall, conditions="新的条件。", form=changed_form(hall, more=NEW_FIELD))
    for _time in range(2):
        page = browser.get(form.action)
        told = page.html.select_one("section[aria-labelledby=changed]").text
        assert all(said in told for said in ("改了 2 处", "新的条件。", "毕业年份"))
        assert page.forms["draft"]["remarks"].value == "申请高级中学语文教师资格"
    assert browser.get(f"{form.action}/check").location.endswith("check=1")
    page.forms["draft"]["school_year"] = "2020"
    page = page.forms["draft"].submit("act", value="save").follow()
    assert page.html.select_one("#changed") is None
    assert page.forms["draft"]["remarks"].value == "申请高级中学语文教师资格"
    with hall.room() as room:
        assert room.drafting.list(room.register.parties.by_login(hall.account("citizen")["login"]).id)[0].edition == 2


def test_a_form_that_lay_open_while_the_edition_changed_is_kept_and_not_sent_on(hall):
    browser = citizen(hall)
    page = complete(begun(browser))
    published(hall, conditions="新的条件。")
    answer = page.forms["draft"].submit("act", value="next")
    assert not answer.location.endswith("/check")
    told = answer.follow().html.select_one("section[aria-labelledby=changed]").text
    assert all(said in told for said in ("改了 1 处", "新的条件。"))


def test_an_edition_published_after_the_last_look_is_read_before_anything_is_filed(hall):
    browser = citizen(hall)
    check = complete(begun(browser)).forms["draft"].submit("act", value="next").follow()
    form = check.forms["submit"]
    form["consent"] = True
    published(hall, conditions="新的条件。")
    answer = form.submit()
    assert answer.location.endswith("check=1")
    page = answer.follow()
    page.mustcontain("改了 1 处")
    check = page.forms["draft"].submit("act", value="next").follow()
    check.forms["submit"]["consent"] = True
    assert check.forms["submit"].submit().location.endswith("/receipt")
    with hall.room() as room:
        assert [case.edition.number for tree in room.register.cases for case in tree.values()] == [2]


def test_a_case_keeps_the_edition_it_was_filed_under(hall):
    browser = citizen(hall)
    number = file_case(browser, HALL, TEACHER)
    published(hall, name="教师资格认定（新版）")
    with hall.room() as room:
        assert room.tracking.by_number(number).edition.number == 1
    browser.get(f"/me/cases/{number}").mustcontain(no="教师资格认定（新版）")
