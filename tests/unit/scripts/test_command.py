"""The ``wangting`` command: every line of its table is a command that explains itself and fails in plain words."""

import argparse
import warnings
from types import SimpleNamespace

import pytest

from wangting.errors import Damaged, DeclarationError, NoRoom, Refused
from wangting.scripts import command
from wangting.scripts.running import HallIsRunning


@pytest.fixture
def one_command(monkeypatch):
    """Replace the table by one command, ``act``, whose run may be set."""
    module = SimpleNamespace(HELP="Does it.", add_arguments=lambda parser: parser.add_argument("--twice"), run=None)
    monkeypatch.setattr(command, "COMMANDS", ("act",))
    monkeypatch.setattr(command, "module_of", {"act": module}.__getitem__)
    return module


def raising(problem):
    def run(args):
        raise problem

    return run


@pytest.mark.parametrize("name", command.COMMANDS)
def test_every_command_of_the_table_explains_itself(name, capsys):
    module = command.module_of(name)
    assert module.HELP
    assert "\n" not in module.HELP
    with pytest.raises(SystemExit) as end:
        command.main([name, "--help"])
    assert end.value.code == 0
    # argparse wraps lines, also after a hyphen.
    assert module.HELP.replace(" ", "") in "".join(capsys.readouterr().out.split())


def test_the_help_lists_every_command(capsys):
    with pytest.raises(SystemExit) as end:
        command.main(["--help"])
    assert end.value.code == 0
    said = capsys.readouterr().out
    assert all(name in said for name in command.COMMANDS)


@pytest.mark.parametrize("argv", [[], ["fly"], ["act", "--thrice"]])
def test_a_wrong_call_ends_with_two_and_the_usage(argv, one_command, capsys):
    with pytest.raises(SystemExit) as end:
        command.main(argv)
    assert end.value.code == 2
    assert "usage: wangting" in capsys.readouterr().err


def test_the_exit_code_and_the_arguments_are_the_commands_own(one_command):
    one_command.run = lambda args: 3 if args.twice == "yes" else 0
    assert command.main(["act", "--twice", "yes"]) == 3
    assert command.main(["act"]) == 0


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (DeclarationError(["a.yaml:3: days: minus one"]), ["a.yaml:3: days: minus one", "Mend the lines above"]),
        (Damaged(file="Data.fs"), ["damaged (file: Data.fs)", "wangting verify"]),
        (NoRoom(), ["no room", "Free space"]),
        (Refused("running", next="Stop the hall first."), ["running", "Stop the hall first."]),
        (Refused(), ["refused"]),
    ],
)
def test_an_error_of_the_house_is_told_with_what_to_do_next(problem, told, one_command, capsys):
    one_command.run = raising(problem)
    assert command.main(["act"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == len(told)
    assert all(part in line for part, line in zip(told, said, strict=True))


def test_a_fault_of_ours_is_not_made_pretty(one_command):
    one_command.run = raising(ZeroDivisionError("ours"))
    with pytest.raises(ZeroDivisionError):
        command.main(["act"])


def test_an_interrupt_is_told_and_fails(one_command, capsys):
    one_command.run = raising(KeyboardInterrupt())
    assert command.main(["act"]) == 130
    assert capsys.readouterr().err == "wangting act: stopped\n"


def test_what_pinned_packages_say_of_themselves_is_not_told_unless_asked_for(one_command, monkeypatch):
    one_command.run = lambda args: warnings.warn(f"{command.SETTLED[0]}.", UserWarning, stacklevel=1) or 0
    monkeypatch.setattr(command.sys, "warnoptions", [])
    assert command.main(["act"]) == 0
    monkeypatch.setattr(command.sys, "warnoptions", ["default"])
    warnings.filterwarnings("error", command.SETTLED[0])
    with pytest.raises(UserWarning, match="deprecated"):
        command.main(["act"])


def test_only_the_called_module_is_imported(monkeypatch):
    asked = []
    module = SimpleNamespace(HELP="Does it.", add_arguments=lambda parser: None, run=lambda args: 0)
    monkeypatch.setattr(command, "module_of", lambda name: asked.append(name) or module)
    assert isinstance(command.parser_for([command.COMMANDS[0]]), argparse.ArgumentParser)
    assert asked == [command.COMMANDS[0]]


def test_a_hall_that_is_running_has_an_exit_code_of_its_own(one_command, capsys):
    one_command.run = raising(HallIsRunning())
    assert command.main(["act"]) == 3
    assert "hall is running" in capsys.readouterr().err


def test_a_name_that_was_typed_wrong_is_told_in_one_line(one_command, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    one_command.run = lambda _args: (tmp_path / "file" / "folder").mkdir()
    assert command.main(["act"]) == 1
    assert capsys.readouterr().err == f"{tmp_path}/file/folder: Not a directory\n"


def test_a_fault_of_the_system_that_nobody_typed_keeps_its_trace(one_command):
    one_command.run = raising(OSError(5, "Input/output error", "disk"))
    with pytest.raises(OSError, match="Input/output"):
        command.main(["act"])
