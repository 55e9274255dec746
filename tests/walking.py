"""Steps of a journey through the pages, as a person takes them."""

from __future__ import annotations

import json
import re
from pathlib import Path

from webtest import TestApp, Upload

from wangting.rules.iso7064 import mod_11_2

PASSWORD = "a quiet long evening"
#: What a person types on the keyboard that a field calls up; everywhere else a few words.
TYPED = {"numeric": "2026-09-01", "decimal": "12.5", "tel": "13800000000"}
#: A code in a short message.
CODE = re.compile(r"码 (\d{6})")
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def id_number(serial: int) -> str:
    """Return a made-up ID number with a right check character."""
    body = f"34160219010102{serial:03d}"
    return body + mod_11_2(body)


def register(browser: TestApp, serial: int = 7, name: str = "王小明") -> str:
    """Register a citizen, who is then signed in; return the phone."""
    phone = f"138{serial:08d}"
    form = browser.get("/register").forms["register"]
    fill(form, name=name, id_number=id_number(serial), phone=phone, password=PASSWORD, password_again=PASSWORD)
    if "consent" in form.fields:
        form["consent"] = True
    answer = form.submit("act")
    assert answer.status_int == 303, answer.text
    form = answer.follow().forms["register-code"]
    form["code"] = code_to(browser, phone)
    answer = form.submit("act")
    assert answer.status_int == 303, answer.text
    return phone


def code_to(browser: TestApp, phone: str) -> str:
    """Return the code in the last short message to ``phone`` that has one."""
    house = browser.app.registry.house
    house.notifying.wait()
    return code_in(house.notifying._sms._directory, phone)


def code_in(spool: Path, phone: str) -> str:
    """Return the code in the last short message of ``spool`` to ``phone`` that has one."""
    letters = sorted(spool.glob("*.json"), key=lambda one: one.stat().st_mtime_ns)
    texts = [found["text"] for found in map(_read, letters) if found["to"] == phone]
    return next(found[1] for found in map(CODE.search, reversed(texts)) if found)


def _read(path: Path) -> dict:
    return json.loads(path.read_text("utf-8"))


def fill(form: object, **values: str) -> None:
    """Fill the named fields of ``form``."""
    for name, value in values.items():
        form[name] = value


def file_case(browser: TestApp, hall: str, code: str) -> str:
    """Fill in, upload every paper, check and submit; return the number on the receipt."""
    page = browser.get(f"/{hall}/items/{code}").click(href=r"/apply", index=0)
    page = complete(page)
    page = page.forms["draft"].submit("act", value="next").follow()
    form = page.forms["submit"]
    form["consent"] = True
    receipt = form.submit().follow()
    return re.search(r"\d{4}[0-9A-Z]{2}-\d{8}-\d{2}-\d{5}-[0-9A-Z]", receipt.text).group()


def complete(page: object, form_id: str = "draft") -> object:
    """Answer every question of a form and upload every paper it lists."""
    form = page.forms[form_id]
    for name in [name for name in form.fields if name and name.startswith("file-")]:
        form = page.forms[form_id]
        answer(form)
        form[name] = Upload(f"{name}.pdf", PDF + name.encode(), "application/pdf")
        page = form.submit("upload", value=name.removeprefix("file-")).follow()
    answer(page.forms[form_id])
    return page


def answer(form: object) -> None:
    """Give every empty field something that fits its kind."""
    for name, fields in form.fields.items():
        field = fields[0]
        if not name or name.startswith(("file-", "csrf")) or field.attrs.get("type") in ("hidden", "submit"):
            continue
        kind = type(field).__name__
        if kind in ("Select", "Radio"):
            choices = [option[0] for option in field.options if option[0]]
            if choices and not field.value:
                form[name] = choices[0]
        elif kind in ("Text", "Textarea") and not field.value:
            form[name] = TYPED.get(field.attrs.get("inputmode"), "语文，申请高级中学教师资格")


def act(browser: TestApp, hall: str, number: str, name: str, **more: str) -> object:
    """Do an act on a case from the desk; return the answer."""
    form = browser.get(f"/{hall}/desk/cases/{number}").forms["act"]
    fill(form, **more)
    return form.submit("act", value=name, expect_errors=True)


def account_letters(hall: object, phone: str | None = None, kind: str = "sms") -> list[str]:
    """Return what the worker has sent about accounts, to ``phone`` or to all: texts of messages, or whole mails."""
    hall.clock.advance(minutes=3)
    hall.worker.round()
    paths = sorted((hall.settings.var / "spool" / kind).glob("account.*"), key=lambda one: one.stat().st_mtime_ns)
    if kind == "mail":
        return [path.read_text("utf-8") for path in paths]
    return [letter["text"] for letter in map(_read, paths) if phone in (None, letter["to"])]
