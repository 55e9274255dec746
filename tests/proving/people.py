"""Citizens and officers who go on while the server is killed under their hands, as people do: they try again."""

from __future__ import annotations

import hashlib
import http.client
import json
import random
import re
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from proving.book import Book
from proving.ground import paper
from wangting.bench import walking
from wangting.bench.browser import Answer, Browser, Unexpected
from wangting.bench.process import HOST
from wangting.rules.iso7064 import mod_11_2

OFFERED = walking.Offered("mengcheng", "440702103000")
STEPS = (("accept", "counter", None), ("review", "reviewer", "jiaoyu"), ("approve", "approver", "jiaoyu"))
PASSWORD = "a quiet long evening"
BROKEN = (OSError, http.client.HTTPException)
SEE_OTHER = 303
#: Seconds after which somebody tries again whose line broke.
PAUSE = 0.2
#: Seconds to wait for a message, and where its code is.
PATIENCE = 5.0
CODE = re.compile(r"码 (\d{6})")


@dataclass
class Town:
    """Who lives and works there, at which address, and what they were told."""

    port: int
    accounts: list[dict]
    #: Where short messages are written.
    spool: Path
    book: Book = field(default_factory=Book)
    over: threading.Event = field(default_factory=threading.Event)
    #: Cases that wait for an officer.
    waiting: deque[str] = field(default_factory=deque)
    file_size: int = 50_000

    def insist(self, step: Callable[[], Answer]) -> Answer:
        """Take a step that changes something, again and again until there is an answer."""
        while True:
            try:
                with self.book.request():
                    return step()
            except BROKEN:
                self.book.broken += 1
                if self.over.is_set():
                    raise
                time.sleep(PAUSE)


def code_to(spool: Path, phone: str) -> str | None:
    """Wait for the message to ``phone`` and return its code; None when it says that there is an account.

    It leaves after the answer, so a server that was killed may never have sent it: then the line counts as broken.
    """
    waits = time.monotonic() + PATIENCE
    while time.monotonic() < waits:
        letters = sorted(spool.glob("register.*.json"), key=lambda one: one.stat().st_mtime_ns, reverse=True)
        texts = [found["text"] for found in (json.loads(one.read_text("utf-8")) for one in letters)
                 if found["to"] == phone]  # fmt: skip
        if texts:
            found = CODE.search(texts[0])
            return found[1] if found else None
        time.sleep(PAUSE / 4)
    raise ConnectionError(f"no message came to {phone}")


def live(town: Town, step: Callable[[Browser], None], sign_in: Callable[[Browser], None]) -> None:
    """Repeat ``step`` until it is over; a broken line is tried again, a page that is not as expected is noted."""
    with Browser(HOST, town.port) as browser:
        known = False
        while not town.over.is_set():
            try:
                if not known:
                    sign_in(browser)
                    known = True
                step(browser)
            except BROKEN:
                time.sleep(PAUSE)
            except Unexpected as fault:
                town.book.surprises.append(str(fault)[:300])
                known = False


def citizen(town: Town, serial: int, seed: float) -> None:
    """Register, then file case after case, each with a file of its own."""
    own, phone = random.Random(seed), f"137{serial:08d}"
    body = f"34160219010303{serial:03d}"

    def sign_in(browser: Browser) -> None:
        if phone in town.book.people:
            browser.sign_in(phone, PASSWORD)
            return
        form = walking.form_of(browser.get("/register"), "register")
        about = {"name": "王小明", "id_number": body + mod_11_2(body), "phone": phone, "password": PASSWORD,
                 "password_again": PASSWORD} | {name: values[0] for name, values in form.choices.items()}  # fmt: skip
        page = browser.follow(browser.submit(form, about))
        code = code_to(town.spool, phone)
        if code is None:
            # The line broke after the commit and before the answer: the account is there.
            browser.sign_in(phone, PASSWORD)
        else:
            with town.book.request():
                answer = browser.submit(walking.form_of(page, "register-code"), {"code": code})
            if answer.status != SEE_OTHER:
                # The message was one from before the line broke.
                raise ConnectionError(f"the code was not taken: {answer.status}")
        town.book.people.append(phone)

    def file_one(browser: Browser) -> None:
        content = paper(own, town.file_size)
        form = walking.begin(browser, OFFERED)
        answer = town.insist(lambda: walking.upload(browser, form, "m1", content))
        page = browser.follow(answer)
        town.book.uploads.append((form.action.rpartition("/")[2], hashlib.sha256(content).hexdigest()))
        check = walking.hand_over(browser, walking.form_of(page, "draft"))
        last = walking.form_of(check, "submit")
        number = walking.number_in(town.insist(lambda: browser.submit(last, {"consent": "yes"})))
        town.book.receipt(number, content)
        town.waiting.append(number)

    live(town, file_one, sign_in)


def officers(town: Town, seed: float) -> None:
    """Take what was filed through the hands of three officials."""
    own = random.Random(seed)
    desks = [Browser(HOST, town.port) for _ in STEPS]

    def sign_in(_browser: Browser) -> None:
        for desk, (_act, post, department) in zip(desks, STEPS, strict=True):
            unit = f"mengcheng/{department}" if department else "mengcheng"
            account = next(one for one in town.accounts if (one["role"], one["unit"]) == (post, unit))
            desk.sign_in(account["login"], account["password"])

    def decide(_browser: Browser) -> None:
        if not town.waiting:
            time.sleep(0.02)
            return
        number = town.waiting.popleft() if own.random() < 0.5 else town.waiting.pop()
        for desk, (name, _post, _department) in zip(desks, STEPS, strict=True):
            answer = town.insist(lambda desk=desk, name=name: walking.act(desk, OFFERED.hall, number, name))
            if answer.status == SEE_OTHER:
                town.book.act(number, name)

    try:
        live(town, decide, sign_in)
    finally:
        for desk in desks:
            desk.close()
