"""The page of gateways: each room of ``wangting.gateways``, and what a setting can choose, asked of the code."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from pathlib import Path

from markdown import code, page, table

from wangting import gateways
from wangting.clock import SystemClock
from wangting.errors import DeclarationError
from wangting.gateways.identity.opening import open_face_check, open_firm_check, open_name_check
from wangting.gateways.messages.opening import open_mail, open_sms
from wangting.gateways.oidc.opening import open_provider
from wangting.gateways.side.opening import is_sqlite
from wangting.gateways.signer.opening import open_signer

NONE = "none of them"
NOWHERE = Path("nowhere")
#: What is asked with an impossible choice; the refusal names those that there are.
ASKED: Mapping[str, Callable[[Mapping[str, str]], object]] = {
    "wangting.face": open_face_check,
    "wangting.identity": lambda settings: open_name_check(settings, NOWHERE, None),
    "wangting.organisations": lambda settings: open_firm_check(settings, NOWHERE, None),
    "wangting.mail": lambda settings: open_mail(settings, NOWHERE, SystemClock()),
    "wangting.sms": lambda settings: open_sms(settings, NOWHERE, SystemClock()),
    "wangting.oidc": lambda settings: open_provider(settings, "https://zwfw.example.cn", SystemClock()),
    "wangting.side": is_sqlite,
    "wangting.signer": lambda settings: open_signer(settings, NOWHERE, SystemClock()),
}


def text() -> str:
    """Return the page."""
    rooms = ((code(room.name), _first_sentence(f"{gateways.__name__}.{room.name}"))
             for room in pkgutil.iter_modules(gateways.__path__))  # fmt: skip
    return page(
        "Gateways",
        "What reaches out of the house. An interface has an embedded default that works on one machine; where there is "
        "another implementation, a setting chooses it and the boot checks it ([settings](settings.md)). Each passes "
        "the contract suite of its kind (`tests/contract/gateways`).",
        "## Choices",
        table(("setting", "one of"), ((code(key), ", ".join(map(code, _choices(key)))) for key in ASKED)),
        "## Rooms",
        table(("room", "what"), rooms),
    )


def _choices(key: str) -> list[str]:
    try:
        ASKED[key]({key: NONE})
    except DeclarationError as refusal:
        return refusal.problems[0].rpartition("choose one of ")[2].split(", ")
    raise DeclarationError([f"tools/docs/gateways.py: {key}: takes anything"])


def _first_sentence(module: str) -> str:
    said = (importlib.import_module(module).__doc__ or "").strip().split("\n\n")[0]
    return " ".join(said.split())
