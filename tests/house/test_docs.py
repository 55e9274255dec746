"""What the documentation says is so: links lead somewhere, commands run, reference pages are those of the code."""

import io
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from acting import TEACHER
from documents import PDF
from house.documentation import File, blocks, broken, pages, session, steps
from narrowing import narrow
from wangting.content.announcement import Announcement
from wangting.content.page import Page
from wangting.rules.publicfile import named_by
from wangting.scripts.command import COMMANDS, parser_for
from wangting.services.attaching import show

ROOT = Path(__file__).resolve().parents[2]
PAGES = pages(ROOT)
HOWTO = sorted((ROOT / "docs/howto").glob("*.md"))
TUTORIAL = ROOT / "docs/tutorial/develop.md"
BASH = shutil.which("bash")
PARTS = ("etc", "tenants", "themes", "workflows")
#: Pages that follow another one; whoever has not been there is led to it.
LATER_STEPS = {
    "/sign-in-code": "/sign-in",
    "/sign-in-app": "/sign-in",
    "/sign-in-password": "/sign-in",
    "/reset-code": "/reset",
    "/register-code": "/register",
    "/sign-in-first": "/sign-in",
    "/signed-out": "/",
}
#: Pages that somebody is sent to from another host with something to show; without it they refuse, and say why.
WITH_SOMETHING = frozenset({"/hand-over", "/sign-in-arrive", "/sign-in-elsewhere"})
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def name(path):
    return str(path.relative_to(ROOT))


@pytest.fixture(scope="module")
def checkout(installation, tmp_path_factory):
    """Return a function that makes a checkout with the fourteen items made by hand and a demo provisioned of them."""

    def make():
        folder = tmp_path_factory.mktemp("checkout")
        for part in PARTS:
            shutil.copytree(ROOT / part, folder / part)
        narrow(folder)
        shutil.copytree(installation.settings.var, folder / "var", ignore=shutil.ignore_patterns("*.lock"))
        return folder

    return make


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_of_a_page_leads_somewhere(page):
    assert broken(page) == []


def test_a_broken_link_is_found(tmp_path):
    page = tmp_path / "a.md"
    page.write_text("# One\n[here](#one) [there](b.md) [part](#two) [web](https://example.org)\n", "utf-8")
    assert [fault.rpartition(" ")[2] for fault in broken(page)] == ["b.md", "#two"]


@pytest.mark.parametrize("page", [page for page in HOWTO if session(page.read_text("utf-8"))], ids=name)
def test_the_commands_of_a_how_to_do_what_it_says(page, checkout):
    folder = checkout()
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    for command in session(page.read_text("utf-8")):
        run(command, folder, PATH=path)


def run(command, folder, seconds=60, **more):
    """Type a command in ``folder``: it ends as it is said to end, and prints what it is said to print."""
    ran = subprocess.run(
        [BASH, "-c", command.typed], cwd=folder, capture_output=True, text=True, timeout=seconds,
        env={"LC_ALL": "C.UTF-8", **more}, check=False,
    )  # fmt: skip
    said = ran.stdout + ran.stderr
    assert ran.returncode == command.code, f"{command.typed}\n{said}"
    assert [line for line in command.said if line not in said] == [], f"{command.typed}\n{said}"


def test_what_a_developer_builds_by_the_tutorial_stands_and_passes_the_tests_of_the_house(checkout):
    folder = checkout()
    for part in ("src", "tests", "tools"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    for step in steps(TUTORIAL.read_text("utf-8")):
        if isinstance(step, File):
            (folder / step.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / step.path).write_text(step.text, "utf-8")
        else:
            run(step, folder, seconds=180, PATH=path, PYTHONPATH=str(folder / "src"))


def test_a_file_of_a_page_is_read_with_its_path_in_the_order_of_the_page():
    found = steps("```css a/b.css\np {}\n```\n```sh\nno\n```\n```console\n$ ls\n```\n")
    assert found[0] == File("a/b.css", "p {}\n")
    assert [step.typed for step in found[1:]] == ["ls"]


def test_a_how_to_that_is_wrong_is_found():
    commands = session("```console\n$ wangting check  # exit 1\nno such\n$ ls\n```\n")
    assert [(command.typed, command.code, command.said) for command in commands] == [
        ("wangting check", 1, ["no such"]),
        ("ls", 0, []),
    ]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_what_a_page_tells_to_type_exists(page):
    typed = [line for kind in ("sh", "console") for body in blocks(page.read_text("utf-8"), kind)
             for line in body.splitlines()]  # fmt: skip
    for line in typed:
        words = line.removeprefix("$ ").partition("  #")[0].split()
        if words[:1] == ["make"]:
            assert TARGETS & set(words), line
        elif words and words[0].endswith("wangting"):
            parser_for(words[1:]).parse_args(words[1:])


def test_the_pages_of_the_reference_are_those_of_the_code():
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "tools/docs/write.py", "--check"], cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (ran.stdout, ran.stderr, ran.returncode) == ("", "", 0)


def test_every_public_address_of_the_reference_answers(hall):
    said = (ROOT / "docs/reference/addresses.md").read_text("utf-8")
    found = re.findall(r"^\| `(/[^`]*)` \| GET \| `public` ", said, re.MULTILINE)
    with hall.room(commit=True) as room:
        room.halls["mengcheng"].add("example", Page(title="一", text="一"), send_events=False)
        room.site.add("example", Announcement(title="一", text="一", since=date.min), send_events=False)
        file = named_by(room.attaching.attach(io.BytesIO(PDF), "example.pdf", None))
        room.register.public_files.call(file.sha256, "example")
        show(room.register, [file])
    browser = hall.browser()
    standing = {"<hall>": "mengcheng", "<code>": TEACHER, "<name>": "example", "<slug>": "jiaoyu", "<n>": "1",
                "<law>": "holidays", "<sha256>": file.sha256}  # fmt: skip
    asked = [re.sub("<[a-z0-9]+>", lambda part: standing.get(part[0], part[0]), path) for path in found]
    assert len(asked) > len(COMMANDS)
    answers = {path: browser.get(path, expect_errors=True) for path in asked}
    led = {path: answer.location for path, answer in answers.items() if answer.status_int == 303}
    assert led == {path: f"http://localhost{first}" for path, first in LATER_STEPS.items()}
    others = {path: answer.status_int for path, answer in answers.items() if path not in led}
    assert {path for path, status in others.items() if status == 409} == WITH_SOMETHING
    assert {path: status for path, status in others.items() if status not in (200, 409)} == {}


def test_every_command_is_in_the_reference():
    said = (ROOT / "docs/reference/commands.md").read_text("utf-8")
    assert [command for command in COMMANDS if f"\n## {command}\n" not in said] == []
