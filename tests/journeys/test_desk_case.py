"""An officer takes a case from the list to the licence, and meets every way in which an act is refused."""

from __future__ import annotations

import re

import pytest

from acting import act, state
from desks import at, file_case, number_of, officer


@pytest.mark.parametrize("host", ["localhost", "mengcheng.localhost"])
def test_a_case_is_accepted_reviewed_and_approved_from_the_desk(hall, host):
    case_id = file_case(hall)
    desk = "/desk/" if host.startswith("mengcheng") else "/mengcheng/desk/"
    for role, unit, name, after in (
        ("counter", "mengcheng", "accept", "accepted"),
        ("reviewer", "mengcheng/jiaoyu", "review", "reviewed"),
        ("approver", "mengcheng/jiaoyu", "approve", "approved"),
    ):
        browser = officer(hall, role, unit, HTTP_HOST=host)
        form = browser.get(desk).click(href=number_of(hall, case_id)).forms["act"]
        form["opinion"] = "材料齐全"
        answer = form.submit("act", value=name)
        assert answer.status_int == 303
        assert answer.location == f"http://{host}{desk}cases/{number_of(hall, case_id)}"
        assert state(hall, case_id) == after
        page = answer.follow()
        page.mustcontain("已办：", "通知申请人")
        assert "已办：" not in browser.get(answer.location)
    hall.clock.advance(seconds=10)
    hall.worker.round()
    assert state(hall, case_id) == "delivered"
    signed = browser.get(f"{answer.location}/licence.pdf")
    assert signed.body.startswith(b"%PDF")
    assert "attachment" in signed.headers["Content-Disposition"]
    browser.get(answer.location).mustcontain("这件办完了，只能看")


def test_every_act_says_what_it_will_do_and_one_button_is_the_main_one(hall):
    case_id = file_case(hall)
    page = officer(hall, "counter").get(at(hall, case_id))
    acts = page.html.select("ol.wt-acts > li")
    assert [li.button["value"] for li in acts] == ["accept", "supplement", "decline"]
    assert "出《受理通知书》；通知申请人；开始计时；转到审查岗" in acts[0].text
    assert "等申请人补交，不计时" in acts[1].text
    assert "要写理由" in acts[2].text
    assert len(page.html.select("main .wt-btn-main")) == 1
    assert acts[2].button["class"] == ["wt-btn", "wt-btn-danger"]


def test_what_is_missing_is_told_once_from_the_marks_and_comes_back_to_the_desk(hall):
    case_id = file_case(hall)
    browser = officer(hall, "counter")
    form = browser.get(at(hall, case_id)).forms["act"]
    form["check-m1"], form["check-m2"], form["check-m3"] = "good", "bad", "none"
    form["why-m2"] = "unstamped"
    form["opinion"] = "毕业证书没有盖章，成绩单没有交"
    page = form.submit("act", value="supplement").follow()
    page.mustcontain("已办：", "告知过要补：缺盖章或签名", "等申请人补交，不计时")
    with hall.room() as room:
        told = dict(room.register.case(case_id).last("supplement").facts)
    assert told == {"missing": ["m2", "m3"], "reasons": {"m2": "unstamped", "m3": "absent"}}
    browser.get("/mengcheng/desk/?tab=paused").mustcontain(number_of(hall, case_id))
    act(hall, case_id, "answer", hall.account("citizen")["login"])
    page = browser.get(at(hall, case_id))
    page.mustcontain("还不能：", "补正只能告知一次")
    assert not page.html.select("input[type=radio]")
    told_twice = browser.post(
        at(hall, case_id) + "/act",
        {"csrf_token": page.forms["act"]["csrf_token"].value, "version": "3", "act": "supplement", "check-m3": "none"},
        status=422,
    )
    told_twice.mustcontain("补正只能告知一次")


def test_a_case_marked_as_incomplete_cannot_be_accepted_and_the_marks_stay(hall):
    case_id = file_case(hall)
    form = officer(hall, "counter").get(at(hall, case_id)).forms["act"]
    form["check-m3"], form["opinion"] = "none", "看过了"
    page = form.submit("act", value="accept", status=422)
    page.mustcontain("先一次告知补正，或者改成合格")
    assert page.forms["act"]["check-m3"].value == "none"
    assert page.forms["act"]["opinion"].value == "看过了"
    assert state(hall, case_id) == "submitted"


@pytest.mark.parametrize(
    ("name", "told", "anchor"),
    [
        ("decline", "先写理由", "#opinion"),
        ("supplement", "先在材料里勾出", "#materials"),
        ("", "还没有选怎么办", None),
    ],
)
def test_a_refused_act_comes_back_as_a_note_on_the_page_with_everything_typed(hall, name, told, anchor):
    case_id = file_case(hall)
    form = officer(hall, "counter").get(at(hall, case_id)).forms["act"]
    form["check-m1"] = "good"
    form["opinion"] = "  " if name == "decline" else "<写了一半>"
    page = form.submit("act", value=name, status=422)
    alert = page.html.select_one("[role=alert]")
    assert told in alert.text
    assert [link["href"] for link in alert.select("a")] == ([anchor] if anchor else [])
    assert page.forms["act"]["check-m1"].value == "good"
    assert page.forms["act"]["opinion"].value == form["opinion"].value
    assert state(hall, case_id) == "submitted"


def test_an_act_that_is_not_possible_in_this_state_is_told_so_and_one_of_another_post_is_refused(hall):
    case_id = file_case(hall)
    browser = officer(hall, "counter")
    sent = {"csrf_token": browser.get(at(hall, case_id)).forms["act"]["csrf_token"].value, "version": "1"}
    browser.post(at(hall, case_id) + "/act", {**sent, "act": "approve"}, status=422).mustcontain("现在的状态不能这样办")
    browser.post(at(hall, case_id) + "/act", {**sent, "act": "withdraw"}, status=403)
    browser.post(at(hall, case_id) + "/act", {**sent, "act": "accept", "version": "x"}, status=409)
    browser.post(at(hall, case_id) + "/act", {**sent, "act": "accept", "check-m1": "perfect"}, status=400)
    browser.post(at(hall, case_id) + "/act", {"version": "1", "act": "accept"}, status=400)
    # Who comes back to this address from signing in is led to the page with the button.
    assert browser.get(at(hall, case_id) + "/act", status=303).location.endswith(at(hall, case_id))
    assert state(hall, case_id) == "submitted"


def test_the_second_of_two_officers_sees_what_the_first_did_and_keeps_what_was_typed(hall):
    case_id = file_case(hall)
    first, second = officer(hall, "counter"), officer(hall, "counter")
    late = second.get(at(hall, case_id)).forms["act"]
    first.get(at(hall, case_id)).forms["act"].submit("act", value="accept")
    late["opinion"] = "不属于本机关"
    page = late.submit("act", value="decline", status=409)
    alert = page.html.select_one("[role=alert]").text
    assert "受理岗" in alert
    assert "受理" in alert
    assert "9 月 28 日" in alert
    assert "样例" not in alert
    assert "不属于本机关" in page.text
    assert state(hall, case_id) == "accepted"


def test_an_act_after_the_five_silent_days_meets_the_case_as_the_law_has_it(hall):
    case_id = file_case(hall)
    browser = officer(hall, "counter")
    form = browser.get(at(hall, case_id)).forms["act"]
    hall.clock.advance(days=13)
    form = officer(hall, "counter").get(at(hall, case_id)).forms["act"]
    page = form.submit("act", value="accept", status=409)
    page.mustcontain("视为受理")
    assert state(hall, case_id) == "accepted"


def test_who_reviewed_is_told_that_another_must_decide(hall):
    case_id = file_case(hall)
    account = hall.account("reviewer", "mengcheng", "mengcheng/jiaoyu")
    with hall.room(commit=True) as room:
        party = room.register.parties.by_login(account["login"])
        party.postings += (party.postings[0]._replace(post="approver"),)
    act(hall, case_id, "accept", hall.account("counter", "mengcheng")["login"])
    act(hall, case_id, "review", account["login"])
    page = hall.browser(sign_in=account).get(at(hall, case_id))
    acts = {li.button.text: li for li in page.html.select("ol.wt-acts > li")}
    assert acts["准予"].button["aria-disabled"] == "true"
    assert "还不能：这件是您审查的" in acts["准予"].text
    assert "name" not in acts["准予"].button.attrs


def test_numbers_of_people_are_masked_until_somebody_who_must_act_says_why(hall):
    case_id = file_case(hall)
    with hall.room(commit=True) as room:
        case = room.register.case(case_id)
        case.application.answers = {**case.answers, "applicant_phone": room.house.vault.seal("13812345678", "answer")}
        field = next(f["id"] for section in case.edition.form for f in section["fields"] if f["kind"] == "phone")
        case.application.answers = {field: room.house.vault.seal("13812345678", "answer")}
    browser = officer(hall, "counter")
    page = browser.get(at(hall, case_id))
    page.mustcontain("138****5678", no="13812345678")
    form = next(form for form in page.forms.values() if form.action.endswith("/numbers"))
    form["purpose"] = "contact"
    form.submit().mustcontain("13812345678")
    with hall.room() as room:
        looks = room.house.side.looks.of_case(number_of(hall, case_id))
    assert [(look.why, look.post) for look in looks] == [("contact", "counter"), ("case", "counter")]
    supervisor = officer(hall, "supervisor")
    assert "看全号码" not in supervisor.get(at(hall, case_id))
    token = supervisor.get(at(hall, case_id)).forms["act"]["csrf_token"].value
    supervisor.post(at(hall, case_id) + "/numbers", {"csrf_token": token, "purpose": "contact"}, status=403)
    supervisor.post(at(hall, case_id) + "/numbers", {"csrf_token": token, "purpose": "curious"}, status=400)


def test_a_second_officer_is_told_that_somebody_has_the_case_open(hall):
    case_id = file_case(hall)
    officer(hall, "counter").get(at(hall, case_id))
    other = officer(hall, "reviewer", "mengcheng/jiaoyu")
    other.get(at(hall, case_id)).mustcontain("十分钟内，<b>受理岗</b>也打开过这件")
    hall.clock.advance(minutes=11)
    assert "也打开过这件" not in officer(hall, "reviewer", "mengcheng/jiaoyu").get(at(hall, case_id))


def test_the_cover_is_a_plain_page_for_the_printer(hall):
    case_id = file_case(hall)
    page = officer(hall, "counter").get(at(hall, case_id)).click("打印封面")
    page.mustcontain(number_of(hall, case_id), "材料 6 项", "电子文件 1 个", "没有交")


def test_a_supervisor_reads_and_does_nothing(hall):
    case_id = file_case(hall)
    page = officer(hall, "supervisor").get(at(hall, case_id))
    page.mustcontain("您这里只能看")
    assert not page.html.select("ol.wt-acts")
    assert not page.html.select(".wt-pane-list")


HAN = re.compile("[\u2e80-\u9fff]")


def unmarked_chinese(page):
    """Return the Chinese texts that stand under no element marked as Chinese."""
    texts = page.html.body.find_all(string=HAN)
    return [text for text in texts if not any(str(up.get("lang", "")).startswith("zh") for up in text.parents)]


def test_the_english_desk_marks_what_stays_chinese(hall):
    case_id, waiting, over = file_case(hall), file_case(hall), file_case(hall)
    act(hall, waiting, "supplement", "mengcheng-counter", facts={"missing": ("m3",), "reasons": {"m3": "absent"}})
    act(hall, over, "decline", "mengcheng-counter", opinion="不属于本机关")
    browser = officer(hall, "counter")
    for address in [f"/mengcheng/desk/?tab={tab}&lang=en" for tab in ("todo", "open", "paused", "done")] + [
        f"{at(hall, found)}{part}?lang=en" for found in (case_id, waiting, over) for part in ("", "/cover")
    ]:
        page = browser.get(address)
        assert page.html.html["lang"] == "en"
        assert unmarked_chinese(page) == [], address
    form = browser.get(at(hall, case_id) + "?lang=en").forms["act"]
    assert unmarked_chinese(form.submit("act", value="decline", status=422)) == []
    assert form.submit("act", value="accept").location.endswith("?lang=en")
