"""Child processes that serve: started, waited for, measured, ended or killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

HOST = "127.0.0.1"
#: Seconds a server may take to answer for the first time, and to end.
START, END = 60.0, 10.0
TICKS = os.sysconf("SC_CLK_TCK")


class DidNotStart(Exception):
    """The child ended, or never answered; the text is what it said."""


class Served:
    """One serving child; its output goes to ``log``."""

    def __init__(self, words: Sequence[str], port: int, log: Path) -> None:
        self.port = port
        self._log = log
        with log.open("ab") as output:
            self.child = subprocess.Popen(  # noqa: S603 - the words are our own commands
                [sys.executable, *words], stdout=output, stderr=output, start_new_session=True
            )

    def __enter__(self) -> Self:
        self.wait_until_it_answers()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None,
                 trace: TracebackType | None) -> None:  # fmt: skip
        self.end()

    def wait_until_it_answers(self) -> None:
        """Return when the port takes connections; raises DidNotStart."""
        until = time.monotonic() + START
        while time.monotonic() < until:
            if self.child.poll() is not None:
                raise DidNotStart(self._log.read_text("utf-8", "replace")[-4000:])
            try:
                socket.create_connection((HOST, self.port), 1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        self.kill()
        raise DidNotStart(f"no answer within {START:.0f} s")

    def cpu_seconds(self) -> float:
        """Return the processor time of all threads of the child so far, user and system."""
        fields = Path(f"/proc/{self.child.pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def peak_megabytes(self) -> float:
        """Return the most memory that the child has had resident so far."""
        status = Path(f"/proc/{self.child.pid}/status").read_text("ascii", "replace")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024

    def kill(self) -> None:
        """End it as a power cut would: SIGKILL, nothing is finished."""
        self.child.kill()
        self.child.wait()

    def end(self) -> int:
        """End it politely and return its exit code; one that does not end is killed."""
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGTERM)
            try:
                self.child.wait(END)
            except subprocess.TimeoutExpired:
                self.kill()
        return self.child.returncode


def free_port() -> int:
    """Return a port of the loopback that nobody listens on now."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return found.getsockname()[1]
