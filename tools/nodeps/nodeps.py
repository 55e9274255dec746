"""A buildout recipe: pip-installs distributions without what they declare to need (docs/adr/0001)."""

import subprocess
import sys
from pathlib import Path


class Recipe:
    """``dists`` are pinned distributions in the folder ``find-links``; ``location`` is for others' ``extra-paths``."""

    def __init__(self, buildout: dict, name: str, options: dict) -> None:
        self.dists = options["dists"].split()
        self.links = options["find-links"]
        self.location = options["location"] = str(Path(buildout["buildout"]["parts-directory"]) / name)

    def install(self) -> list[str]:
        """Install into the part's own folder and return it, so that buildout removes it when the part changes."""
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
        from_folder = ["--no-index", "--find-links", self.links]
        subprocess.check_call([*pip, *from_folder, "--no-deps", "--target", self.location, *self.dists])
        return [self.location]

    def update(self) -> None:
        """Keep what is installed: its pin is part of the options, whose change installs anew."""
