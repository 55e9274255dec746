"""What is doubtful in the catalogue: the page and the command find the same, and a waiver carries a name."""

import pytest

from publishing import drafted, seen
from wangting.rules.lint.rulebook import RULES

PATH, RULE, CODE = "/office/lint/", "material_without_basis", "440102013002"
REASON = "窗口要核对原件，登记系统还没有连通"


@pytest.fixture
def office(hall):
    return hall.browser(sign_in=hall.account("central_office"))


def row(page):
    return page.html.select_one(f"#f-{CODE}")


def form(page, act):
    return next(
        form for form in page.forms.values()
        if "item" in form.fields and form["item"].value == CODE and form.html.select_one(f"[value={act}]")
    )  # fmt: skip


def test_every_rule_says_how_much_it_finds_and_leads_to_the_items(hall, office):
    page = office.get("/office/").click("检查全部事项")
    with hall.room() as room:
        found = list(room.office.linting.findings())
    rows = page.html.select(".wt-rows > li")
    assert len(rows) == len(RULES)
    assert sum(int(one.select_one(".wt-num").get_text().split()[0]) for one in rows) == len(found) > 0
    page = office.get(PATH, {"rule": RULE})
    assert row(page).h2.a["href"] == f"/office/items/{CODE}/"
    with hall.room() as room:
        assert room.items[CODE].editions[-1].materials[0]["name"] in row(page).get_text()


def test_a_finding_is_waived_with_a_reason_and_counts_again_when_that_is_taken_back(hall, office):
    page = form(office.get(PATH, {"rule": RULE}), "waive")
    page["reason"] = REASON
    after = page.submit("act", value="waive").follow()
    assert "不再算作问题" in after.text
    told = row(after).get_text()
    assert REASON in told
    assert "central-office" in told
    with hall.room() as room:
        mine = [one for one in room.office.linting.findings() if (one.rule.key, one.found.code) == (RULE, CODE)]
        assert {one.waived for one in mine} == {REASON}
    after = form(after, "take_back").submit("act", value="take_back").follow()
    assert "重新算作问题" in after.text
    assert REASON not in row(after).get_text()


def test_without_a_reason_nothing_is_waived_and_the_page_says_where(hall, office):
    answer = form(office.get(PATH, {"rule": RULE}), "waive").submit("act", value="waive", status=422)
    assert answer.html.select_one(".wt-errors a")["href"] == f"#reason-{CODE}"
    assert row(answer).select_one("details[open] .wt-error")
    with hall.room() as room:
        assert not room.register.waivers


def test_a_rule_that_finds_nothing_and_one_that_is_not_there(office):
    assert "没有查出问题" in office.get(PATH, {"rule": "circular_proof"}).text
    assert office.get(PATH, {"rule": "no_such"}, status=404).status_int == 404


def test_what_nobody_waived_cannot_be_taken_back(office):
    token = form(office.get(PATH, {"rule": RULE}), "waive")["csrf_token"].value
    sent = {"csrf_token": token, "rule": RULE, "item": CODE, "act": "take_back"}
    assert "没有留下过理由" in office.post(PATH, sent, status=404).text


def test_nobody_else_sees_it(hall):
    for role in ("citizen", "hall_admin", "counter"):
        hall.browser(sign_in=hall.account(role)).get(PATH, status=403)


def test_a_draft_that_changes_is_looked_at_again(hall):
    with hall.room() as room:
        before = len(list(room.office.linting.findings()))
    with hall.room(commit=True) as room:
        data = dict(room.items[CODE].editions[-1].data)
        room.publishing.write(CODE, {**data, "conditions": "敬请届时提供。" * 3}, 7, 1)
    with hall.room() as room:
        assert len(list(room.office.linting.findings())) > before


def numbers(page):
    return [int(one.select_one(".wt-num").get_text().split()[0]) for one in page.html.select(".wt-rows > li")]


def test_findings_are_looked_at_by_hall_and_by_how_grave_they_are(hall, office):
    every = sum(numbers(office.get(PATH)))
    page = office.get(PATH).click(href="of=ezone$")
    with hall.room() as room:
        offered = room.catalogue.codes("ezone")
        mine = [one for one in room.office.linting.findings() if one.found.code in offered]
    assert sum(numbers(page)) == len(mine) < every
    page = page.click("错误", href="severity=error")
    assert sum(numbers(page)) == len([one for one in mine if one.rule.severity == "error"])
    assert page.html.select_one("nav a[aria-current=true][href*=of]") is not None
    one = office.get(PATH, {"rule": RULE, "of": "ezone"})
    assert {row["id"].removeprefix("f-") for row in one.html.select("li[id^=f-]")} <= set(offered)
    office.get(PATH, {"of": "nowhere"}, status=404)
    office.get(PATH, {"severity": "nothing"}, status=404)


def test_a_hall_that_was_chosen_stays_chosen_when_a_reason_is_written(hall, office):
    page = form(office.get(PATH, {"rule": RULE, "of": "mengcheng"}), "waive")
    page["reason"] = REASON
    assert "of=mengcheng" in page.submit("act", value="waive").location


def test_a_finding_leads_to_the_field_that_is_to_be_mended(hall, office):
    link = row(office.get(PATH, {"rule": RULE})).select_one("h2 ~ ul a")["href"]
    assert link == f"/office/items/{CODE}/edit/materials#materials-0-basis"
    assert office.get(link.split("#")[0]).html.select_one("#materials-0-basis").name == "textarea"
    assert office.get(f"/office/items/{CODE}/edit/").html.select_one(f"a[href='{link}']") is not None
    drafted(hall, CODE, conditions="新条件")
    with hall.room(commit=True) as room:
        room.publishing.review(CODE, 2, 2, seen(room, 2, CODE))
    assert row(office.get(PATH, {"rule": RULE})).select_one("h2 ~ ul a") is None


def test_halls_that_explain_a_part_differently_are_found_until_one_switches_the_item_off(hall, office):
    with hall.room(commit=True) as room:
        for key, words in (("lixin", "先取号"), ("guoyang", "不用取号")):
            room.catalogue.hall(key).implementations[CODE].wording = {"general": words}
        room.register.stamp.move()
    page = office.get(PATH, {"rule": "wording_between_halls"})
    assert "guoyang, lixin" in row(page).get_text()
    with hall.room(commit=True) as room:
        room.catalogue.hall("lixin").implementations[CODE].on = False
        room.register.stamp.move()
    assert row(office.get(PATH, {"rule": "wording_between_halls"})) is None


def without_reviewer(hall):
    """Take the reviewer of a department in 利辛 away."""
    with hall.room(commit=True) as room:
        office = room.administration(room.halls["lixin"])
        party = room.register.parties.by_login("lixin-jiaoyu-reviewer")
        office.appointing.end(party, office.staffing.postings(party)[0][0], "调走", office.recording(1))


def test_a_department_without_somebody_is_named_with_the_post_and_how_many_items_wait(hall, office):
    assert "没有查出问题" in office.get(PATH, {"rule": "dead_end"}).text
    without_reviewer(hall)
    page = office.get(PATH, {"rule": "dead_end"})
    assert row(page).select_one("h2 ~ ul").get_text(strip=True) == "利辛县教育局：审查岗"
    waiting = len(page.html.select("li[id^=f-]"))
    assert page.html.select_one("details li").get_text() == f"利辛县教育局：审查岗 · {waiting} 个事项"
    english = office.get(PATH, {"rule": "dead_end", "lang": "en"})
    assert "Lixin Education Bureau: Reviewer" in row(english).get_text()


def test_only_the_departments_of_the_hall_that_is_looked_at_are_told(office):
    every = row(office.get(PATH, {"rule": "missing_substitute"}))
    assert len(every.select("h2 ~ ul li")) > 1
    page = office.get(PATH, {"rule": "missing_substitute", "of": "lixin"})
    told = [one.get_text() for one in row(page).select("h2 ~ ul li")]
    assert told == ["利辛县教育局：受理岗、审查岗、审批岗、出件岗"]
    departments = [one.get_text() for one in page.html.select("details[open] li")]
    assert departments
    assert all("利辛" in one for one in departments)


def test_a_gap_that_has_its_reason_is_counted_no_more(hall, office):
    without_reviewer(hall)
    page_before = office.get(PATH, {"rule": "dead_end"}).html
    page = form(office.get(PATH, {"rule": "dead_end"}), "waive")
    page["reason"] = "新人下周到岗"
    after = page.submit("act", value="waive").follow()
    assert "新人下周到岗" in row(after).get_text()
    counted = [int(one.select_one("details li small").get_text().split()[0]) for one in (page_before, after.html)]
    assert counted == [counted[1] + 1, counted[1]]


def test_of_one_hall_only_its_own_lack_of_people_counts(hall, office):
    with hall.room(commit=True) as room:
        for party in room.register.parties:
            if (getattr(party, "login", None) or "").startswith("mengcheng-"):
                party.disabled = True
    counts = {}
    for key in ("mengcheng", "lixin", "municipal"):
        page = office.get("/office/lint/", {"rule": "dead_end", "of": key})
        counts[key] = len(page.html.select("form[method=post] [name=item]"))
    assert counts["mengcheng"] > 0
    assert (counts["lixin"], counts["municipal"]) == (0, 0)
