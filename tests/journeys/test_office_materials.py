"""A paper is said once: its template is changed, the items that ask for it follow by draft, review and publication."""

import pytest
from webtest import Upload

from documents import docx
from publishing import LOGINS
from wangting.rules.publicfile import link_to

#: Items of the small hall that ask for 居民身份证, by whatever name.
PAPER = "居民身份证"
PATH = "/office/materials/"


@pytest.fixture
def reviewer(hall):
    """The browser of the other one of the central office."""
    return hall.browser(sign_in=next(one for one in hall.installation.accounts if one["login"] == LOGINS[1]))


def key_of(hall, name=PAPER):
    with hall.room() as room:
        return room.office.templating.called(name).key


def states(hall, key):
    with hall.room() as room:
        templating = room.office.templating
        return {use.item.code: use.state for use in templating.uses(templating.of(key))}


def press(page, act, **typed):
    form = page.forms[act]
    for name, value in typed.items():
        form[name] = value
    return form.submit().follow()


def test_a_template_is_changed_and_every_item_follows_by_draft_review_and_publication(hall, central, reviewer):
    key = key_of(hall)
    page = central.get(PATH).click(PAPER)
    form = page.forms["template"]
    form["requirement"] = "在有效期内，正反面都要"
    page = form.submit("act", value="send").follow()
    assert "模板改好了。事项还没有变" in page
    before = states(hall, key)
    assert before
    assert set(before.values()) == {"off"}
    page = press(page, "draft")
    assert f"给 {len(before)} 个事项写了草稿" in page
    assert "您写的，请另一位复核" in page
    assert "review" not in {button.get("value") for button in page.forms["review"].html.select("button")}
    page = press(reviewer.get(f"{PATH}{key}/"), "review")
    assert f"复核通过 {len(before)} 个" in page
    page = press(page, "publish")
    assert f"发布了 {len(before)} 个，办它们的厅都收到待办" in page
    assert set(states(hall, key).values()) == {"same"}
    code = min(before)
    guide = hall.browser().get(f"/api/v1/items/mengcheng/{code}").json
    assert {one["requirement"] for one in guide["materials"] if one["name"] == PAPER} == {"在有效期内，正反面都要"}
    history = central.get(f"/office/items/{code}/history").html.main.get_text()
    assert f"照材料模板“{PAPER}”改" in history


def test_what_was_changed_besides_or_meanwhile_is_left_and_said(hall, central, reviewer):
    key = key_of(hall)
    form = central.get(f"{PATH}{key}/").forms["template"]
    form["provider"] = "公安局"
    page = form.submit("act", value="send").follow()
    codes = sorted(states(hall, key))
    late = central.get(f"{PATH}{key}/")
    press(page, "draft")
    page = press(late, "draft")
    assert f"{len(codes)} 个没有办" in page
    assert page.html.get_text().count("别人刚改过，看过再办") == len(codes)
    assert "写了草稿" not in page
    with hall.room(commit=True) as room:
        writer = room.register.parties.by_login(LOGINS[0]).id
        newest = room.items[codes[0]].editions[-1]
        room.publishing.write(codes[0], {**newest.data, "conditions": "别的"}, writer, newest.number)
    page = reviewer.get(f"{PATH}{key}/")
    rows = page.html.select("#review li")
    # What can be done goes first.
    assert ["还改了别的" in row.get_text() for row in rows] == [False] * (len(codes) - 1) + [True]
    assert states(hall, key)[codes[0]] == "drafted"


def test_a_day_that_is_over_brings_the_page_back_with_what_was_chosen(hall, central, reviewer):
    key = key_of(hall)
    form = central.get(f"{PATH}{key}/").forms["template"]
    form["provider"] = "公安局"
    press(form.submit("act", value="send").follow(), "draft")
    page = press(reviewer.get(f"{PATH}{key}/"), "review")
    form = page.forms["publish"]
    form["day"] = "明天"
    form = form.submit(status=422).forms["publish"]
    assert form["day"].value == "明天"
    form["day"] = "2020-01-01"
    for box in form.fields["item"][1:]:
        box.checked = False
    answer = form.submit(expect_errors=True)
    assert answer.status_int == 422
    assert answer.html.select_one(".wt-errors a")["href"] == "#day"
    form = answer.forms["publish"]
    assert form["day"].value == "2020-01-01"
    assert [box.checked for box in form.fields["item"]] == [True] + [False] * (len(form.fields["item"]) - 1)
    assert set(states(hall, key).values()) == {"reviewed"}
    for box in form.fields["item"]:
        box.checked = False
    form = form.submit(expect_errors=True).forms["publish"]
    assert not any(box.checked for box in form.fields["item"])
    form["day"] = "2026-09-28"
    page = form.submit().follow()
    assert "一个也没有选" in page
    assert set(states(hall, key).values()) == {"reviewed"}


def test_a_paper_without_a_template_gets_one_that_says_what_the_items_say(hall, central):
    page = central.get(f"{PATH}{key_of(hall)}/").forms["drop"].submit().follow()
    page = page.click(PAPER)
    assert page.forms["template"]["name"].value == PAPER
    page = page.forms["template"].submit("act", value="send").follow()
    assert "模板存好了" in page
    assert "都和模板一样" in page
    page = central.get(PATH)
    assert PAPER in page.html.select_one("section[aria-labelledby=t]").get_text()
    assert "没有模板的材料" not in page


@pytest.mark.parametrize(
    ("typed", "beside", "words"),
    [
        ({"name": ""}, "#name", ""),
        ({"name": "——"}, "#name", "名称里要有字"),
        ({"name": "甲证", "sample": f"/files/{'0' * 64}/没有.pdf"}, "#sample", "本厅没有这个文件"),
    ],
)
def test_what_is_no_template_is_told_beside_its_field(hall, central, typed, beside, words):
    form = central.get(f"{PATH}new").forms["template"]
    for name, value in {"requirement": "写了很久", **typed}.items():
        form[name] = value
    answer = form.submit("act", value="send", expect_errors=True)
    link = answer.html.select_one(".wt-errors a")
    assert (answer.status_int, link["href"]) == (422, beside)
    assert words in link.get_text()
    assert answer.forms["template"]["requirement"].value == "写了很久"


def test_a_button_that_is_come_back_to_leads_to_its_page(hall, central):
    key = key_of(hall)
    for act in ("draft", "review", "publish", "drop"):
        assert central.get(f"{PATH}{key}/{act}").headers["Location"].endswith(f"{PATH}{key}/")


@pytest.mark.parametrize(("name", "also"), [("居民户口簿", ""), ("户口簿", ""), ("某种证明", "《营业执照》")])
def test_a_name_that_another_template_has_is_told_beside_it_and_nothing_typed_is_lost(hall, central, name, also):
    form = central.get(f"{PATH}new").forms["template"]
    form["name"], form["also"], form["requirement"] = name, also, "写了很久"
    answer = form.submit("act", value="send", expect_errors=True)
    assert answer.status_int == 422
    assert "一份材料只有一个模板" in answer.html.select_one(".wt-errors").get_text()
    assert answer.forms["template"]["requirement"].value == "写了很久"
    form = central.get(f"{PATH}{key_of(hall)}/").forms["template"]
    form["name"], form["also"] = name, also
    answer = form.submit("act", value="send", expect_errors=True)
    assert "一份材料只有一个模板" in answer.html.select_one(".wt-errors").get_text()


def test_who_writes_over_a_colleague_is_told_and_keeps_the_words(hall, central, reviewer):
    path = f"{PATH}{key_of(hall)}/"
    mine, theirs = central.get(path).forms["template"], reviewer.get(path).forms["template"]
    theirs["provider"] = "公安局"
    assert "模板改好了" in theirs.submit("act", value="send").follow()
    mine["instructions"] = "照着填"
    answer = mine.submit("act", value="send", expect_errors=True)
    assert "别人也改了" in answer.html.select_one(".wt-errors").get_text()
    form = answer.forms["template"]
    assert form["instructions"].value == "照着填"
    assert "模板改好了" in form.submit("act", value="send").follow()
    log = central.get(path).html.select_one("section[aria-labelledby=log]").get_text()
    assert "由谁出具 公安机关 → 公安局" in log
    assert "由谁出具 公安局 → 公安机关" in log


def test_what_was_chosen_can_be_left_unsaid_again(hall, central):
    key = key_of(hall)
    form = central.get(f"{PATH}{key}/").forms["template"]
    assert form["channel"].value == "government"
    form["channel"] = ""
    form = form.submit("act", value="send").follow().forms["template"]
    assert form["channel"].value == ""
    with hall.room() as room:
        assert room.office.templating.of(key).data["channel"] is None


def test_a_template_goes_and_the_items_keep_their_words(hall, central):
    key = key_of(hall)
    before = states(hall, key)
    page = central.get(f"{PATH}{key}/").forms["drop"].submit().follow()
    assert "模板去掉了，各个事项写的没有变" in page
    assert central.get(f"{PATH}{key}/", status=404).status_int == 404
    with hall.room() as room:
        assert [deed.act for deed in room.register.journal][-1:] == ["drop_template"]
        assert all(room.items[code].in_hand is None for code in before)


def test_the_editor_fills_in_what_the_template_says_and_leaves_what_was_typed(hall, central):
    with hall.room() as room:
        code = next(item.code for item in room.items.values()
                    if any(one["name"] == PAPER for one in item.editions[-1].materials))  # fmt: skip
    page = central.get(f"/office/items/{code}/edit/materials")
    assert PAPER in {option["value"] for option in page.html.select("datalist#templates option")}
    form = page.forms["edit"]
    row = next(number for number, field in enumerate(form.fields["name"]) if field.value == PAPER)
    form.fields["requirement"][row].value = "我自己写的"
    answer = form.submit("act", value="fill")
    assert "还没有存" in answer
    form = answer.forms["edit"]
    assert form.fields["provider"][row].value == "公安机关"
    assert form.fields["requirement"][row].value == "我自己写的"
    with hall.room() as room:
        assert room.items[code].in_hand is None
    form.submit("act", value="send").follow()
    with hall.room() as room:
        written = {one["name"]: one for one in room.items[code].editions[-1].materials}
        assert written[PAPER]["provider"] == "公安机关"
        assert written[PAPER]["requirement"] == "我自己写的"


def test_the_linter_tells_which_papers_say_otherwise_than_their_template(hall, central):
    page = central.get("/office/lint/?rule=material_off_template")
    assert PAPER in page.html.main.get_text()


def test_a_form_brought_to_the_template_reaches_whoever_applies(hall, central, reviewer):
    key, name = key_of(hall), "身份证申领表.docx"
    page = central.get(f"{PATH}{key}/").click("作为文件传上来")
    form = next(one for one in page.forms.values() if "file-form" in one.fields and one["place"].value == "blank")
    form["file-form"] = Upload(name, docx())
    page = form.submit().follow()
    assert "文件存进模板了" in page
    got = page.click(name)
    assert got.body == docx()
    page = central.get(f"{PATH}{key}/")
    assert f"空白表 没有写 → {name}" in page.html.select_one("section[aria-labelledby=log]").text
    address = page.forms["template"]["blank"].value
    hall.browser().get(link_to(address), status=404)
    press(central.get(f"{PATH}{key}/"), "draft")
    press(press(reviewer.get(f"{PATH}{key}/"), "review"), "publish")
    assert hall.browser().get(link_to(address)).body == docx()
    assert name in hall.browser().get(f"/mengcheng/items/{offered(hall, key)}").text


def offered(hall, key):
    """Return an item with the paper that 蒙城 offers."""
    with hall.room() as room:
        return next(code for code in states(hall, key) if code in room.catalogue.codes("mengcheng"))


def test_a_file_is_taken_away_from_the_template_and_a_foreign_address_is_told(hall, central):
    key = key_of(hall)
    page = central.get(f"{PATH}{key}/files")
    form = next(one for one in page.forms.values() if "file-form" in one.fields and one["place"].value == "sample")
    form["file-form"] = Upload("样表.docx", docx())
    page = form.submit().follow()
    form = next(one for one in page.forms.values() if "file-form" in one.fields and one["place"].value == "sample")
    form["file-form"] = Upload("样表.exe", b"MZ")
    answer = form.submit(expect_errors=True)
    assert answer.status_int == 422
    assert "样表.docx" in answer
    old = next(one for one in page.forms.values() if "remove" in one.fields)
    assert "从模板里去掉了" in old.submit("remove").follow()
    answer = old.submit("remove", expect_errors=True)
    assert "别人也改了" in answer.html.select_one(".wt-errors").text
    form = central.get(f"{PATH}{key}/").forms["template"]
    form["blank"] = f"/files/{'0' * 64}/没有.docx"
    answer = form.submit("act", value="send", expect_errors=True)
    assert "本厅没有这个文件" in answer.html.select_one(".wt-errors").text


def test_the_pages_are_for_the_central_office_only(hall, keeper):
    for path in ("", "new", f"{key_of(hall)}/", f"{key_of(hall)}/files"):
        assert keeper.get(f"{PATH}{path}", status=403).status_int == 403
        assert "/sign-in" in hall.browser().get(f"{PATH}{path}").headers["Location"]
    for act in ("", "draft", "review", "publish", "drop", "files"):
        token = keeper.get("/me/").html.select_one("input[name=csrf_token]")["value"]
        keeper.post(f"{PATH}{key_of(hall)}/{act}", {"csrf_token": token}, status=403)
