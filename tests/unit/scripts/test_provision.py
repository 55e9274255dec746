"""``wangting provision`` from files of its own: what it reads, what it plans, and how far it says it is."""

import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

from narrowing import narrow
from wangting.declare import load
from wangting.scripts.command import main
from wangting.scripts.telling import Telling

ROOT = Path(__file__).resolve().parents[3]
TEACHER = "440102013002"


class Files:
    """The declared files in a folder of their own, with the fourteen items made by hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for part in ("tenants", "workflows", "themes"):
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("static", "templates"))
        narrow(folder)

    def change(self, code: str, promise: int) -> None:
        """Change the promise of an item made by hand."""
        path = self.folder / "tenants/_shared/items/first.jsonl"
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for line in lines:
            if line["code"] == code:
                line["edition"]["promised_limit"]["amount"] = promise
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def test_a_start_reads_the_base_catalogue_only_when_a_file_has_changed(place, tmp_path):
    files = Files(tmp_path / "home")
    place.settings = replace(place.settings, home=files.folder)
    place.provision(load(files.folder))
    before = place.tid
    assert place.provision(load(files.folder, base=False)).lines() == []
    assert place.tid == before
    files.change(TEACHER, 9)
    assert place.provision(load(files.folder, base=False)).updated == {"items": 1}
    assert place.provision(load(files.folder, base=False)).lines() == []


def test_the_plan_of_the_command_needs_no_running_hall_and_stops_none(place, tmp_path, capsys):
    files = Files(tmp_path / "home")
    place.settings = replace(place.settings, home=files.folder)
    ini = tmp_path / "w.ini"
    ini.write_text(
        f"[app:main]\nuse = egg:wangting\nwangting.mode = demo\nwangting.home = {files.folder}\n"
        f"wangting.var = {place.settings.var}\nwangting.public_url = http://localhost\n",
        encoding="utf-8",
    )
    assert main(["provision", str(ini), "--dry-run"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "the plan; nothing is written"
    assert "kept 14 items" in told
    empty = tmp_path / "empty"
    ini.write_text(ini.read_text(encoding="utf-8").replace(str(place.settings.var), str(empty)), encoding="utf-8")
    assert main(["provision", str(ini), "--dry-run"]) == 0
    assert "made 14 items" in capsys.readouterr().out
    assert not empty.exists()


def test_long_work_says_how_far_it_is_once_a_second_and_when_it_is_done():
    stream, clock = io.StringIO(), iter([0.0, 0.4, 1.2, 1.9, 2.0])
    telling = Telling("provisioning", stream, lambda: next(clock))
    for done in range(1, 5):
        telling(done, 4)
    assert stream.getvalue().splitlines() == ["provisioning: 2 of 4", "provisioning: 4 of 4"]


def test_short_work_says_nothing(capsys):
    telling = Telling("provisioning", seconds=lambda: 0.0)
    telling(1, 1)
    assert capsys.readouterr().err == ""
