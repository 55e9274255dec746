"""What no file of the house may hold; each check is shown to find a fault planted in a small tree."""

from pathlib import Path

import pytest

from house import sources

ROOT = Path(__file__).parents[2]
SOURCE = sources.files(ROOT / "src" / "wangting", "*.py")
TESTS = sources.files(ROOT / "tests", "*.py")
TEMPLATES = sources.files(ROOT / "themes", "*.pt") + sources.files(ROOT / "src", "*.pt")
VIEWS = [path for path in SOURCE if "views" in path.parts]
PERMISSIONS = ROOT / "src" / "wangting" / "security" / "permissions.py"


def written(root: Path, name: str, text: str) -> list[Path]:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return [path]


def test_the_checks_look_at_something():
    assert len(SOURCE) > 50
    assert len(TEMPLATES) > 10
    assert VIEWS
    assert len(sources.tracked(ROOT)) > 100
    assert "case.view" in sources.constants_of(PERMISSIONS)


def test_no_file_is_too_long():
    assert sources.length_faults([*SOURCE, *TESTS, *TEMPLATES]) == []


def test_a_file_that_is_too_long_is_found_and_those_that_will_be_are_named_with_it(tmp_path):
    long = written(tmp_path, "a.py", "x\n" * 401)
    growing = written(tmp_path, "b.py", "x\n" * 301)
    assert [fault.rpartition("/")[2] for fault in sources.length_faults(long + growing)] == [
        "a.py: 401 lines",
        "b.py: 301 lines",
    ]
    assert sources.length_faults(growing) == []


def test_no_file_is_a_drawer():
    assert sources.drawer_faults(ROOT, [*SOURCE, *TESTS, *TEMPLATES]) == []


@pytest.mark.parametrize("name", ["utils.py", "case_helpers.py", "common/case.py", "manager.py"])
def test_a_drawer_is_found(tmp_path, name):
    assert len(sources.drawer_faults(tmp_path, [tmp_path / "src" / name])) == 1


def test_no_tracked_file_names_a_registry_or_a_machine():
    assert sources.place_faults(sources.tracked(ROOT)) == []


@pytest.mark.parametrize(
    "line",
    [
        f"--index-url https://{sources.REGISTRIES[0]}/simple",
        f"'resolved': 'https://registry.{sources.REGISTRIES[2]}/left'",
        ("home = /" "root/.cache"),
        ("open('/" "home/wang/x')"),
    ],
)
def test_a_registry_or_a_machine_is_found(tmp_path, line):
    assert len(sources.place_faults(written(tmp_path, "a.cfg", line))) == 1


def test_an_address_that_only_looks_like_a_machine_is_no_fault(tmp_path):
    assert sources.place_faults(written(tmp_path, "a.md", "https://example.cn/work/x src/root/y ${home}/root/z")) == []


def test_no_template_runs_code_or_carries_what_the_content_policy_refuses():
    assert sources.template_faults(TEMPLATES) == []


@pytest.mark.parametrize(
    "markup",
    [
        "<?python import os ?>",
        "<p>${view.__class__}</p>",
        "<script>alert(1)</script>",
        "<style>p {}</style>",
        '<p style="color: red">',
        '<a onclick="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_code_in_a_template_is_found(tmp_path, markup):
    assert sources.template_faults(written(tmp_path, "a.pt", markup))


def test_a_template_that_only_shows_is_no_fault(tmp_path):
    markup = '<p class="wt-note" tal:content="page.title">one=1</p><script src="/static/staff.js"></script>'
    assert sources.template_faults(written(tmp_path, "a.pt", markup)) == []


def test_only_the_clock_asks_for_the_time():
    assert sources.clock_faults(SOURCE) == []


@pytest.mark.parametrize("call", ["datetime.now()", "datetime.datetime.utcnow()", "date.today()", "time.time()"])
def test_asking_for_the_time_elsewhere_is_found(tmp_path, call):
    assert len(sources.clock_faults(written(tmp_path, "filing.py", f"moment = {call}"))) == 1
    assert sources.clock_faults(written(tmp_path, "clock.py", f"moment = {call}")) == []
    assert sources.clock_faults(written(tmp_path, "filing.py", "moment = self.clock.now()")) == []


def test_no_view_spells_a_permission():
    assert sources.permission_faults(VIEWS, sources.constants_of(PERMISSIONS)) == []


def test_a_spelled_permission_is_found(tmp_path):
    spelled = written(tmp_path, "a.py", "gate.check('case.view')\n@view_config(permission='anything')\ndef a(): 0")
    assert [fault.partition(": ")[2] for fault in sources.permission_faults(spelled, {"case.view"})] == [
        "spells the permission 'case.view'",
        "spells the permission 'anything'",
    ]
    named = written(tmp_path, "b.py", "gate.check(CASE_VIEW)\n@view_config(permission=PUBLIC)\ndef a(): 'public'")
    assert sources.permission_faults(named, {"case.view", "public"}) == []


def test_everything_public_says_what_it_is():
    assert sources.docstring_faults(SOURCE) == []


def test_a_missing_docstring_is_found(tmp_path):
    silent = written(tmp_path, "a.py", "class A:\n    def b(self): 0\n    def _c(self): 0\ndef _d(): 0\ndef e(): 0")
    assert [fault.partition(": ")[2] for fault in sources.docstring_faults(silent)] == [
        "has no docstring",
        "A has no docstring",
        "e has no docstring",
        "b has no docstring",
    ]
    assert sources.docstring_faults(written(tmp_path, "__init__.py", "")) == []


def test_a_silenced_check_says_why():
    assert sources.excuse_faults([path for path in SOURCE + TESTS if path != Path(__file__)]) == []


def test_a_check_silenced_without_a_reason_is_found(tmp_path):
    marks = "a  # noqa: S101\nb  # type: ignore[x]\nc  # noqa: S607 - git of PATH\nd  # a pragmatic comment"
    assert len(sources.excuse_faults(written(tmp_path, "a.py", marks))) == 2


def test_no_fault_is_swallowed():
    assert sources.silence_faults(SOURCE + TESTS) == []


def test_a_swallowed_fault_is_found(tmp_path):
    text = "try:\n    a()\nexcept Exception:\n    pass\ntry:\n    a()\nexcept KeyError:\n    pass\n"
    assert [fault.partition(":")[2] for fault in sources.silence_faults(written(tmp_path, "a.py", text))] == [
        "3: catches Exception and passes"
    ]
