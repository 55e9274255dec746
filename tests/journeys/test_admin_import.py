"""Officials from a table: looked at row by row, each fault by its own name, taken whole or not at all."""

from __future__ import annotations

from io import BytesIO
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from webtest import Upload

from desks import officer, tid
from walking import fill, id_number
from wangting.content.parties import Official
from wangting.errors import Refused
from wangting.gateways.sheets.roster import TITLES, read
from wangting.scripts.command import main

PAGE = "/mengcheng/admin/officials/import"
GOOD = ("张三", "zhang-san", "13800000011", "受理岗", "蒙城县政务服务大厅", "2026-09-28", "")
SECOND = ("李四", "li-si", "", "reviewer", "mengcheng/jiaoyu", "2026/9/28".replace("/9/", "/09/"), "2027-01-01")


def csv(*rows, head=TITLES, encoding="utf-8"):
    return "\r\n".join(",".join(row) for row in (head, *rows)).encode(encoding)


def xlsx(*rows, head=TITLES, title="工作人员"):
    book = Workbook()
    book.active.title = title
    for row in (head, *rows):
        book.active.append(list(row))
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.fixture
def admin(hall):
    return officer(hall, "hall_admin")


def look(admin, data, name="人员.csv"):
    form = admin.get(PAGE).forms["look"]
    form["file-roster"] = Upload(name, data)
    return form.submit("do", value="look", status="*")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", csv(GOOD, SECOND)),
        ("a.CSV", csv(GOOD, SECOND, encoding="utf-8-sig")),
        ("a.csv", csv(GOOD, SECOND, encoding="gb18030")),
        ("a.xlsx", xlsx(GOOD, SECOND)),
    ],
    ids=["utf-8", "marked", "gb18030", "xlsx"],
)
def test_a_list_is_looked_at_first_and_then_taken(hall, admin, name, data):
    before = tid(hall)
    page = look(admin, data, name)
    page.mustcontain("2 个人都可以导入", "zhang-san", "li-si")
    assert tid(hall) == before
    form = page.forms["take"]
    form["reason"] = "蒙人〔2026〕2 号"
    form.submit("do", value="take").follow().mustcontain("导入好了", "张三", "审查岗 · 蒙城县教育局")
    with hall.room() as room:
        second = room.register.parties.by_login("li-si")
        assert (second.postings[0].unit, str(second.postings[0].until)) == ("mengcheng/jiaoyu", "2027-01-01")
        assert (second.password, second.must_change) == ("", False)
        acts = [deed.act for deed in room.halls["mengcheng"].journal]
        assert acts == ["import_official", "appoint"] * 2


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (0, "", "要写名称"),
        (1, "Zhang", "工号要用小写字母"),
        (1, "mengcheng-counter", "这个工号已经有人用"),
        (1, "li-si", "这个工号在表里有两行"),
        (2, "12", "手机号不对"),
        (2, "19900000001", "已经登记在别的账号上"),
        (3, "县长", "没有叫这个名字的岗位"),
        (3, "审批岗", "不设在这种地方"),
        (4, "利辛县教育局", "没有叫这个名字的单位"),
        (4, "lixin/jiaoyu", "没有叫这个名字的单位"),
        (5, "下周一", "日期不对"),
        (6, "2026-09-01", "最后一天在第一天以前"),
        (6, "明年", "日期不对"),
    ],
)
def test_each_bad_cell_has_its_own_message_and_nobody_is_imported(hall, admin, place, value, said):
    bad = tuple(value if number == place else cell for number, cell in enumerate(GOOD))
    page = look(admin, csv(bad, SECOND))
    assert page.status_int == 422
    page.mustcontain("行不对，什么都没有导入", said)
    assert "take" not in page.forms
    with hall.room() as room:
        assert room.register.parties.by_login("li-si") is None


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.doc", b"x", "只收 .xlsx 和 .csv"),
        ("a.xlsx", b"no workbook", "这个文件打不开"),
        ("a.xlsx", xlsx(GOOD, title="别的"), "没有叫“工作人员”的工作表"),
        ("a.xlsx", xlsx(GOOD, head=(*TITLES[:-1], "备注")), "缺的是“到哪天止”，多的是“备注”"),
        ("a.csv", csv(GOOD, head=TITLES[:-1]), "缺的是“到哪天止”"),
        ("a.csv", csv(), "表里一个人也没有"),
        ("a.csv", b"\xff\xfe\xff\xff", "读不了"),
        ("a.csv", csv(*[GOOD] * 2001), "一次最多 2000 行"),
        ("a.csv", b"x" * (2 << 20) + b"xx", "表格太大，最多 2 MB"),
    ],
)
def test_a_file_that_is_no_list_is_refused_by_what_is_wrong_with_it(admin, name, data, said):
    page = look(admin, data, name)
    assert page.status_int == 422
    page.mustcontain(said)


@pytest.mark.parametrize(
    ("rows", "code"),
    [(b"<row/>" * 1_500_000, "workbook_too_large"), (b"<row><c><v>1</v></c></row>" * 100_000, "roster_too_long")],
    ids=["empty", "full"],
)
def test_a_small_file_that_says_it_has_very_many_rows_is_given_up_within_few_cpu_ms(rows, code):
    kept = BytesIO()
    with ZipFile(BytesIO(xlsx(GOOD))) as honest, ZipFile(kept, "w", ZIP_DEFLATED) as packed:
        for entry in honest.namelist():
            packed.writestr(entry, honest.read(entry).replace(b"</sheetData>", rows + b"</sheetData>"))
    assert len(kept.getvalue()) < 100_000
    began = process_time()
    with pytest.raises(Refused, match=code):
        read("a.xlsx", kept.getvalue())
    assert process_time() - began < 3


def test_a_formula_and_a_short_row_are_told_where_they_stand(admin):
    look(admin, xlsx(("=1+1", *GOOD[1:])), "a.xlsx").mustcontain("工作人员 2", "这一格是公式")
    look(admin, csv(GOOD[:4])).mustcontain("CSV 2", "格数和表头不一样")


def test_what_was_right_when_it_was_looked_at_is_judged_again_when_it_is_taken(hall, admin):
    form = look(admin, csv(GOOD)).forms["take"]
    form["reason"] = "文号"
    with hall.room(commit=True) as room:
        somebody = Official(room.register.parties.new_id(), "张三")
        somebody.login = "zhang-san"
        room.register.parties.add(somebody)
    form.submit("do", value="take", status=422).mustcontain("1 行不对，一个人也没有导入")


def test_it_is_not_taken_without_a_reason_and_nothing_is_lost(admin):
    page = look(admin, csv(GOOD)).forms["take"].submit("do", value="take", status=422)
    page.mustcontain("要写明理由或文号", "zhang-san")
    assert "take" in page.forms


def test_nothing_chosen_is_told(admin):
    admin.get(PAGE).forms["look"].submit("do", value="look", status=422).mustcontain("请先选一个文件")


def test_the_command_looks_and_takes(hall, tmp_path, capsys, monkeypatch):
    path = tmp_path / "人员.csv"
    path.write_bytes(csv(GOOD, ("王五", "Wang", *GOOD[2:])))
    with hall.room(commit=True) as room:
        office = room.administration(room.halls["mengcheng"])
        monkeypatch.setattr("wangting.scripts.hall._office", lambda _args: _Opened(office, room))
        asked = ["hall", "any.ini", "import", "mengcheng", "--reason", "文号", "--file", str(path)]
        assert main(asked) == 1
        told = capsys.readouterr().out
        assert "CSV 3: Wang: 工号: login form" in told
        assert "0 right, 2 wrong" in told
        path.write_bytes(csv(GOOD))
        assert main([*asked, "--dry-run"]) == 0
        assert room.register.parties.by_login("zhang-san") is None
        assert main(asked) == 0
        assert room.register.parties.by_login("zhang-san").name == "张三"


class _Opened:
    """An office that is open already."""

    def __init__(self, *found):
        self._found = found

    def __enter__(self):
        return self._found

    def __exit__(self, *_fault):
        return False


def test_a_list_of_phones_does_not_tell_who_has_an_account(hall, admin, monkeypatch):
    monkeypatch.setattr("wangting.views.admin.forming.FOUND", 2)
    with hall.room(commit=True) as room:
        for serial in (1, 2, 3):
            room.registering.register(name="某人", id_number=id_number(serial), phone=f"1380000002{serial}",
                                      password_hash="x")  # fmt: skip
    rows = [(f"人{serial}", f"ren-{serial}", f"1380000002{serial}", *GOOD[3:]) for serial in (1, 2, 3)]
    look(admin, csv(*rows[:2])).mustcontain("2 行不对")
    answer = look(admin, csv(rows[2]))
    assert answer.status_int == 429
    assert rows[2][2] not in answer
    form = admin.get("/mengcheng/admin/officials/add").forms["admin"]
    fill(form, name="人三", login="ren-san", phone=rows[2][2], post="counter", unit="mengcheng", reason="照文件")
    assert form.submit("send", value="send", expect_errors=True).status_int == 429
    assert look(admin, csv(SECOND)).status_int == 200
