"""The catalogue goes out as a file, is looked at when it comes back, and becomes drafts by another press."""

import io
import json

import pytest
from openpyxl import load_workbook
from webtest import Upload

PATH, CODE = "/office/exchange/", "440702103000"


@pytest.fixture
def office(hall):
    return hall.browser(sign_in=hall.account("central_office"))


def items(office):
    return json.loads(office.get(PATH + "catalogue.json").body)


def look(office, content, name="catalogue.json", **more):
    form = office.get(PATH).forms["look"]
    form["file-catalogue"] = Upload(name, content, "application/octet-stream")
    answer = form.submit(expect_errors=True, **more)
    # A body of more than 10 kB lies in a file, which a server closes with the request; WebTest keeps it.
    answer.request.environ["wsgi.input"].close()
    return answer


def changed(office, **parts):
    """Return a file with one item of the catalogue, whose edition says otherwise."""
    told = next(one for one in items(office) if one["code"] == CODE)
    told["edition"].update(parts)
    return json.dumps([told], ensure_ascii=False).encode()


def newest(hall):
    with hall.room() as room:
        return room.items[CODE].editions[-1].stage, dict(room.items[CODE].editions[-1].data)


def test_a_workbook_goes_out_and_comes_back_the_same(office):
    page = office.get("/office/").click("导出和导入")
    answer = page.click("XLSX")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert load_workbook(io.BytesIO(answer.body), read_only=True).sheetnames[0] == "事项"
    page = look(office, answer.body, "改好的.xlsx")
    assert "和现在的一样" in page.text
    assert "take" not in page.forms


def test_a_look_writes_nothing_and_the_next_press_makes_drafts(hall, office):
    page = look(office, changed(office, conditions="表格里改的"))
    assert "edition.conditions" in page.html.select_one("#report").parent.get_text()
    assert newest(hall)[0] == "published"
    after = page.forms["take"].submit().follow()
    assert "1 个事项改好了" in after.text
    stage, data = newest(hall)
    assert (stage, data["conditions"]) == ("draft", "表格里改的")
    with hall.room() as room:
        assert CODE in room.register.drafted
    page.forms["take"].submit(status=404).mustcontain("没有看过的文件")


def test_a_wrong_row_is_told_with_its_place_and_nothing_can_be_taken(hall, office):
    page = look(office, changed(office, workflow="gone.v1"))
    said = page.html.select_one("#report").parent.get_text()
    assert CODE in said
    assert "edition.workflow" in said
    assert "整个文件都不收" in said
    assert "take" not in page.forms
    page = office.get(PATH)
    sent = {"csrf_token": page.forms["look"]["csrf_token"].value}
    assert office.post(PATH + "take", sent, expect_errors=True).status_int == 409
    assert newest(hall)[0] == "published"


def test_a_new_item_is_told_and_left_to_the_command(hall, office):
    told = {**items(office)[0], "code": "999999999999", "source": "office"}
    page = look(office, json.dumps([told]).encode())
    assert "wangting items import" in page.text
    assert "take" not in page.forms
    sent = {"csrf_token": page.forms["look"]["csrf_token"].value}
    assert office.post(PATH + "take", sent, expect_errors=True).status_int == 409
    with hall.room() as room:
        assert "999999999999" not in room.items


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"x", "c.doc", "只收 .xlsx"),
        (b"x", "c.json", "读不出来"),
        (b"x", "c.xlsx", "读不出来"),
        (b"- [", "c.yaml", "读不出来"),
    ],
)
def test_what_is_no_catalogue_is_refused_beside_its_field(office, content, name, said):
    answer = look(office, content, name)
    assert answer.status_int == 422
    assert said in answer.html.select_one("#file-error").get_text()


def test_without_a_file_the_page_asks_for_one(office):
    answer = office.get(PATH).forms["look"].submit(status=422)
    assert answer.html.select_one(".wt-errors a")["href"] == "#file-catalogue"


def test_nobody_else_takes_the_catalogue_away_or_brings_one(hall):
    for role in ("citizen", "hall_admin", "counter"):
        browser = hall.browser(sign_in=hall.account(role))
        browser.get(PATH, status=403)
        browser.get(PATH + "catalogue.json", status=403)
