"""Writes docs/reference/ from the code and the declared files: ``python tools/docs/write.py [--check]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import addresses
import benches
import commands
import contents
import gateways
import kinds
import permissions
import settings
import workflows

from wangting.declare import load

HOME = Path(__file__).resolve().parents[2]


def pages() -> dict[str, str]:
    """Return the text of every page by its name in docs/reference/."""
    declared = load(HOME)
    return {
        "addresses.md": addresses.text(declared, HOME),
        "bench.md": benches.text(HOME),
        "commands.md": commands.text(),
        "content-types.md": contents.text(declared, HOME),
        "field-kinds.md": kinds.text(),
        "gateways.md": gateways.text(),
        "permissions.md": permissions.text(declared),
        "settings.md": settings.text(),
        "workflows.md": workflows.text(declared),
    }


def main() -> int:
    """Write the pages and return 0; with --check name those that differ and return 1 when there is one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; only tell what would change")
    check = parser.parse_args().check
    folder, stale = HOME / "docs/reference", []
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != text:
            stale.append(name)
            if not check:
                path.write_text(text, "utf-8")
    for name in stale:
        sys.stdout.write(f"docs/reference/{name}: {'run python tools/docs/write.py' if check else 'written'}\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
