"""Following a case: the applicant's page, its documents, anybody's page by number and code, checking a licence."""

from __future__ import annotations

import re

import pytest
from ZODB.blob import Blob

from acting import TEACHER, act
from walking import PDF, fill, register
from walking import file_case as file_by_pages
from wangting.services.licensing import content_digest

HAN = re.compile("[\u3400-\u9fff]")


@pytest.fixture
def filed(hall):
    browser = hall.browser()
    register(browser)
    number = file_by_pages(browser, "mengcheng", TEACHER)
    with hall.room() as room:
        return browser, number, room.tracking.by_number(number).id


def officer(hall, role, unit="mengcheng/jiaoyu"):
    return hall.account(role, "mengcheng", unit)["login"]


def accepted(hall, case_id):
    act(hall, case_id, "accept", officer(hall, "counter", "mengcheng"))


def approved(hall, case_id):
    accepted(hall, case_id)
    act(hall, case_id, "review", officer(hall, "reviewer"), opinion="内部意见：看过了")
    act(hall, case_id, "approve", officer(hall, "approver"))
    with hall.room() as room:
        return room.register.case(case_id).licence


def test_before_acceptance_the_heading_says_by_when_the_papers_are_answered_for(hall, filed):
    browser, number, _case = filed
    page = browser.get(f"/me/cases/{number}")
    assert page.html.h1.get_text() == "收到了，最迟 10 月 10 日（周六，班）告诉您材料齐不齐"
    page.mustcontain("蓝", "不计时", "受理岗", "蒙城县教育局", "接收凭证")


def test_the_deadline_can_be_counted_by_hand_on_the_page(hall, filed):
    browser, number, case_id = filed
    accepted(hall, case_id)
    page = browser.get(f"/me/cases/{number}")
    # Twelve working days from 28 September: 29, 30, 8, 9, 10, 12-16, 19, 20 October.
    assert "最迟 10 月 20 日（周二）办结" in page.html.h1.get_text()
    counted = [int(cell.get_text()) for cell in page.html.select(".wt-cal b")]
    assert counted == list(range(13))
    page.mustcontain("还剩 12 个工作日", "国庆", "法律最多允许 30 个工作日")
    hall.clock.advance(days=40)
    with hall.room() as room:
        code = room.tracking.query_code(room.register.case(case_id))
    late = follow(hall.browser(), number, code)
    assert late.html.h1.get_text() == "审查中，10 月 20 日（周二）就该办结，已经超期"
    assert "橙" in late.html.select_one(".wt-light").get_text()


def test_what_an_officer_writes_for_colleagues_is_not_on_the_applicants_page(hall, filed):
    browser, number, case_id = filed
    approved(hall, case_id)
    page = browser.get(f"/me/cases/{number}")
    page.mustcontain("准予了", "准予决定书", "证照文件正在生成")
    assert "内部意见" not in page


def test_each_document_is_dated_and_cites_its_law(hall, filed):
    browser, number, case_id = filed
    accepted(hall, case_id)
    receipt = browser.get(f"/me/cases/{number}/documents/1")
    receipt.mustcontain("接收凭证", "王小明", "第三十二条第一款第四项", "2026 年 10 月 10 日（周六）", "蒙城县教育局")
    notice = browser.get(f"/me/cases/{number}/documents/2?lang=en")
    notice.mustcontain("受理通知书", "12 个工作日", "2026 年 10 月 20 日（周二）")
    assert notice.html.select_one(".wt-paper")["lang"] == "zh-Hans"
    for wrong in ("0", "3", "x", "1/2", "99999999999"):
        browser.get(f"/me/cases/{number}/documents/{wrong}", status=404)


def test_a_refusal_names_reasons_and_remedies(hall, filed):
    browser, number, case_id = filed
    accepted(hall, case_id)
    act(hall, case_id, "review", officer(hall, "reviewer"))
    act(hall, case_id, "refuse", officer(hall, "approver"), opinion="普通话等级不够")
    browser.get(f"/me/cases/{number}").mustcontain("没有获准", "普通话等级不够")
    browser.get(f"/me/cases/{number}/documents/4").mustcontain(
        "普通话等级不够", "行政复议", "行政诉讼", "第三十八条第二款"
    )


def test_papers_come_back_as_files_and_never_as_pages(hall, filed):
    browser, number, _case = filed
    answer = browser.get(f"/me/cases/{number}/files/1")
    assert answer.body.startswith(PDF)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    browser.get(f"/me/cases/{number}/files/99", status=404)
    browser.get(f"/me/cases/{number}/licence.pdf", status=404)


def test_a_case_is_nobody_elses_and_a_visitor_learns_not_even_that_it_is(hall, filed):
    _browser, number, _case = filed
    visitor = hall.browser()
    unknown = number[:-1] + ("A" if number[-1] != "A" else "B")
    assert visitor.get(f"/me/cases/{number}").status_int == visitor.get(f"/me/cases/{unknown}").status_int == 303
    other = hall.browser()
    register(other, serial=9, name="李四")
    for path in ("", "/receipt", "/documents/1", "/files/1", "/withdraw", "/answer", "/licence.pdf"):
        other.get(f"/me/cases/{number}{path}", status=404)
    token = other.get("/me/").forms[0]["csrf_token"].value
    other.post(f"/me/cases/{number}/withdraw", {"csrf_token": token, "version": "1"}, status=404)


def test_a_withdrawal_is_asked_once_more_and_refused_when_somebody_acted_meanwhile(hall, filed):
    browser, number, case_id = filed
    form = browser.get(f"/me/cases/{number}").click(href="/withdraw").forms["withdraw"]
    accepted(hall, case_id)
    form.submit(status=409).mustcontain("这件事刚刚有人办过了")
    form = browser.get(f"/me/cases/{number}/withdraw").forms["withdraw"]
    page = form.submit().follow()
    page.mustcontain("撤回")
    assert "撤回申请</a>" not in page
    browser.get(f"/me/cases/{number}/documents/3").mustcontain("撤回申请确认书")


def follow(browser, number, code, **more):
    form = browser.get("/track").forms["track"]
    fill(form, number=number, code=code)
    return form.submit("act", **more)


def test_number_and_code_show_how_far_it_is_and_nothing_personal(hall, filed):
    _browser, number, case_id = filed
    act(hall, case_id, "decline", officer(hall, "counter", "mengcheng"), opinion="王小明的户籍不在本县")
    with hall.room() as room:
        code = room.tracking.query_code(room.register.case(case_id))
    page = follow(hall.browser(), number.lower(), f" {code[:4]} {code[4:].lower()} ")
    page.mustcontain("不予受理", "提交了申请", number, 'content="noindex"')
    for secret in ("王小明", "户籍不在本县", "138", "documents/", "毕业证书"):
        assert secret not in page


def test_a_wrong_number_and_a_wrong_code_cannot_be_told_apart(hall, filed):
    _browser, number, _case = filed
    answers = []
    for tried in ((number, "AAAAAAAA"), ("341622-20260928-00-09999-0", "AAAAAAAA"), ("nonsense", "AAAAAAAA")):
        page = follow(hall.browser(), *tried, status=404)
        answers.append(re.sub("[0-9a-f]{10,}", "", page.html.select_one("main").get_text()))
    assert len(set(answers)) == 1


def test_the_sixty_first_try_in_a_minute_is_sent_away(hall, filed):
    _browser, number, _case = filed
    browser = hall.browser()
    form = browser.get("/track").forms["track"]
    fill(form, number=number, code="AAAAAAAA")
    statuses = [form.submit("act", expect_errors=True).status_int for _try in range(61)]
    assert statuses == [404] * 60 + [429]


def test_the_address_on_the_receipt_brings_the_number_and_asks_for_the_code(hall, filed):
    _browser, number, _case = filed
    form = hall.browser().get(f"/track?number={number}").forms["track"]
    assert form["number"].value == number
    assert form.submit("act", status=422).html.select_one(".wt-errors a")["href"] == "#code"


def test_anybody_checks_a_licence_and_sees_a_masked_holder(hall, filed):
    browser, number, case_id = filed
    token = approved(hall, case_id)
    anybody = hall.browser()
    anybody.get(f"/verify/{token}").mustcontain("有效", "证照文件正在生成")
    hall.clock.advance(seconds=10)
    hall.worker.round()
    page = anybody.get(f"/verify/{token}")
    page.mustcontain("有效", "王*", "签名有效", "摘要与登记的一致", "依据的决定在", "教师资格证书", 'content="noindex"')
    assert "王小明" not in page
    assert page.html.select(".wt-verdict-off, .wt-verdict-none") == []
    pdf = browser.get(f"/me/cases/{number}").click(href=r"licence\.pdf")
    assert pdf.body.startswith(b"%PDF")
    assert "sandbox" in pdf.headers["Content-Security-Policy"]
    browser.get(f"/me/cases/{number}").mustcontain("办好了")


def test_the_address_can_be_typed_whole_or_in_part(hall, filed):
    token = approved(hall, filed[2])
    for typed in (token, f"http://localhost/verify/{token}"):
        form = hall.browser().get("/verify").forms["verify"]
        form["token"] = typed
        form.submit().follow().mustcontain("有效")


@pytest.mark.parametrize("token", ["0" * 27, "zzz", "%E8%AF%81", "0/1"])
def test_a_licence_nobody_issued_is_not_found(hall, token):
    hall.browser().get(f"/verify/{token}", status=404)


def test_an_altered_record_an_altered_file_and_an_altered_decision_are_each_found(hall, filed):
    token = approved(hall, filed[2])
    hall.clock.advance(seconds=10)
    hall.worker.round()
    anybody = hall.browser()
    with hall.room(commit=True) as room:
        licence = room.register.licence(token)
        kept, licence.holder_name = licence.holder_name, "李四"
    page = anybody.get(f"/verify/{token}")
    page.mustcontain("登记的内容和摘要不一致", "核对不上")
    assert page.html.select(".wt-verdict-off")
    with hall.room(commit=True) as room:
        licence = room.register.licence(token)
        licence.holder_name = kept
        case = room.register.case(licence.case_id)
        ledger, entry = case.ledger, case.ledger[2]
        case.ledger = (*ledger[:2], entry._replace(who=1), *ledger[3:])
    anybody.get(f"/verify/{token}").mustcontain("依据的决定核对不上")
    with hall.room(commit=True) as room:
        licence = room.register.licence(token)
        room.register.case(licence.case_id).ledger = ledger
        forged = Blob()
        with forged.open("w") as stream:
            stream.write(b"%PDF-1.4 forged")
        licence.file = forged
    anybody.get(f"/verify/{token}").mustcontain("文件和登记的摘要不一致", "核对不上")


def test_a_licence_past_its_day_or_withdrawn_is_not_valid(hall, filed):
    token = approved(hall, filed[2])
    for changes, said in (
        ({"status": "revoked"}, "已撤销"),
        ({"status": "valid", "valid_until": "2026-01-01"}, "已过期"),
    ):
        with hall.room(commit=True) as room:
            licence = room.register.licence(token)
            vars(licence).update(changes)
            licence._p_changed = True
            licence.content_digest = content_digest(licence)
        hall.browser().get(f"/verify/{token}").mustcontain(said)


@pytest.mark.parametrize("path", ["", "/receipt", "/withdraw"])
def test_english_pages_of_a_case_have_no_chinese_that_is_not_marked(hall, filed, path):
    browser, number, case_id = filed
    accepted(hall, case_id)
    soup = browser.get(f"/me/cases/{number}{path}?lang=en").html
    for marked in soup.select("[lang=zh-Hans]"):
        marked.extract()
    assert not HAN.search(soup.get_text()), HAN.findall(soup.get_text())


def test_a_get_of_these_pages_changes_nothing_in_the_database(hall, filed):
    browser, number, case_id = filed
    token = approved(hall, case_id)
    before = hall.database.lastTransaction()
    for path in ("", "/receipt", "/documents/1", "/files/1"):
        browser.get(f"/me/cases/{number}{path}")
    hall.browser().get(f"/verify/{token}")
    hall.browser().get(f"/track?number={number}")
    assert hall.database.lastTransaction() == before
