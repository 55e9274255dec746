"""A seventh hall is one folder and a command (DESIGN 4): added, worked in, closed - and no line of Python for it."""

from __future__ import annotations

import json
import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from closed import ini_of, serve, signed_in
from narrowing import narrow
from unit.services.provisioned import mould
from walking import file_case as file_by_pages
from wangting.errors import Refused
from wangting.scripts.command import main

ROOT = Path(__file__).resolve().parents[2]
MANDARIN = "440702103000"
FACE = {
    "name": "花园县政务服务大厅", "name_en": "Garden County Service Hall", "short": "花园", "short_en": "Garden",
    "place": "花园县", "place_en": "Garden County", "kind": "county", "admin_code": None, "case_prefix": "3416GD",
    "order": 7, "hosts": ["garden.localhost"],
}  # fmt: skip


@pytest.fixture
def place(installation, tmp_path):
    """A copy of the six halls, closed, with files of its own; the seventh folder is not there yet."""
    home = tmp_path / "home"
    for part in ("tenants", "workflows", "themes"):
        shutil.copytree(ROOT / part, home / part)
    narrow(home)
    with mould(installation, tmp_path / "var") as town:
        var = town.settings.var
    return home, var, ini_of(tmp_path, home, var)


def add_folder(home):
    folder = home / "tenants/garden"
    shutil.copytree(home / "tenants/ezone", folder)
    found = yaml.safe_load((folder / "tenant.yaml").read_text("utf-8"))
    (folder / "tenant.yaml").write_text(yaml.safe_dump({**found, **FACE}, allow_unicode=True), "utf-8")
    lines = (folder / "divisions.csv").read_text("utf-8").splitlines(keepends=True)
    (folder / "divisions.csv").write_text(lines[0], "utf-8")
    rows = (home / "tenants/mengcheng/items.csv").read_text("utf-8").splitlines(keepends=True)
    kept = [rows[0], *(row for row in rows if row.startswith(MANDARIN))]
    department = found["departments"][0]["slug"]
    (folder / "items.csv").write_text("".join(kept).replace(",jiaoyu,", f",{department},"), "utf-8")


def told(capsys):
    return capsys.readouterr().out


def add_official(admin, login, post, unit):
    form = admin.get("/garden/admin/officials/add").forms["admin"]
    for name, value in {"name": "某人", "login": login, "post": post, "unit": unit, "reason": "开厅"}.items():
        form[name] = value
    page = form.submit("send", value="send").follow()
    return re.search(r'第一个密码 <b class="wt-num">([^<]+)</b>', page.text)[1]


def press(browser, path, act):
    form = browser.get(path).forms["act"]
    form["opinion"] = "符合条件"
    form.submit("act", value=act)


def test_a_seventh_hall_is_added_worked_in_and_closed(installation, place, capsys):
    home, var, ini = place
    add_folder(home)
    assert main(["provision", str(ini)]) == 0
    assert "made 1 halls" in told(capsys)
    who = ["--name", "园丁", "--login", "garden-admin"]
    assert main(["hall", str(ini), "admin", "garden", *who, "--reason", "开厅"]) == 0
    password = re.search(r"is now (\S+)", told(capsys))[1]
    seen = {}

    def journey(hall):
        admin = signed_in(hall, "garden-admin", password)
        with hall.room() as room:
            unit = room.halls["garden"].implementations[MANDARIN].unit
        people = {}
        for post in ("counter", "reviewer", "approver"):
            people[post] = signed_in(hall, f"garden-{post}", add_official(admin, f"garden-{post}", post, unit))
        accounts = json.loads((var / "sample-accounts.json").read_text("utf-8"))
        citizen = hall.browser(sign_in=next(one for one in accounts if one["role"] == "citizen"))
        hall.browser().get("/halls").mustcontain("花园县")
        number = seen["number"] = file_by_pages(citizen, "garden", MANDARIN)
        assert number.startswith("3416GD-")
        path = f"/garden/desk/cases/{number}"
        with hall.room() as room:
            office = room.administration(room.halls["garden"])
            with pytest.raises(Refused, match="cases_under_way"):
                office.closing.close("撤厅", office.recording(0), "2026-11-22T09:00:00+08:00")
        for post, act in (("counter", "accept"), ("reviewer", "review"), ("approver", "approve")):
            press(people[post], path, act)
        for _round in range(3):
            hall.clock.set(hall.clock.now() + timedelta(minutes=1))
            hall.worker.round()
        citizen.get(f"/me/cases/{number}").mustcontain("花园县")
        seen["citizen"] = next(one for one in accounts if one["role"] == "citizen")

    serve(installation, home, var, journey)
    capsys.readouterr()
    assert main(["hall", str(ini), "close", "garden", "--reason", "撤厅"]) == 0, capsys.readouterr()
    assert main(["provision", str(ini)]) == 0

    def afterwards(hall):
        visitor, citizen = hall.browser(), hall.browser(sign_in=seen["citizen"])
        assert "花园县" not in visitor.get("/halls")
        visitor.get("/garden/", status=404)
        assert "全市" in visitor.get("/", headers={"Host": "garden.localhost"})
        visitor.get("/garden/admin/", status=404)
        assert "garden" not in {one["key"] for one in visitor.get("/api/v1/halls").json["halls"]}
        page = citizen.get(f"/me/cases/{seen['number']}")
        page.mustcontain("花园县", seen["number"])
        with hall.room() as room:
            case = room.tracking.by_number(seen["number"])
            assert case.ledger[-1].act in ("approve", "deliver")
            assert all(one.ended for party in room.administration(room.halls["garden"]).staffing.people()
                       for one in party.postings)  # fmt: skip
        visitor.get("/mengcheng/").mustcontain("蒙城")

    serve(installation, home, var, afterwards)
