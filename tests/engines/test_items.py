"""The catalogue goes out beside a running hall and comes back, whatever engine keeps it."""

import json

import pytest

from wangting.scripts.command import main


@pytest.mark.parametrize("engine", ["on_zeo", "on_postgresql"])
def test_the_catalogue_goes_out_and_comes_back_beside_a_running_hall(request, engine, tmp_path, capsys):
    hall = request.getfixturevalue(engine)
    file = tmp_path / "catalogue.json"
    with hall.start():
        assert main(["items", "export", str(file), "--ini", str(hall.ini)]) == 0
        items = json.loads(file.read_text("utf-8"))
        items[0]["edition"]["conditions"] = "新的条件"
        file.write_text(json.dumps(items, ensure_ascii=False), "utf-8")
        assert main(["items", "import", str(file), "--ini", str(hall.ini)]) == 0
        assert "1 changed, 13 as they are" in capsys.readouterr().out
        assert main(["items", "lint", "--ini", str(hall.ini), "--rule", "circular_proof"]) == 0
