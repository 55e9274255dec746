"""``wangting items export`` and ``import``: the catalogue out, a look row by row, and back in one transaction."""

import json
import os
import pwd
import shutil
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from openpyxl import load_workbook

from wangting.clock import ZONE, moment_of
from wangting.scripts import exchanging
from wangting.scripts.command import main
from wangting.scripts.running import looking


@pytest.fixture
def office(installation, tmp_path, capsys):
    """Return a call of ``wangting items`` over a copy of the installation."""
    var = tmp_path / "var"
    shutil.copytree(installation.settings.var, var, ignore=shutil.ignore_patterns("*.lock"))
    ini = tmp_path / "w.ini"
    ini.write_text(
        f"[app:main]\nuse = egg:wangting\nwangting.mode = demo\nwangting.home = {installation.settings.home}\n"
        f"wangting.var = {var}\nwangting.public_url = http://localhost\n",
        "utf-8",
    )

    def run(act, file, *options):
        code = main(["items", act, str(tmp_path / file), "--ini", str(ini), *options])
        return code, capsys.readouterr()

    return run


def edited(path, **changes):
    """Change the first item of the JSON file ``path``."""
    items = json.loads(path.read_text("utf-8"))
    items[0]["edition"] |= changes
    path.write_text(json.dumps(items, ensure_ascii=False), "utf-8")
    return items[0]["code"]


def test_a_file_goes_out_is_looked_at_and_comes_back_as_a_draft(office, tmp_path):
    code, said = office("export", "c.json")
    assert (code, said.out) == (0, f"14 items in {tmp_path / 'c.json'}\n")
    assert office("import", "c.json")[1].out == "0 new, 0 changed, 14 as they are, 0 wrong\n"
    item = edited(tmp_path / "c.json", conditions="新的条件")
    code, said = office("import", "c.json", "--dry-run")
    wanted = [f"item 1: {item}: changed edition.conditions", "0 new, 1 changed, 13 as they are, 0 wrong"]
    assert (code, said.out.splitlines()) == (0, ["the plan; nothing is written", *wanted])
    # The look has written nothing: the same is still to be done.
    code, said = office("import", "c.json")
    assert (code, said.out.splitlines()) == (0, wanted)
    office("export", "after.json")
    after = json.loads((tmp_path / "after.json").read_text("utf-8"))[0]["edition"]
    assert (after["stage"], after["number"], after["conditions"]) == ("draft", 2, "新的条件")


def test_the_trail_names_the_user_of_the_command(office, tmp_path, installation):
    office("export", "c.json")
    items = json.loads((tmp_path / "c.json").read_text("utf-8"))
    code, class_before = items[0]["code"], items[0]["class"]
    items[0] |= {"class": "行政备案"}
    items[0]["edition"]["conditions"] = "新的条件"
    (tmp_path / "c.json").write_text(json.dumps(items, ensure_ascii=False), "utf-8")
    assert office("import", "c.json")[0] == 0
    user = pwd.getpwuid(os.getuid()).pw_name
    settings = replace(installation.settings, var=tmp_path / "var")
    with looking(settings) as root:
        item = root["app_root"]["catalogue"][code]
        (own,), (drafted,) = item.log, item.editions[-1].log
    assert own.changed == (("item_class", class_before, "行政备案"),)
    for deed in (own, drafted):
        assert (deed.what, deed.by, deed.user) == ("written", None, user)
        assert abs(moment_of(deed.at) - datetime.now(ZONE)) < timedelta(minutes=5)


def test_a_user_without_a_name_is_told_by_the_number(monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 2_000_000_001)
    assert exchanging._user() == "2000000001"


def test_a_wrong_row_stops_the_whole_file_and_is_told_with_its_place(office, tmp_path):
    office("export", "c.json")
    item = edited(tmp_path / "c.json", workflow="gone.v1")
    for options in ((), ("--dry-run",)):
        code, said = office("import", "c.json", *options)
        assert code == 1
        assert f"item 1: {item}: edition.workflow: unfit (message: no workflow 'gone.v1')" in said.out
    assert "nothing was changed" in office("import", "c.json")[1].err


def test_another_kind_of_file_is_refused_with_the_kinds_there_are(office):
    code, said = office("export", "c.doc")
    assert code == 1
    assert ".xlsx, .yaml, .json" in said.err


def test_without_a_database_it_says_what_to_do(tmp_path, capsys, installation):
    ini = tmp_path / "w.ini"
    ini.write_text(
        f"[app:main]\nuse = egg:wangting\nwangting.mode = demo\nwangting.home = {installation.settings.home}\n"
        f"wangting.var = {tmp_path / 'var'}\nwangting.public_url = http://localhost\n",
        "utf-8",
    )
    assert main(["items", "export", str(tmp_path / "c.json"), "--ini", str(ini)]) == 1
    assert "wangting provision" in capsys.readouterr().err


def test_what_is_doubtful_is_printed_by_rule_with_what_to_do(office, tmp_path, capsys):
    ini = tmp_path / "w.ini"
    office("export", "c.json")
    edited(tmp_path / "c.json", visits=2, fee="50元")
    office("import", "c.json")
    code = main(["items", "lint", "--ini", str(ini), "--least", "warning"])
    said = capsys.readouterr().out
    assert code == 1
    assert "error: fee_without_ground: 收费没有写明项目、标准或依据" in said
    assert "facts.fees: 50元" in said
    assert said.splitlines()[-1].startswith("1 errors, ")
    assert main(["items", "lint", "--ini", str(ini), "--rule", "no_way_back"]) == 0
    assert capsys.readouterr().out == "0 errors, 0 warnings, 0 hints\n"


def test_the_national_tables_go_out_with_a_count_of_what_they_lack(office, tmp_path):
    code, said = office("export", "up.json", "--form", "up_task")
    rows = json.loads((tmp_path / "up.json").read_text("utf-8"))
    counted = Counter(row["table"] for row in rows)
    assert code == 0
    assert said.out.startswith(f"{len(rows)} rows of 8 tables in ")
    assert counted["up_task_directory"] == 14
    assert counted["up_task_general_basic"] == counted["up_task_general_extend"] > 0
    assert counted["up_task_public_basic"] == counted["up_task_public_extend"] > 0
    row = next(row for row in rows if row["local_catalog_code"] == "440102013002" and "transact_addr" in row)
    assert (row["catalog_code"], row["task_type"], row["anticipate_type"]) == ("440102013002", "01", "1")
    assert row["link_addr"].startswith("http://localhost/")
    assert row["dept_type"] is None
    # Where nobody gave a code none is sent, and what tells halls apart here is the hall and the item.
    assert (row["task_code"], row["task_handle_item"]) == (None, None)
    assert row["local_task_code"].endswith("-440102013002")
    basic = counted["up_task_general_basic"]
    assert f"  up_task_general_basic.dept_type: {basic} × required, and nobody here knows it" in said.out


def test_the_national_tables_are_sheets_of_a_workbook(office, tmp_path):
    assert office("export", "up.xlsx", "--form", "up_task")[0] == 0
    book = load_workbook(tmp_path / "up.xlsx", read_only=True)
    assert len(book.sheetnames) == 8
    header, *rows = book["up_task_directory"].iter_rows(values_only=True)
    assert header[:2] == ("by_law", "catalog_code")
    assert len(rows) == 14
    book.close()
    assert office("export", "up.yaml", "--form", "up_task")[0] == 1
