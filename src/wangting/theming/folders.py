"""Which themes there are: one folder each, with a ``theme.yaml`` that names its parent.

``declare/`` checks these files in full; here is only read what the search path needs.
"""

from __future__ import annotations

from pathlib import Path

import yaml

FILE = "theme.yaml"


def parents_in(root: Path) -> dict[str, str | None]:
    """Return each theme's parent by the theme's name; a file without ``parent`` stands on its own."""
    files = sorted(root.glob(f"*/{FILE}"))
    return {file.parent.name: yaml.safe_load(file.read_text("utf-8")).get("parent") for file in files}
