"""Filling in, checking, handing in: at every button, after every mistake and every accident, nothing typed is lost."""

from __future__ import annotations

import re

import pytest
from webtest import Upload

from acting import act
from walking import PDF, complete, file_case, register

TEACHER = "440102013002"
NUMBER = re.compile(r"\d{6}-\d{8}-\d{2}-\d{5}-[0-9A-Z]")


def citizen(hall, serial=7):
    browser = hall.browser()
    register(browser, serial)
    return browser


def begun(browser, code=TEACHER, key="mengcheng"):
    return browser.get(f"/{key}/items/{code}/apply")


def upload(page, field, content=PDF, name="证书.pdf", form="draft", **more):
    page.forms[form][f"file-{field}"] = Upload(name, content, "application/pdf")
    return page.forms[form].submit("upload", value=field, **more)


def ready(hall):
    browser = citizen(hall)
    page = complete(begun(browser)).forms["draft"].submit("act", value="next").follow()
    return browser, page


def cases(hall):
    with hall.room() as room:
        person = room.registering.find("13800000007")
        return room.register.cases_of(person.id)


def test_the_account_answers_what_it_knows_and_shows_no_full_number(hall):
    page = begun(citizen(hall))
    assert page.html.select_one("#applicant_name")["value"] == "王小明"
    assert "*" in page.html.select_one("#id_number")["value"]
    assert page.forms["draft"]["phone"].value == "13800000007"
    assert "id_number" not in page.forms["draft"].fields


def test_the_phone_of_somebody_else_is_not_answered_with_ones_own(whole_hall):
    page = begun(citizen(whole_hall), "512023377001")
    assert page.forms["draft"]["phone"].value == "13800000007"
    assert page.forms["draft"]["agent_phone"].value == ""


def test_saved_and_left_a_draft_is_found_again_as_it_was(hall):
    browser = citizen(hall)
    form = begun(browser).forms["draft"]
    form["subject"], form["address"] = "语文", '城关镇 "1" <号>'
    form.submit("act", value="save").follow().mustcontain("存好了")
    page = browser.get("/me/").click(href="/me/drafts/", index=0)
    assert page.forms["draft"]["subject"].value == "语文"
    assert page.forms["draft"]["address"].value == '城关镇 "1" <号>'
    assert begun(browser).forms["draft"].action == page.forms["draft"].action


def test_an_invalid_form_comes_back_with_every_answer_and_every_upload(hall):
    browser = citizen(hall)
    form = upload(begun(browser), "m1").follow().forms["draft"]
    form["subject"], form["phone"] = "语文", "12"
    page = form.submit("act", value="next", status=422)
    page.mustcontain("证书.pdf")
    assert page.forms["draft"]["subject"].value == "语文"
    assert page.forms["draft"]["phone"].value == "12"
    anchors = [link["href"][1:] for link in page.html.select(".wt-errors a")]
    assert "phone" in anchors
    assert "m1" not in anchors
    assert all(page.html.find(id=anchor) for anchor in anchors)


def test_a_paper_is_taken_away_again(hall):
    page = upload(begun(citizen(hall)), "m1").follow()
    button = page.html.select_one("button[name=remove]")
    page = page.forms["draft"].submit("remove", value=button["value"]).follow()
    assert "证书.pdf" not in page


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "空.pdf", "这个文件是空的"),
        (b"<html><script>alert(1)</script></html>", "照片.jpg", "这种文件不能收"),
        (PDF, "证书.jpg", "文件名和内容不是一种格式"),
    ],
)
def test_a_refused_paper_is_told_beside_its_field_and_the_rest_is_kept(hall, content, name, said):
    page = begun(citizen(hall))
    page.forms["draft"]["subject"] = "语文"
    page = upload(page, "m2", content, name, status=422)
    assert said in page.html.select_one("#m2-error").get_text()
    assert page.forms["draft"]["subject"].value == "语文"


@pytest.mark.parametrize("button", ["next", "save"])
def test_a_file_that_was_chosen_is_taken_whichever_button_is_pressed(hall, button):
    page = begun(citizen(hall))
    field = page.html.select_one("input[type=file]")["id"]
    page.forms["draft"][f"file-{field}"] = Upload("证书.pdf", PDF, "application/pdf")
    shown = page.forms["draft"].submit("act", value=button, expect_errors=True).maybe_follow()
    assert "证书.pdf" in shown.html.select_one(".wt-files").get_text()
    assert shown.html.select_one(f"#{field}-error") is None


def test_a_chosen_file_that_is_refused_is_told_beside_its_field_whichever_button_is_pressed(hall):
    page = begun(citizen(hall))
    field = page.html.select_one("input[type=file]")["id"]
    page.forms["draft"][f"file-{field}"] = Upload("证书.pdf", b"MZ", "application/pdf")
    page.forms["draft"]["phone"] = "13800000009"
    shown = page.forms["draft"].submit("act", value="next", expect_errors=True)
    assert shown.status_int == 422
    assert shown.html.select_one(f"#{field}-error") is not None
    assert shown.forms["draft"]["phone"].value == "13800000009"


def test_pressing_upload_without_a_file_says_so(hall):
    page = begun(citizen(hall)).forms["draft"].submit("upload", value="m1", status=422)
    assert "请先选一个文件" in page.html.select_one("#m1-error").get_text()


def test_a_paper_outside_the_list_is_not_taken(hall):
    page = begun(citizen(hall))
    form = page.forms["draft"]
    fields = [(name, value) for name, value in form.submit_fields() if not name.startswith("file-")]
    refused = page.test_app.post(form.action, [*fields, ("upload", "m99")], status=409)
    refused.mustcontain("这不在材料清单里")


def test_too_many_parts_are_turned_away_before_they_are_read(hall):
    page = begun(citizen(hall))
    form = page.forms["draft"]
    many = [(f"x{number}", "1") for number in range(600)]
    page.test_app.post(form.action, many, status=400).mustcontain("发来的内容太多")
    parts = b"--b\r\n\r\n" * 600 + b"--b--\r\n"
    page.test_app.post(form.action, parts, content_type="multipart/form-data; boundary=b", status=400)


def test_the_check_page_masks_numbers_and_leads_back_to_each_answer(hall):
    browser, page = ready(hall)
    page.mustcontain("138****0007", "王小明")
    assert "13800000007" not in page
    for link in page.html.select(".wt-change a"):
        anchor = link["href"].partition("#")[2]
        assert browser.get(link["href"].partition("#")[0]).html.find(id=anchor)


def test_an_unfinished_draft_cannot_be_checked_or_handed_in(hall):
    browser = citizen(hall)
    form = begun(browser).forms["draft"]
    action = form.action
    assert "check=1" in browser.get(f"{action}/check").location
    browser.get(f"{action}/check").follow().mustcontain("请填写联系地址")
    answered = browser.post(f"{action}/submit", {"csrf_token": form["csrf_token"].value, "consent": "yes"})
    assert "check=1" in answered.location
    assert not cases(hall)


def test_nothing_is_handed_in_without_the_word_that_it_is_true(hall):
    _browser, page = ready(hall)
    page.forms["submit"].submit(status=422).mustcontain("请先看一遍")
    assert not cases(hall)


def test_a_form_sent_twice_is_one_case_with_one_receipt(hall):
    browser, page = ready(hall)
    page.forms["submit"]["consent"] = True
    first = page.forms["submit"].submit()
    second = page.forms["submit"].submit()
    assert first.location == second.location
    assert len(cases(hall)) == 1
    draft = page.forms["submit"].action.removesuffix("/submit")
    assert browser.get(draft).location == browser.get(f"{draft}/check").location == first.location
    assert "接着填" not in browser.get("/me/")


def test_the_receipt_has_number_code_qr_and_the_days_of_what_comes_next(hall):
    _browser, page = ready(hall)
    page.forms["submit"]["consent"] = True
    receipt = page.forms["submit"].submit().follow()
    number = NUMBER.search(receipt.text).group()
    with hall.room() as room:
        code = room.tracking.query_code(room.tracking.by_number(number))
    receipt.mustcontain(number, code, "<svg", "9 月 28 日（周一）", "138****0007")
    # By hand, from Monday 28 September: 29, 30, then the holiday to 7 October, 8, 9, and Saturday 10 October is worked.
    receipt.mustcontain("最迟 10 月 10 日（周六，班）")
    # Accepted on that last day, twelve working days: 12-16, 19-23, 26, 27 October.
    receipt.mustcontain("最迟 10 月 27 日（周二）")
    assert receipt.headers["Cache-Control"] == "no-store"


def test_after_hours_the_page_says_from_which_day_it_counts(hall):
    hall.clock.advance(hours=11)
    _browser, page = ready(hall)
    page.mustcontain("现在不在上班时间", "从 9 月 29 日（周二）起算收件")


def test_a_session_that_ran_out_in_the_middle_of_a_form_loses_nothing(hall):
    browser = citizen(hall)
    form = begun(browser).forms["draft"]
    form["subject"], form["address"] = "数学", "漆园街道"
    hall.clock.advance(hours=3)
    answered = form.submit("act", value="next")
    assert answered.location.startswith("http://localhost/sign-in")
    page = answered.follow()
    page.mustcontain("您刚才填的都在")
    page.forms["sign-in"]["login"] = "13800000007"
    page.forms["sign-in"]["password"] = "a quiet long evening"
    page = page.forms["sign-in"].submit().follow()
    page.mustcontain("都放回来了")
    assert page.forms["draft"]["subject"].value == "数学"
    assert page.forms["draft"]["address"].value == "漆园街道"


def test_what_was_parked_is_not_given_to_somebody_else_at_the_same_computer(hall):
    register(hall.browser(), serial=8, name="李四")
    browser = citizen(hall)
    form = begun(browser).forms["draft"]
    form["subject"] = "只有我知道"
    hall.clock.advance(hours=3)
    page = form.submit("act", value="next").follow()
    page.forms["sign-in"]["login"] = "13800000008"
    page.forms["sign-in"]["password"] = "a quiet long evening"
    answered = page.forms["sign-in"].submit()
    assert "drafts" not in answered.location or answered.follow(status=404)
    assert "只有我知道" not in browser.get("/me/")


def test_a_foreign_token_changes_nothing(hall):
    browser = citizen(hall)
    form = begun(browser).forms["draft"]
    form["csrf_token"], form["subject"] = "x" * 40, "不该存下"
    form.submit("act", value="save", status=400).mustcontain("这张表不是从我们的网页发来的")
    assert begun(browser).forms["draft"]["subject"].value == ""


def test_somebody_elses_draft_is_not_there(hall):
    action = begun(citizen(hall)).forms["draft"].action
    other = citizen(hall, serial=9)
    token = other.get("/me/").forms[0]["csrf_token"].value
    for path in ("", "/check"):
        other.get(action + path, status=404)
    for path in ("", "/delete", "/submit"):
        other.post(action + path, {"csrf_token": token}, status=404)


def test_a_deleted_draft_is_gone(hall):
    browser = citizen(hall)
    page = begun(browser)
    action = page.forms["draft"].action
    page.forms["delete"].submit().follow().mustcontain("草稿删掉了")
    browser.get(action, status=404)


def test_officials_and_agents_do_not_apply_for_themselves(hall):
    for role, said in (("counter", "这个账号不能申请"), ("agent", "先选替谁办")):
        browser = hall.browser(sign_in=hall.account(role, "mengcheng"))
        browser.get(f"/mengcheng/items/{TEACHER}/apply", status=403).mustcontain(said)


def test_a_get_of_any_of_these_pages_changes_nothing_in_the_database(hall):
    browser, page = ready(hall)
    before = hall.database.lastTransaction()
    action = page.forms["submit"].action.removesuffix("/submit")
    for path in (action, f"{action}/check", f"/mengcheng/items/{TEACHER}/apply", "/me/", "/mengcheng/"):
        browser.get(path)
    assert hall.database.lastTransaction() == before


def test_the_answer_to_a_request_for_papers_asks_for_what_is_missing_and_nothing_else(hall):
    browser = citizen(hall)
    number = file_case(browser, "mengcheng", TEACHER)
    with hall.room() as room:
        case_id = room.tracking.by_number(number).id
    browser.get(f"/me/cases/{number}/answer").follow()  # Nothing is missing yet: back to the case.
    counter = hall.account("counter", "mengcheng")["login"]
    facts = {"missing": ("m2", "m4"), "reasons": {"m2": "unreadable", "m4": "absent"}}
    act(hall, case_id, "supplement", counter, opinion="请用原件拍照", facts=facts)
    page = browser.get(f"/me/cases/{number}")
    page.mustcontain("还缺材料", "补齐以前不计时", "请用原件拍照")
    page = page.click(href="/answer", index=0)
    asked = {name for name in page.forms["answer"].fields if name and name.startswith("file-")}
    assert asked == {"file-m2", "file-m4"}
    assert page.forms["answer"].submit("act", value="send", status=422).html.select(".wt-errors a")
    upload(page, "m2", b"", "空.pdf", form="answer", status=422).mustcontain("这个文件是空的")
    page = upload(page, "m2", form="answer").follow()
    page = upload(page, "m4", PDF + b"4", form="answer").follow()
    assert "接着填" not in browser.get("/me/")
    first = page.forms["answer"].submit("act", value="send")
    assert page.forms["answer"].submit("act", value="send").location == first.location
    first.follow().mustcontain("补交的材料收到了", "补交了材料")
    with hall.room() as room:
        case = room.register.case(case_id)
        assert [entry.act for entry in case.ledger] == ["submit", "supplement", "answer"]
        assert len(case.files) == 8


def test_what_another_tab_has_changed_is_shown_before_it_is_filed(hall):
    browser, page = ready(hall)
    page.forms["submit"]["consent"] = True
    other = begun(browser)
    other.forms["draft"]["subject"] = "数学"
    other.forms["draft"].submit("act", value="save", status=303)
    again = page.forms["submit"].submit(status=422)
    again.mustcontain("这份申请在别处改过", "数学")
    assert cases(hall) == []
    again.forms["submit"]["consent"] = True
    again.forms["submit"].submit(status=303)
    assert len(cases(hall)) == 1


def test_saved_again_without_a_change_a_draft_is_still_what_was_shown(hall):
    browser, page = ready(hall)
    page.forms["submit"]["consent"] = True
    begun(browser).forms["draft"].submit("act", value="save", status=303)
    hall.clock.advance(minutes=3)
    page.forms["submit"].submit(status=303)
    assert len(cases(hall)) == 1


def test_whoever_leaves_a_draft_is_told_how_long_it_stays(hall):
    page = begun(citizen(hall))
    page.mustcontain("这份草稿留到 2026 年 12 月 27 日")
    hall.clock.advance(days=2)
    browser = citizen(hall, 8)
    begun(browser).mustcontain("这份草稿留到 2026 年 12 月 29 日")
