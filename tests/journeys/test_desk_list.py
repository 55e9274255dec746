"""The worklist: whose turn it is, in order of deadline, narrowed, paged, and the way to one case by its number."""

from __future__ import annotations

from datetime import date

import pytest

from acting import act
from desks import at, file_case, number_of, officer, tid
from wangting.rules.numbering import CaseNumber
from wangting.services import worklist

WATER, SCHOOLING = "440116004002", "442102034000"


def numbers(page):
    return [link["href"].rsplit("/", 1)[1].split("?")[0] for link in page.html.select(".wt-work-list a")]


def test_the_list_is_in_order_of_deadline_and_says_how_many_there_are(hall):
    late = file_case(hall)
    act(hall, late, "accept", "mengcheng-counter")
    second = file_case(hall, code=WATER)
    hall.clock.advance(days=2)
    first_due = file_case(hall)
    page = officer(hall, "counter").get("/mengcheng/desk/")
    page.mustcontain("我的待办 2 件", "最迟 10 月 10 日（周六，班）")
    assert numbers(page) == [number_of(hall, second), number_of(hall, first_due)]
    page = officer(hall, "counter").get("/mengcheng/desk/?tab=open")
    page.mustcontain("在办 3 件")
    page = officer(hall, "reviewer", "mengcheng/jiaoyu").get("/mengcheng/desk/")
    assert numbers(page) == [number_of(hall, late)]


def test_the_lights_are_counted_and_narrow_the_list(hall):
    old = file_case(hall, code=SCHOOLING)
    act(hall, old, "accept", "mengcheng-counter")
    hall.clock.advance(days=60)
    for _ in range(2):
        act(hall, file_case(hall), "accept", "mengcheng-counter")
    browser = officer(hall, "reviewer", "mengcheng/jiaoyu")
    page = browser.get("/mengcheng/desk/")
    chips = [" ".join(chip.text.split()) for chip in page.html.select("nav[aria-label=按灯筛选] .wt-chip")]
    assert chips[0] == "全部 3"
    assert chips[1][0] in "红橙"
    assert chips[2] == "绿 2"
    pressing = page.click(href="light=(red|orange)")
    assert numbers(pressing) == [number_of(hall, old)]
    pressing.mustcontain("超了")
    assert len(numbers(browser.get("/mengcheng/desk/?light=green"))) == 2
    browser.get("/mengcheng/desk/?light=blue").mustcontain("这样筛，一件也没有")


def test_a_case_due_tomorrow_is_yellow_though_its_clock_does_not_run(hall):
    file_case(hall)
    browser = officer(hall, "counter")
    assert "#l-blue" in str(browser.get("/mengcheng/desk/").html.select_one(".wt-work-list"))
    hall.clock.set(hall.clock.now().replace(month=10, day=9))
    page = officer(hall, "counter").get("/mengcheng/desk/")
    page.mustcontain("明天到期")
    assert "#l-yellow" in str(page.html.select_one(".wt-work-list"))


def test_a_word_and_a_state_narrow_the_list(hall):
    water, teacher = file_case(hall, code=WATER), file_case(hall)
    act(hall, teacher, "accept", "mengcheng-counter")
    browser = officer(hall, "counter")
    form = browser.get("/mengcheng/desk/?tab=open").forms[1]
    form["q"] = "取水"
    assert numbers(form.submit()) == [number_of(hall, water)]
    assert numbers(browser.get("/mengcheng/desk/?tab=open&state=accepted")) == [number_of(hall, teacher)]
    assert numbers(browser.get("/mengcheng/desk/?tab=open&q=%3Cx%3E")) == []


def test_a_whole_number_leads_to_its_case_and_another_halls_is_said_not_to_be_here(hall):
    here, elsewhere = file_case(hall), file_case(hall, key="lixin")
    browser = officer(hall, "counter")
    answer = browser.get("/mengcheng/desk/", {"q": number_of(hall, here).replace("-", " ").lower()})
    assert answer.status_int == 303
    assert answer.location.endswith(at(hall, here))
    browser.get("/mengcheng/desk/", {"q": number_of(hall, elsewhere)}).mustcontain("这里没有这个编号")
    unknown = str(CaseNumber("341622", date(2026, 1, 1), 3, 187))
    browser.get("/mengcheng/desk/", {"q": unknown}).mustcontain("这里没有这个编号", unknown)


@pytest.mark.parametrize("tab", ["todo", "done"])
def test_a_long_list_goes_on_where_the_page_ended_and_misses_none(hall, monkeypatch, tab):
    monkeypatch.setattr(worklist, "PAGE", 2)
    monkeypatch.setattr(worklist, "COUNTED", 3)
    cases = []
    for _ in range(5):
        hall.clock.advance(hours=7)
        cases.append(file_case(hall))
        if tab == "done":
            act(hall, cases[-1], "decline", "mengcheng-counter", opinion="不属本机关")
    browser = officer(hall, "counter")
    page = browser.get(f"/mengcheng/desk/?tab={tab}")
    page.mustcontain("3 件以上")
    found = numbers(page)
    for _more in range(len(cases) // 2):
        page = page.click("往后看")
        found += numbers(page)
    assert not page.html.select("a[rel=next]")
    expected = [number_of(hall, case_id) for case_id in cases]
    assert found == (expected[::-1] if tab == "done" else expected)


def test_the_head_of_a_section_sees_what_is_under_way_there(hall):
    case_id = file_case(hall)
    file_case(hall, code=WATER)
    account = hall.account("reviewer", "mengcheng", "mengcheng/jiaoyu")
    with hall.room(commit=True) as room:
        party = room.register.parties.by_login(account["login"])
        party.postings = (party.postings[0]._replace(post="head"),)
    page = hall.browser(sign_in=account).get("/mengcheng/desk/")
    page.mustcontain("在办 1 件")
    assert numbers(page) == [number_of(hall, case_id)]


def test_an_empty_desk_says_so_and_a_broken_address_is_refused(hall):
    browser = officer(hall, "approver", "mengcheng/jiaoyu")
    browser.get("/mengcheng/desk/").mustcontain("我的待办 0 件", "这里现在没有办件")
    for after in ("x", "1", "1-", "１-２", "1-" + "9" * 80):
        browser.get("/mengcheng/desk/", {"after": after}, status=400)


def test_reading_the_desk_leaves_the_database_as_it_was(hall):
    case_id = file_case(hall)
    browser = officer(hall, "counter")
    before = tid(hall)
    for address in ("/mengcheng/desk/", "/mengcheng/desk/?tab=done", "/mengcheng/desk/?tab=paused",
                    at(hall, case_id), at(hall, case_id) + "/cover", at(hall, case_id) + "/files/1"):  # fmt: skip
        browser.get(address)
    assert tid(hall) == before
