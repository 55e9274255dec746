"""The Plone and Zope way of setting up, from nothing: a clean copy of the tree is built and then really used."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.request import urlopen

import pytest

from narrowing import narrow
from wangting.bench.process import HOST, Served, free_port

ROOT = Path(__file__).resolve().parents[2]
#: Seconds; fetching and building everything took 90 on two cores.
PATIENCE = 280


def typed(folder, *words):
    """Run ``words`` in ``folder`` as somebody would who has nothing but make, a Python and this copy."""
    path = os.pathsep.join(part for part in os.environ["PATH"].split(os.pathsep) if "venv" not in part)
    mine = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    ran = subprocess.run(words, cwd=folder, env={**mine, "PATH": path}, capture_output=True, text=True,
                         timeout=PATIENCE, check=False)  # fmt: skip
    assert ran.returncode == 0, f"{words}\n{ran.stdout[-4000:]}\n{ran.stderr[-4000:]}"
    return ran.stdout + ran.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return the folder in which `make buildout` was typed."""
    folder = tmp_path_factory.mktemp("buildout")
    listed = subprocess.run([shutil.which("git"), "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    typed(folder, "make", "buildout")
    return folder


def test_what_it_builds_is_made_of_its_own_eggs_and_of_nothing_installed_by_hand(built):
    """The only folders on the path of its commands are its own and those of Python itself."""
    said = typed(built, "bin/python-wangting", "-c", "import sys, wangting, substanced; print(*sys.path, sep='\\n')")
    taken = [line for line in said.splitlines() if "site-packages" in line or "dist-packages" in line]
    assert [line for line in taken if not line.startswith(str(built / ".buildout"))] == []
    assert str(built / "parts/substanced") in said
    assert re.search(r"/eggs/.*pyramid-2\.1", said)


def test_its_commands_check_and_provision_and_its_server_serves_a_page(built):
    assert "6 halls" in typed(built, "bin/wangting", "check")
    narrow(built)
    port = free_port()
    ini = built / "etc/buildout.ini"
    demo = (built / "etc/wangting.ini").read_text("utf-8")
    ini.write_text(demo.replace("6543", str(port)).replace("6544", str(free_port())), "utf-8")
    assert "made 6 halls" in typed(built, "bin/wangting", "provision", str(ini))
    serve = "import os, sys; os.execv(sys.argv[1], sys.argv[1:])"
    words = ("-c", serve, str(built / "bin/wangting"), "serve", str(ini))
    with Served(words, port, built / "serve.log"), urlopen(f"http://{HOST}:{port}/mengcheng/", timeout=30) as answer:
        assert answer.status == 200
        assert "蒙城县" in answer.read().decode()


def test_its_pytest_runs_tests_of_the_project(built):
    said = typed(built, "bin/pytest", "-q", "tests/unit/rules/test_numbering.py", "tests/unit/test_substrate.py")
    assert re.search(r"^\d+ passed", said, re.MULTILINE)

