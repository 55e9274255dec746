"""An edition is written in the browser: part by part, checked, undone, talked about, and nothing typed is lost."""

import pytest

CODE, OTHER = "440102013002", "442169016000"
PATH = f"/office/items/{CODE}/edit/"


@pytest.fixture
def office(hall):
    return hall.browser(sign_in=hall.account("central_office"))


def draft(hall):
    with hall.room() as room:
        edition = room.items[CODE].editions[-1]
        return edition.stage, dict(edition.data)


def write(office, part, **typed):
    form = office.get(PATH + part).forms["edit"]
    for name, value in typed.items():
        form[name] = value
    return form.submit("act", value="send", expect_errors=True)


def rows(page, name):
    return [one["value"] for one in page.html.select(f"input[name={name}]")]


def test_a_part_is_written_into_a_draft_that_citizens_do_not_see(hall, office):
    page = office.get(f"/office/items/{CODE}/").click("编辑")
    assert "还没有草稿" in page.text
    after = write(office, "guide", conditions="新的条件", courier="yes").follow()
    assert "存进草稿了" in after.text
    stage, data = draft(hall)
    assert (stage, data["conditions"], data["facts"]) == ("draft", "新的条件", {"courier": True})
    assert "新的条件" not in hall.browser().get(f"/mengcheng/items/{CODE}").text
    preview = after.click("像市民那样看")
    assert "新的条件" in preview.html.article.get_text()
    assert "还是草稿" in preview.text


def test_stars_are_chosen_beside_the_depth_and_told_by_the_preview_and_the_comparison(hall, office):
    after = write(office, "guide", stars="4").follow()
    assert draft(hall)[1]["facts"] == {"stars": 4}
    assert "4 星（最高 5 星）" in after.click("像市民那样看").html.article.get_text()
    english = office.get(f"{PATH}preview", {"lang": "en"}).html.article.get_text()
    assert "4 of 5 stars" in english
    compared = office.get(f"/office/items/{CODE}/editions/2/")
    assert "网上办理星级" in compared.html.main.get_text()


def test_what_was_not_touched_makes_no_draft(hall, office):
    for part in ("guide", "limits", "materials", "scenarios", "form", "flow", "fees", "basis", "faq"):
        assert write(office, part).status_int == 303, part
    assert draft(hall)[0] == "published"


def test_a_promise_longer_than_the_law_is_refused_and_everything_typed_is_still_there(hall, office):
    answer = write(office, "limits", legal_amount="10", legal_unit="workday", promised_amount="20",
                   promised_unit="workday", legal_note="说明写在这里")  # fmt: skip
    assert answer.status_int == 422
    assert "承诺时限不能比法定时限长" in answer.html.select_one(".wt-errors").get_text()
    form = answer.forms["edit"]
    assert (form["promised_amount"].value, form["legal_note"].value) == ("20", "说明写在这里")
    assert draft(hall)[0] == "published"
    form["promised_amount"] = "9"
    assert form.submit("act", value="send").status_int == 303
    assert draft(hall)[1]["promised_limit"] == {"amount": 9, "unit": "workday"}


def test_a_paper_is_added_by_a_row_and_taken_away_by_another_button(hall, office):
    before = len(draft(hall)[1]["materials"])
    page = office.get(PATH + "materials").forms["edit"].submit("add", value="materials")
    assert len(rows(page, "name")) == before + 1
    page.forms["edit"].fields["name"][-1].value = "居住证"
    page = page.forms["edit"].submit("act", value="send").follow()
    data = draft(hall)[1]
    assert data["materials"][-1]["name"] == "居住证"
    page = office.get(PATH + "materials").forms["edit"].submit("drop", value=f"materials:{before}")
    page.forms["edit"].submit("act", value="send").follow()
    assert len(draft(hall)[1]["materials"]) == before


def test_a_number_that_is_none_is_told_beside_its_field(hall, office):
    answer = write(office, "guide", visits="一次半")
    assert answer.status_int == 422
    assert answer.html.select_one(".wt-errors a")["href"] == "#visits"
    assert answer.forms["edit"]["visits"].value == "一次半"
    assert write(office, "guide", visits="1.5").status_int == 422


def test_a_scenario_of_a_paper_that_is_not_listed_is_refused(hall, office):
    page = office.get(PATH + "scenarios").forms["edit"].submit("add", value="scenarios")
    form = page.forms["edit"]
    form.fields["title"][0].value, form.fields["materials"][0].value = "本人来办", "1 99"
    form = form.submit("drop", value="scenarios:1").forms["edit"]
    answer = form.submit("act", value="send", status=422)
    assert "清单里没有的材料号" in answer.text
    form = answer.forms["edit"]
    form["materials"] = "1 2"
    form.submit("act", value="send").follow()
    assert draft(hall)[1]["scenarios"][0]["materials"] == ["m1", "m2"]


def test_a_step_is_undone_and_the_next_as_well(hall, office):
    write(office, "guide", conditions="第一次")
    write(office, "guide", conditions="第二次")
    page = office.get(PATH).forms["undo"].submit().follow()
    assert draft(hall)[1]["conditions"] == "第一次"
    assert "undo" not in page.forms, "what the draft began with is not undone but discarded"
    assert "撤销了一步" in page.text


def test_who_writes_over_somebody_else_is_told_first_and_loses_nothing(hall, office):
    mine = office.get(PATH + "guide").forms["edit"]
    other = hall.browser(sign_in=next(one for one in hall.installation.accounts if one["login"] == "central-office-2"))
    write(other, "fees", fee="免费")
    mine["conditions"] = "我写的"
    answer = mine.submit("act", value="send", status=422)
    assert "别人也改了" in answer.text
    assert answer.forms["edit"]["conditions"].value == "我写的"
    answer.forms["edit"].submit("act", value="send").follow()
    data = draft(hall)[1]
    assert (data["conditions"], data["fee"]) == ("我写的", "免费")


def test_a_session_that_ends_while_somebody_writes_loses_no_row(hall, office):
    page = office.get(PATH + "faq").forms["edit"].submit("add", value="faq")
    form = page.forms["edit"]
    form.fields["question"][0].value, form.fields["answer"][0].value = "要带原件吗？", "要"
    form = form.submit("drop", value="faq:1").forms["edit"]
    office.cookiejar.clear()
    away = form.submit("act", value="send").follow()
    account = hall.account("central_office")
    away.forms["sign-in"]["login"], away.forms["sign-in"]["password"] = account["login"], account["password"]
    page = away.forms["sign-in"].submit().follow()
    assert page.forms["edit"]["question"].value == "要带原件吗？"
    page.forms["edit"].submit("act", value="send").follow()
    assert draft(hall)[1]["facts"]["faq"] == [{"question": "要带原件吗？", "answer": "要"}]


def test_at_a_shared_computer_a_part_waits_for_the_person_who_was_writing_it(hall, office):
    form = office.get(PATH + "faq").forms["edit"].submit("add", value="faq").forms["edit"]
    form.fields["question"][0].value, form.fields["answer"][0].value = "要带原件吗？", "只有我写过的回答"
    office.cookiejar.clear()
    back = form.submit("act", value="send", status=303).location
    accounts = {one["login"]: one for one in hall.installation.accounts}
    for login, is_shown in (("central-office-2", False), ("central-office", True), ("central-office", False)):
        sign_in = office.get(back).forms["sign-in"]
        sign_in["login"], sign_in["password"] = login, accounts[login]["password"]
        page = sign_in.submit(status=303).follow()
        assert ("只有我写过的回答" in page) is is_shown
        next(one for one in page.forms.values() if one.action.endswith("/sign-out")).submit(status=303)


def test_a_copy_says_what_the_other_item_says_under_its_own_name(hall, office):
    with hall.room() as room:
        name, other = room.items[CODE].title, dict(room.items[OTHER].editions[-1].data)
    form = office.get(PATH).forms["copy"]
    form["source"] = OTHER
    assert "照另一个事项写好了" in form.submit().follow().text
    data = draft(hall)[1]
    assert (data["name"], data["materials"]) == (name, other["materials"])
    form = office.get(PATH).forms["copy"]
    form["source"] = "没有这个"
    assert form.submit(expect_errors=True).status_int == 404


def test_a_remark_stands_beside_the_draft(hall, office):
    write(office, "guide", conditions="第一次")
    form = office.get(PATH).forms["comment"]
    form["words"] = "条件照新条例改"
    page = form.submit().follow()
    assert "条件照新条例改" in page.html.select_one("#talk").parent.get_text()
    assert page.forms["comment"].submit(expect_errors=True).status_int == 409


def test_an_everyday_name_is_found_at_once_and_taken_away_again(hall, office):
    form = office.get(PATH).forms["alias"]
    form["word"] = "当老师证"
    page = form.submit().follow()
    assert hall.browser().get("/api/v1/search", {"q": "当老师证"}).json["results"][0]["code"] == CODE
    form = next(one for one in page.forms.values() if one.html.select_one("[name=remove][value=当老师证]"))
    form.submit("remove", value="当老师证").follow()
    with hall.room() as room:
        assert "当老师证" not in room.items[CODE].aliases


def test_the_rules_speak_while_somebody_writes(hall, office):
    write(office, "guide", conditions="敬请届时提供有关规定的材料")
    assert "敬请" in office.get(PATH).html.select_one("#lint").parent.get_text()


def test_what_is_in_review_is_not_edited_and_nobody_else_edits(hall, office):
    for role in ("citizen", "hall_admin", "counter"):
        hall.browser(sign_in=hall.account(role)).get(PATH, status=403)
    write(office, "guide", conditions="第一次")
    with hall.room(commit=True) as room:
        room.publishing.review(CODE, 2, 1, room.items[CODE].editions[-1].seen_mark)
    assert office.get(PATH, expect_errors=True).status_int == 409
    assert office.get(PATH + "nothing", expect_errors=True).status_int in (404, 409)
    assert office.get(PATH + "preview").status_int == 200


def sixty(office):
    """Return the form of the papers with sixty rows, each answered in every field."""
    form = office.get(PATH + "materials").forms["edit"]
    first = [(name, value) for name, value in form.submit_fields() if name not in ("csrf_token", "mark", "act")]
    inner = ("id", "name", "necessity", "form", "copies", "provider", "channel", "kind", "requirement",
             "instructions", "blank", "sample", "basis")  # fmt: skip
    assert {name for name, _value in first} <= {"__start__", "__end__", *inner}
    told = {"id": "", "necessity": "optional", "form": "copy", "copies": "1", "channel": "applicant"}
    pairs = [
        ("csrf_token", form["csrf_token"].value),
        ("mark", form["mark"].value),
        ("__start__", "materials:sequence"),
    ]
    for number in range(1, 61):
        pairs.append(("__start__", "row:mapping"))
        pairs += [(name, told.get(name, f"第 {number} 份的{name}")) for name in inner]
        pairs.append(("__end__", "row:mapping"))
    return [*pairs, ("__end__", "materials:sequence"), ("act", "send")]


def test_a_list_of_sixty_papers_is_written_with_every_field(hall, office):
    pairs = sixty(office)
    assert len(pairs) > 900
    assert office.post(PATH + "materials", pairs).status_int == 303
    listed = draft(hall)[1]["materials"]
    assert (len(listed), listed[59]["name"], listed[59]["basis"]) == (60, "第 60 份的name", "第 60 份的basis")
    # And once more, from the page that shows them, with a change in the last one.
    form = office.get(PATH + "materials").forms["edit"]
    form.fields["name"][-1].value = "最后一份"
    assert form.submit("act", value="send").status_int == 303
    assert draft(hall)[1]["materials"][59]["name"] == "最后一份"


def test_sixty_papers_typed_when_a_session_has_ended_are_all_there_after_signing_in(hall, office):
    pairs = sixty(office)
    office.cookiejar.clear()
    away = office.post(PATH + "materials", pairs).follow()
    account = hall.account("central_office")
    away.forms["sign-in"]["login"], away.forms["sign-in"]["password"] = account["login"], account["password"]
    page = away.forms["sign-in"].submit().follow()
    assert [one.value for one in page.forms["edit"].fields["name"]] == [f"第 {n} 份的name" for n in range(1, 61)]


def test_more_rows_than_a_list_may_have_are_told_and_not_lost(hall, office):
    pairs = sixty(office)
    start, end = 3, len(pairs) - 2
    more = [*pairs[:end], *pairs[start:end], *pairs[end:]]
    answer = office.post(PATH + "materials", more, status=422)
    assert "最多 100 行" in answer.html.select_one(".wt-errors").get_text()
    assert len(answer.forms["edit"].fields["name"]) == 120
    assert draft(hall)[0] == "published"


def kinds(page):
    return [one.value for one in page.forms["edit"].fields["kind"]]


def test_a_question_is_added_moved_and_asked_of_the_next_citizen_under_an_id_of_its_own(hall, office):
    page = office.get(PATH + "form").forms["edit"].submit("add", value="rows")
    last = len(kinds(page)) - 1
    form = page.forms["edit"]
    for name, value in {"kind": "choice", "title": "考试语言", "title_en": "Language", "hint": "只选一种",
                        "options": "普通话 | Standard Chinese\n英语｜English"}.items():  # fmt: skip
        form.fields[name][last].value = value
    page = form.submit("raise", value=f"rows:{last}")
    assert page.forms["edit"].fields["title"][last - 1].value == "考试语言"
    page.forms["edit"].submit("act", value="send").follow()
    fields = [field for section in draft(hall)[1]["form"] for field in section["fields"]]
    assert fields[-2] == {
        "id": "q1", "kind": "choice", "title": "考试语言", "title_en": "Language", "required": False,
        "hint": "只选一种", "hint_en": None,
        "options": [{"value": "o1", "title": "普通话", "title_en": "Standard Chinese"},
                    {"value": "o2", "title": "英语", "title_en": "English"}]}  # fmt: skip
    shown = office.get(PATH).click("看申请表")
    assert [one.text for one in shown.html.select("legend") if "考试语言" in one.text]
    assert shown.html.select_one("main fieldset[disabled] form") is not None


def test_a_form_that_cannot_be_is_told_row_by_row_and_nothing_is_lost(hall, office):
    form = office.get(PATH + "form").forms["edit"]
    form.fields["kind"][0].value = "text"
    form.fields["kind"][1].value = "choice"
    answer = form.submit("act", value="send", status=422)
    told = [one["href"] for one in answer.html.select(".wt-errors a")]
    assert told == ["#rows-0-kind", "#rows-1-options"]
    assert answer.html.select_one("#rows-1-options")["aria-describedby"] == "rows-1-options-hint rows-1-options-error"
    assert kinds(answer)[:2] == ["text", "choice"]
    form = answer.forms["edit"]
    form.fields["options"][1].value = "只有中文"
    assert "中文 | 英文" in form.submit("act", value="send", status=422).html.select_one(".wt-errors").text
    assert draft(hall)[0] == "published"


def test_an_own_form_is_given_up_for_the_common_one(hall, office):
    form = office.get(PATH + "form").forms["edit"]
    form["generic"] = "yes"
    form.submit("act", value="send").follow()
    sections = [section["id"] for section in draft(hall)[1]["form"]]
    assert sections == ["applicant", "agent", "materials", "remarks"]
    assert "现在用的是统一的表" in office.get(PATH + "form").text


def test_what_is_typed_is_checked_by_the_rules_and_not_kept(hall, office):
    form = office.get(PATH + "guide").forms["edit"]
    form["conditions"] = "敬请届时提供有关规定的材料"
    page = form.submit("act", value="check")
    assert "敬请" in page.html.select_one("section[role=status]").get_text()
    assert page.forms["edit"]["conditions"].value == "敬请届时提供有关规定的材料"
    assert draft(hall)[0] == "published"
    form = office.get(PATH + "limits").forms["edit"]
    form["legal_amount"], form["legal_unit"], form["promised_amount"], form["promised_unit"] = (
        "1",
        "workday",
        "9",
        "workday",
    )
    assert form.submit("act", value="check", status=422).html.select_one("a[href='#promised_amount']") is not None


def test_what_is_chosen_in_one_row_stays_when_something_is_chosen_in_another(hall, office):
    form = office.get(PATH + "materials").forms["edit"]
    for row, (necessity, copies) in enumerate((("required", "original"), ("optional", "copy"))):
        form.fields["necessity"][row].value, form.fields["form"][row].value = necessity, copies
    form.submit("act", value="send").follow()
    shown = office.get(PATH + "materials").forms["edit"]
    assert [one.value for one in shown.fields["necessity"][:2]] == ["required", "optional"]
    assert write(office, "fees", fee="免费").status_int == 303
    kept = draft(hall)[1]["materials"]
    assert [(one["necessity"], one["form"]) for one in kept[:2]] == [("required", "original"), ("optional", "copy")]


def test_the_history_of_a_draft_says_who_wrote_which_part_and_what_was_taken_back(hall, office):
    write(office, "limits", promised_amount="3", promised_unit="workday")
    write(office, "fees", fee="免费")
    form = office.get(PATH).forms["comment"]
    form["words"] = "请看时限"
    form.submit()
    page = office.get(PATH).forms["undo"].submit().follow()
    told = [one.get_text(" ", strip=True) for one in page.html.select("#talk + ul > li")]
    assert [line.split(" · ", 2)[2] for line in told] == ["写了 · 时限", "写了 · 收费", "留言 · 请看时限", "撤销了一步"]
    assert all("central-office" in line for line in told)
    english = office.get(PATH + "?lang=en").html.select_one("#talk + ul").get_text(" ", strip=True)
    assert "wrote · Charges" in english


def test_another_workflow_is_chosen_with_the_edition_and_a_filed_case_keeps_its_own(hall, office):
    before = draft(hall)[1]["workflow"]
    assert before == "administrative_licence.v1"
    write(office, "flow", workflow="instant.v1")
    assert draft(hall)[1]["workflow"] == "instant.v1"
    shown = office.get(f"/office/items/{CODE}/editions/2/")
    part = shown.html.select_one("section[data-part=workflow]").get_text()
    assert before in part
    assert "instant.v1" in part
    with hall.room() as room:
        assert room.items[CODE].editions[0].workflow == before


def test_a_part_that_is_missing_is_called_by_its_name_and_not_by_its_key(office):
    lint = "/office/lint/?rule=licence_told_too_briefly"
    for page in (office.get(f"/office/items/{CODE}/edit/"), office.get(lint)):
        assert "facts." not in page.html.main.get_text()
    assert "常见问题" in office.get(f"/office/items/{CODE}/edit/").html.select_one("#lint + ul").get_text()
    assert "Frequent questions" in office.get(f"/office/items/{CODE}/edit/?lang=en").html.select_one("#lint + ul").text
