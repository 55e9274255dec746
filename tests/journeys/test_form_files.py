"""Blank forms and samples as files: brought into a draft, reviewed, published, downloaded; nothing before that."""

import json
from urllib.parse import unquote

import pytest
from webtest import Upload

import publishing
from documents import PDF, docx, xlsx
from wangting.gateways.officefiles import DOCX
from wangting.rules.publicfile import link_to
from wangting.security.gate import asker_of

CODE = publishing.TEACHER
EDIT = f"/office/items/{CODE}/edit/"
FILES = f"{EDIT}files"
GUIDE = f"/mengcheng/items/{CODE}"
FORM = "教师资格申请表.docx"


@pytest.fixture
def office(hall):
    return hall.browser(sign_in=hall.account("central_office"))


def named(hall, result=True):
    """Let the item say what is given, so that a sample of it has a place."""
    if result:
        facts = {"result": {"name": "教师资格证书", "kind": "证照", "sample": None}}
        publishing.published(hall, facts=facts)


def send(browser, place, name, content, path=FILES, status=None):
    """Send one file for one place, as its own form does."""
    form = of_place(browser.get(path), place, "file-form")
    form["file-form"] = Upload(name, content)
    return form.submit(status=status, expect_errors=True)


def of_place(page, place, control):
    return next(form for form in page.forms.values()
                if "place" in form.fields and form["place"].value == place and control in form.fields)  # fmt: skip


def draft(hall):
    with hall.room() as room:
        return dict(room.items[CODE].editions[-1].data)


def address(hall, which="blank"):
    return draft(hall)["materials"][0][which]


def publish(hall):
    """Let the other one of the central office review and publish what is in hand."""
    with hall.room(commit=True) as room:
        number = room.items[CODE].editions[-1].number
        other = publishing.office(hall)[1]
        room.publishing.review(CODE, number, other, publishing.seen(room, number))
        room.publishing.publish(CODE, number, other, publishing.TODAY, publishing.seen(room, number))


def test_a_form_goes_from_the_editor_to_the_citizen_byte_for_byte(hall, office):
    after = send(office, "materials.1.blank", FORM, docx(), status=303).follow()
    assert "文件存进草稿了" in after.text
    assert after.html.select_one(".wt-files a").get_text() == f"{FORM}（Word，1 kB）"
    citizen = hall.browser()
    where = link_to(address(hall))
    assert where.startswith("/files/")
    refused = citizen.get(where, status=404)
    assert "没有这个文件" in refused.text
    assert FORM not in citizen.get(GUIDE).text
    publish(hall)
    link = next(one for one in citizen.get(GUIDE).html.select("a") if FORM in one.get_text())
    assert link["href"] == where
    assert link.get_text() == f"{FORM}（Word，1 kB）"
    got = citizen.get(link["href"])
    assert got.body == docx()
    assert got.content_type == DOCX
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in got.headers["Content-Security-Policy"]
    assert got.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    disposition = got.headers["Content-Disposition"]
    assert disposition.startswith("attachment; ")
    assert unquote(disposition.partition("filename*=UTF-8''")[2]) == FORM


def test_the_api_and_the_national_tables_give_the_whole_address(hall, office):
    send(office, "materials.1.blank", FORM, docx())
    publish(hall)
    told = hall.browser().get(f"/api/v1/items/mengcheng/{CODE}").json["materials"][0]["blank"]
    assert told.startswith("http://localhost/files/")
    assert told.isascii()
    assert hall.browser().get(told.removeprefix("http://localhost")).body == docx()


def test_who_has_it_gets_it_not_again_and_who_has_half_gets_the_rest(hall, office):
    send(office, "materials.1.blank", "表.pdf", PDF)
    publish(hall)
    citizen, where = hall.browser(), link_to(address(hall))
    tag = citizen.get(where).headers["ETag"]
    assert citizen.get(where, headers={"If-None-Match": tag}, status=304).body == b""
    rest = citizen.get(where, headers={"Range": "bytes=9-"}, status=206)
    assert rest.body == PDF[9:]
    assert citizen.get(where, headers={"Range": "bytes=99999-"}, status=416).body != PDF
    assert citizen.head(where).headers["Content-Length"] == str(len(PDF))


def test_a_past_edition_still_has_its_file_when_the_next_one_has_another(hall, office):
    send(office, "materials.1.blank", FORM, docx("旧"))
    publish(hall)
    old = link_to(address(hall))
    send(office, "materials.1.blank", FORM, docx("新"))
    publish(hall)
    citizen, number = hall.browser(), len(hall_editions(hall)) - 1
    assert citizen.get(old).body == docx("旧")
    assert citizen.get(link_to(address(hall))).body == docx("新")
    past = citizen.get(f"{GUIDE}/editions/{number}")
    link = next(one for one in past.html.select("a") if FORM in one.get_text())
    assert citizen.get(link["href"]).body == docx("旧")


def hall_editions(hall):
    with hall.room() as room:
        return [edition.number for edition in room.items[CODE].editions]


def test_sample_and_result_have_their_places_too(hall, office):
    named(hall)
    send(office, "materials.1.sample", "填好的.xlsx", xlsx(), status=303)
    send(office, "facts.result.sample", "证书样本.pdf", PDF, status=303)
    publish(hall)
    guide = hall.browser().get(GUIDE)
    texts = [one.get_text() for one in guide.html.select("a")]
    assert "填好的.xlsx（Excel，1 kB）" in texts
    assert "证书样本.pdf（PDF，1 kB）" in texts
    with hall.room() as room:
        rules = {found.rule.key for found in room.office.linting.of_edition(CODE, room.items[CODE].editions[-1].data)}
    assert "result_without_sample" not in rules


def test_without_a_result_the_page_says_where_it_is_written(hall, office):
    page = office.get(FILES)
    assert "facts.result.sample" not in page.text
    assert page.html.find("a", string="去写")["href"] == f"{EDIT}guide"


def test_a_file_is_taken_away_undone_and_told_in_the_history(hall, office):
    send(office, "materials.1.blank", FORM, docx())
    where = address(hall)
    gone = of_place(office.get(FILES), "materials.1.blank", "remove").submit("remove", status=303).follow()
    assert "从草稿里去掉了" in gone.text
    assert "blank" not in draft(hall)["materials"][0]
    office.get(EDIT).forms["undo"].submit(status=303)
    assert address(hall) == where
    assert "表格和样本文件" in office.get(EDIT).html.select_one("#talk").parent.get_text()


def test_the_difference_of_two_editions_tells_the_name(hall, office):
    send(office, "materials.1.blank", FORM, docx())
    number = hall_editions(hall)[-1]
    told = office.get(f"/office/items/{CODE}/editions/{number}/").text
    assert f"{FORM}（{address(hall).split('/')[2][:8]}）" in told
    assert "/files/" not in told


def test_who_works_on_the_draft_has_its_file_and_nobody_else(hall, office):
    send(office, "materials.1.blank", FORM, docx())
    link = next(one for one in office.get(f"{EDIT}preview").html.select("a") if FORM in one.get_text())
    got = office.get(link["href"])
    assert got.body == docx()
    assert "no-store" in got.headers["Cache-Control"]
    assert office.get(f"{EDIT}file/{'0' * 64}/a.docx", status=404).status_int == 404
    assert office.get(f"{EDIT}file", status=404).status_int == 404
    assert hall.browser().get(link["href"]).status_int == 303
    clerk = hall.browser(sign_in=hall.account("counter", "mengcheng"))
    assert clerk.get(link["href"], status=403).status_int == 403
    assert clerk.get(FILES, status=403).status_int == 403


def test_who_reviews_opens_the_file_itself_while_nobody_writes_in_the_draft(hall, office):
    send(office, "materials.1.blank", FORM, docx())
    number = hall_editions(hall)[-1]
    with hall.room(commit=True) as room:
        room.publishing.hand_in(CODE, number, publishing.office(hall)[0], publishing.seen(room, number))
    reviewer = hall.browser(sign_in=hall.account("central_office"))
    page = reviewer.get(f"/office/items/{CODE}/editions/{number}/")
    told = page.html.select_one("#f").parent
    assert "空白表" in told.get_text()
    assert reviewer.get(told.select_one("a")["href"]).body == docx()
    publish(hall)
    link = reviewer.get(f"/office/items/{CODE}/editions/{number}/").html.select_one("#f").parent.select_one("a")
    assert hall.browser().get(link["href"]).body == docx()
    assert reviewer.get(f"/office/items/{CODE}/editions/1/").html.select_one("#f") is None


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("表.pdf", b"<html><script>alert(1)</script>", "这种文件不能收"),
        ("表.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "这种文件不能收"),
        ("表.exe", PDF, "文件名和内容不是一种格式"),
        ("表.pdf.exe", PDF, "文件名和内容不是一种格式"),
        ("表.docx", PDF, "文件名和内容不是一种格式"),
        ("表.pdf", PDF[:9] + b"<script>", "这个文件同时像两种格式"),
        ("表.pdf", b"", "空的"),
        ("表.pdf", PDF + bytes(10 << 20), "文件太大，一个最多 10 MB"),
    ],
)
def test_what_is_refused_is_told_beside_its_place_and_nothing_is_written(hall, office, name, content, words):
    answer = send(office, "materials.1.sample", name, content, status=422)
    assert words in answer.html.select_one(".wt-errors").get_text()
    control = answer.html.select_one(answer.html.select_one(".wt-errors a")["href"])
    assert control["aria-invalid"] == "true"
    assert control.find_parent("form").select_one("[name=place]")["value"] == "materials.1.sample"
    assert "sample" not in draft(hall)["materials"][0]
    with hall.room() as room:
        assert room.register.public_files is None
        assert room.items[CODE].editions[-1].stage == "published"


def test_a_name_that_is_a_path_is_only_its_last_part(hall, office):
    send(office, "materials.1.blank", "..\\..\\C:\\表格 1#.pdf", PDF, status=303)
    assert address(hall).rpartition("/")[2] == "表格_1_.pdf"


def test_no_file_chosen_is_said(hall, office):
    form = of_place(office.get(FILES), "materials.1.blank", "file-form")
    assert "请先选一个文件" in form.submit(status=422).html.select_one(".wt-errors").get_text()


def test_a_place_that_is_gone_is_said(hall, office):
    page = office.get(FILES)
    form = of_place(page, "materials.1.blank", "file-form")
    form["file-form"] = Upload("表.pdf", PDF)
    form["place"].force_value("materials.999.blank")
    assert "没有这样材料了" in form.submit(status=404).text


def test_somebody_else_wrote_meanwhile_and_nothing_is_written_over(hall, office):
    form = of_place(office.get(FILES), "materials.1.blank", "file-form")
    publishing.drafted(hall, login="central-office-2", conditions="别人写的")
    form["file-form"] = Upload("表.pdf", PDF)
    answer = form.submit(status=422)
    assert "别人也改了" in answer.html.select_one(".wt-errors").get_text()
    assert "blank" not in draft(hall)["materials"][0]
    again = of_place(answer, "materials.1.blank", "file-form")
    again["file-form"] = Upload("表.pdf", PDF)
    again.submit(status=303)
    assert (draft(hall)["conditions"], address(hall).rpartition("/")[2]) == ("别人写的", "表.pdf")


def test_a_draft_that_was_handed_in_takes_no_file(hall, office):
    number = publishing.handed(hall, conditions="送审")
    assert "file-form" not in office.get(FILES, status=409).text
    assert hall_editions(hall)[-1] == number


def test_a_session_that_ended_leads_back_and_says_to_choose_again(hall):
    account = hall.account("central_office")
    browser = hall.browser(sign_in=account)
    form = of_place(browser.get(FILES), "materials.1.blank", "file-form")
    form["file-form"] = Upload("表.pdf", PDF)
    hall.clock.advance(hours=1)
    asked = form.submit(status=303)
    sign_in = browser.get(asked.location).forms["sign-in"]
    sign_in["login"], sign_in["password"] = account["login"], account["password"]
    back = sign_in.submit("act", status=303).follow()
    assert "请再选一次文件" in back.text
    assert "blank" not in draft(hall)["materials"][0]
    stale = form.submit(status=303).follow()
    assert "请再选一次文件" in stale.text
    assert "blank" not in draft(hall)["materials"][0]


def test_a_form_from_elsewhere_writes_nothing(hall, office):
    form = of_place(office.get(FILES), "materials.1.blank", "file-form")
    form["file-form"] = Upload("表.pdf", PDF)
    form["csrf_token"].force_value("x")
    assert form.submit(status=400).status_int == 400
    assert "blank" not in draft(hall)["materials"][0]


def test_a_department_brings_files_for_its_own_items_only(hall):
    account = hall.account("item_maintainer")
    browser = hall.browser(sign_in=account)
    with hall.room() as room:
        found = room.register.parties.by_login(account["login"])
        own = {item.code for unit in room.maintaining.departments_of(asker_of(found))
               for item in room.maintaining.items_of([unit])}  # fmt: skip
        other = next(code for code in sorted(room.items) if code not in own)
        mine = min(own)
    browser.get(f"/office/items/{other}/edit/files", status=403)
    after = send(browser, "materials.1.blank", "表.pdf", PDF, f"/office/items/{mine}/edit/files", status=303)
    assert "文件存进草稿了" in after.follow().text


def test_an_address_of_a_file_that_is_not_here_is_no_answer(hall, office):
    form = office.get(f"{EDIT}materials").forms["edit"]
    form.fields["blank"][0].value = f"/files/{'0' * 64}/表.pdf"
    answer = form.submit("act", value="send", status=422)
    assert "没有这个文件：表.pdf" in answer.html.select_one(".wt-errors").get_text()


def test_a_file_of_the_catalogue_that_names_a_file_from_elsewhere_is_told_by_its_row(hall, office):
    send(office, "materials.1.blank", FORM, docx())
    items = office.get("/office/exchange/catalogue.json")
    line = next(one for one in items.text.splitlines() if f'"{CODE}"' in one)
    assert address(hall) in json.dumps(json.loads(line.strip().rstrip(",")), ensure_ascii=False)
    for text, words in ((items.text, "没有变"), (items.text.replace(address(hall), f"/files/{'1' * 64}/x.pdf"),
                                              "这个大厅没有这个文件")):  # fmt: skip
        form = office.get("/office/exchange/").forms["look"]
        form["file-catalogue"] = Upload("catalogue.json", text.encode())
        assert words in form.submit().text


def test_a_halls_own_host_gives_the_same_file(hall, office):
    send(office, "materials.1.blank", FORM, docx())
    publish(hall)
    citizen = hall.browser(HTTP_HOST="lixin.localhost")
    link = next(one for one in citizen.get(f"/items/{CODE}").html.select("a") if FORM in one.get_text())
    assert citizen.get(link["href"]).body == docx()


def test_a_guide_that_names_a_file_which_is_not_here_says_so(hall):
    gone = f"/files/{'0' * 64}/{FORM}"
    with hall.room(commit=True) as room:
        edition = room.items[CODE].editions[-1]
        edition.__dict__["data"] = {**edition.data, "materials": [{**edition.materials[0], "blank": gone}]}
        edition._p_changed = True
    guide = hall.browser().get(GUIDE)
    assert f"{FORM}（本厅没有这个文件）" in guide.html.select_one(".wt-mat-facts").get_text()
    assert gone not in guide.text


def test_a_large_file_says_its_size_in_megabytes(hall, office):
    after = send(office, "materials.1.blank", "大.pdf", PDF + bytes(3 << 19), status=303).follow()
    assert after.html.select_one(".wt-files a").get_text() == "大.pdf（PDF，1.5 MB）"


def test_what_is_far_too_large_is_turned_away_before_it_is_read(hall, office):
    answer = send(office, "materials.1.blank", "大.pdf", PDF + bytes(60 << 20), status=413)
    assert "发来的内容太大" in answer.text
    assert "blank" not in draft(hall)["materials"][0]


def test_a_draft_that_was_handed_in_meanwhile_takes_no_file_either(hall, office):
    form = of_place(office.get(FILES), "materials.1.blank", "file-form")
    publishing.handed(hall, conditions="送审")
    form["file-form"] = Upload("表.pdf", PDF)
    assert form.submit(status=409).status_int == 409
    assert "blank" not in draft(hall)["materials"][0]
