"""The catalogue goes out as a file, is looked at when it comes back, and becomes drafts by another press."""

import hashlib
import io
import json
import time

import pytest
from openpyxl import load_workbook
from webtest import Upload

from wangting.errors import Refused
from wangting.rules.hierarchy import MAIN
from wangting.services.running import BROKEN, GOING, ONE, Running
from wangting.views.office import exchange

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


def test_of_two_files_looked_at_side_by_side_the_one_on_the_page_is_taken(hall, office):
    first = look(office, changed(office, conditions="先看的"))
    look(office, changed(office, conditions="后看的"))
    assert "1 个事项改好了" in first.forms["take"].submit().follow().text
    assert newest(hall)[1]["conditions"] == "先看的"


def test_a_file_that_this_person_has_not_looked_at_is_not_taken(hall, office):
    page = look(office, changed(office, conditions="别人看的"))
    page.forms["take"]["file"].force_value("0" * 64)
    page.forms["take"].submit(status=404).mustcontain("没有看过的文件")
    assert newest(hall)[0] == "published"


def test_a_wrong_row_is_told_with_its_place_and_nothing_can_be_taken(hall, office):
    content = changed(office, workflow="gone.v1")
    page = look(office, content)
    said = page.html.select_one("#report").parent.get_text()
    assert CODE in said
    assert "edition.workflow" in said
    assert "整个文件都不收" in said
    assert "take" not in page.forms
    page = office.get(PATH)
    sent = {"csrf_token": page.forms["look"]["csrf_token"].value, "file": hashlib.sha256(content).hexdigest()}
    assert office.post(PATH + "take", sent, expect_errors=True).status_int == 409
    assert newest(hall)[0] == "published"


def test_a_new_item_comes_in_as_a_draft_that_who_brought_it_cannot_review(hall, office):
    told = {**items(office)[0], "code": "999999999999", "source": "office"}
    page = look(office, json.dumps([told]).encode())
    assert "新事项收进来也是草稿" in page.text
    assert "1 个事项改好了" in page.forms["take"].submit().follow().text
    page = office.get("/office/items/999999999999/editions/1/")
    assert "review" not in page.forms
    with hall.room() as room:
        held = room.items["999999999999"]
        assert (held.editions[-1].stage, len(held.editions[-1].log)) == ("draft", 1)
        assert room.site["catalogs"]["system"]["name"].eq("999999999999").execute().ids
    assert "999999999999" not in hall.browser().get("/api/v1/items?size=500").text


def test_what_a_look_has_found_is_told_row_by_row_in_a_workbook(office):
    told = [{**one, "edition": {**one["edition"], "workflow": "gone.v1"}} if one["code"] == CODE else one
            for one in items(office)]  # fmt: skip
    told[0]["edition"]["conditions"] = "=1+1"
    page = look(office, json.dumps(told, ensure_ascii=False).encode())
    answer = page.click("下载逐行报告")
    sheet = load_workbook(io.BytesIO(answer.body))["报告"]
    rows = {row[1]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert len(rows) == 14
    assert (rows[CODE][2], rows[CODE][5]) == ("不对", "edition.workflow")
    assert rows[told[0]["code"]][2:4] == ("要改", "edition.conditions")
    office.get(PATH)
    assert office.get(PATH + "report.xlsx").status_int == 200


def waited(office, page):
    """Return the page that follows pages of progress."""
    for _ in range(100):
        if "Refresh" not in page.headers:
            return page
        time.sleep(0.05)
        page = office.get(PATH + "progress").maybe_follow()
    raise AssertionError(page.text)


def test_long_work_goes_on_beside_the_pages_and_tells_how_far_it_is(hall, office, monkeypatch):
    monkeypatch.setattr(exchange, "PATIENCE", 0)
    content = changed(office, conditions="慢慢改的")
    with ONE:
        page = look(office, content)
        assert page.headers["Refresh"].startswith("2; url=")
        assert "看过 0 行" in page.html.select_one("section[role=status]").get_text()
        assert "take" not in page.forms
    page = waited(office, office.get(PATH + "progress"))
    assert "edition.conditions" in page.html.select_one("#report").parent.get_text()
    with ONE:
        page = page.forms["take"].submit().follow()
        assert "收了 0 行" in page.html.select_one("section[role=status]").get_text()
        assert newest(hall)[0] == "published"
    assert "1 个事项改好了" in waited(office, page).text
    assert newest(hall)[1]["conditions"] == "慢慢改的"
    assert office.get(PATH + "progress", expect_errors=True).status_int == 404


def test_work_whose_process_has_ended_says_so_and_has_changed_nothing(hall, office, monkeypatch):
    def breaks(*_args, **_facts):
        raise RuntimeError("the disk went away")

    monkeypatch.setattr(exchange, "summary", breaks)
    answer = look(office, changed(office, conditions="没有改成"))
    assert answer.status_int == 422
    assert "做到一半断了" in answer.html.select_one("#file-error").get_text()
    monkeypatch.undo()
    runs = hall.house.staging.runs
    token = runs.begin({"state": GOING, "done": 300})
    monkeypatch.setattr("wangting.services.running.SILENT", -1)
    assert Running(runs).state(token)["state"] == BROKEN
    assert Running(runs).state("../../etc/passwd") is None


def test_a_file_whose_taking_fell_silent_is_not_said_to_have_changed_nothing(hall, office, monkeypatch):
    monkeypatch.setattr(exchange, "PATIENCE", 0)
    page = waited(office, look(office, changed(office, conditions="收得很慢")))
    with ONE:
        taking = page.forms["take"].submit()
        monkeypatch.setattr("wangting.services.running.QUEUED", -1)
        answer = taking.follow(status=422)
        said = answer.html.select_one("#file-error").get_text()
        assert "收没收成还不知道" in said
        assert "没有改动" not in said
        office.get(PATH + "progress?lang=en", status=422).mustcontain("not known whether")
        monkeypatch.undo()
    assert "1 个事项改好了" in waited(office, office.get(PATH + "progress").maybe_follow()).text
    assert newest(hall)[1]["conditions"] == "收得很慢"


def test_a_file_that_became_wrong_since_the_look_is_refused_when_it_is_taken(hall, office, monkeypatch):
    monkeypatch.setattr(exchange, "PATIENCE", 0)
    page = waited(office, look(office, changed(office, conditions="晚了")))
    with hall.room(commit=True) as room:
        room.publishing.write(CODE, {**newest(hall)[1], "conditions": "别人先改的"}, 1, 1)
    answer = page.forms["take"].submit(expect_errors=True).maybe_follow(expect_errors=True)
    for _ in range(100):
        if answer.status_int == 409:
            break
        time.sleep(0.05)
        answer = office.get(PATH + "progress", expect_errors=True)
    assert "有 1 行不对" in answer.text
    assert newest(hall)[1]["conditions"] == "别人先改的"


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


def workbook(office, change):
    """Return the catalogue's workbook after ``change`` as a person would."""
    book, sent = load_workbook(io.BytesIO(office.get(PATH + "catalogue.xlsx").body)), io.BytesIO()
    change(book)
    book.save(sent)
    return sent.getvalue()


def test_a_workbook_of_before_items_had_places_leaves_each_where_it_stands(hall, office):
    with hall.room(commit=True) as room:
        classifying = room.office.classifying
        classifying.classify(CODE, classifying.stands(CODE)._replace(rank=MAIN), 1, classifying.stands(CODE))
    content = workbook(office, lambda book: book["事项"].delete_cols(book["事项"].max_column - 1, 2))
    page = look(office, content, "以前导出的.xlsx")
    assert page.status_int == 200
    assert "和现在的一样" in page.text
    assert "take" not in page.forms


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda book: book["事项"].__setitem__("B1", "名字"), "缺的列：事项名称。不认识的列：名字。"),
        (lambda book: book["事项"].__setitem__("B1", None), "缺的列：事项名称。不认识的列：—。"),
        (lambda book: book["材料"].__setitem__("O1", "材料名称"), "工作表“材料”的表头里，有的列写了两次"),
        (lambda book: book.remove(book["材料"]), "没有叫“材料”的工作表"),
    ],
)
def test_what_is_wrong_with_the_sheets_of_a_workbook_is_said_by_name(office, change, said):
    answer = look(office, workbook(office, change), "c.xlsx")
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


def test_long_work_holds_no_more_objects_of_the_whole_catalogue_than_of_a_part(whole_hall, monkeypatch):
    held, caches = [], []

    def reads(room, _make, tell, **_facts):
        cache = room.site._p_jar._cache
        caches.append(cache)
        for number, code in enumerate(sorted(room.items.keys()), 1):
            assert room.items[code].editions[-1].data["name"]
            tell(number)
            held.append(cache.cache_non_ghost_count)
        raise Refused("no_workbook", reason="what is measured is what was read")

    monkeypatch.setattr(exchange, "_looked", reads)
    office = whole_hall.browser(sign_in=whole_hall.account("central_office"))
    look(office, b"[]")
    with ONE:
        """Whoever has the turn next comes after the end of the work."""
    assert len(held) == 3407 + 323
    # Left alone it holds two for each row, and keeps them for whoever has the connection next.
    assert max(held[2000:]) <= 1.5 * max(held[:500])
    assert caches[0].cache_non_ghost_count < 100
