"""The scenario 情形 somebody chose on the guide goes with the application, can be changed in the form, and is kept."""

from __future__ import annotations

import pytest
from webtest import Upload

from told import tell
from walking import PDF, complete, register

TEACHER = "440102013002"
PATH = f"/mengcheng/items/{TEACHER}"


@pytest.fixture
def told(hall):
    """A citizen whose item has the scenarios self (m1) and other (m1, m2)."""
    with hall.room(commit=True) as room:
        tell(room, "mengcheng", TEACHER)
    browser = hall.browser()
    register(browser, 7)
    return browser


def chosen(page):
    return page.forms["draft"]["case_scenario"].value


def papers(page):
    return sorted(name for name in page.forms["draft"].fields if name and name.startswith("file-m"))


def upload(page, field, name):
    page.forms["draft"][f"file-{field}"] = Upload(name, PDF, "application/pdf")
    return page.forms["draft"].submit("upload", value=field).follow()


def test_the_form_opens_in_the_scenario_of_the_guide_with_its_papers(told):
    guide = told.get(f"{PATH}?scenario=other")
    page = told.get(guide.html.select_one(f'a[href^="{PATH}/apply"]')["href"])
    assert (chosen(page), papers(page)) == ("other", ["file-m1", "file-m2"])


def test_without_a_scenario_every_paper_is_asked_for_and_the_question_stays_open(told):
    page = told.get(f"{PATH}/apply")
    assert chosen(page) is None
    assert papers(page) == [f"file-m{number}" for number in range(1, 7)]
    assert "您的情形" in page.text
    assert chosen(told.get(f"{PATH}/apply?scenario=nobody")) is None


def test_whoever_is_not_sure_can_say_so_afterwards(told):
    page = told.get(f"{PATH}/apply?scenario=self")
    page.forms["draft"]["case_scenario"] = "-"
    page = page.forms["draft"].submit("act", value="save").follow()
    assert len(papers(page)) > 1


def test_the_question_is_asked_in_english_too(told):
    page = told.get(f"{PATH}/apply?lang=en")
    assert "Your situation" in page.text
    assert "In person" in page.text


def test_it_is_changed_in_the_form_and_nothing_that_was_sent_is_lost(told):
    page = upload(told.get(f"{PATH}/apply?scenario=other"), "m2", "委托书.pdf")
    page.forms["draft"]["case_scenario"] = "self"
    page.forms["draft"]["phone"] = "13811112222"
    page = page.forms["draft"].submit("act", value="save").follow()
    assert (chosen(page), papers(page)) == ("self", ["file-m1"])
    assert page.forms["draft"]["phone"].value == "13811112222"
    assert page.html.select_one("[aria-labelledby=left-out]").li.get_text() == "委托书.pdf"
    page.forms["draft"]["case_scenario"] = "other"
    page = page.forms["draft"].submit("act", value="save").follow()
    assert "委托书.pdf" in page.html.select_one("form#draft").get_text()
    assert not page.html.select("[aria-labelledby=left-out]")


def test_a_paper_that_is_chosen_together_with_another_scenario_is_kept(told):
    page = told.get(f"{PATH}/apply?scenario=other")
    page.forms["draft"]["case_scenario"] = "self"
    page.forms["draft"]["file-m2"] = Upload("委托书.pdf", PDF, "application/pdf")
    page = page.forms["draft"].submit("act", value="save").follow()
    assert page.html.select_one("[aria-labelledby=left-out]").li.get_text() == "委托书.pdf"


def test_a_form_of_another_scenario_that_lay_open_elsewhere_is_kept(told):
    page = told.get(f"{PATH}/apply?scenario=other")
    told.get(f"{PATH}/apply?scenario=self")
    page = upload(page, "m2", "委托书.pdf")
    assert chosen(page) == "other"
    assert "委托书.pdf" in page.html.select_one("form#draft").get_text()


def test_the_case_keeps_it_and_the_desk_asks_for_its_papers_only(told, hall):
    page = complete(upload(told.get(f"{PATH}/apply?scenario=other"), "m2", "委托书.pdf"))
    page.forms["draft"]["case_scenario"] = "self"
    page = page.forms["draft"].submit("act", value="save").follow()
    check = page.forms["draft"].submit("act", value="next").follow()
    assert "本人来办" in check.text
    assert "委托书.pdf" not in check.text
    form = check.forms["submit"]
    form["consent"] = "yes"
    form.submit().follow()
    with hall.room() as room:
        person = room.registering.find("13800000007")
        (number,) = room.register.cases_of(person.id)
        case = room.register.case(number)
        assert case.answers["case_scenario"] == "self"
        assert {file.field for file in case.files} == {"m1"}
        number = case.number
    desk = hall.browser(sign_in=hall.account("counter", "mengcheng"))
    shown = desk.get(f"/mengcheng/desk/cases/{number}")
    assert "本人来办" in shown.text
    assert shown.html.select("[name=check-m1]")
    assert not shown.html.select("[name=check-m2]")
