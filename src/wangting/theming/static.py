"""The files of the themes under ``/static``: a closed list made at start, each with the digest of its content.

An address carries the digest, so a browser may keep the file for good and still sees a change at once.  Only names on
the list are served: nothing that a browser sends ever becomes a path.
"""

from __future__ import annotations

import hashlib
import mimetypes
from pathlib import Path

from pyramid.httpexceptions import HTTPNotFound
from pyramid.interfaces import IRequest
from pyramid.response import FileResponse, Response

from wangting.theming.loader import NoSuchFileError, Themes

FOREVER = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=60"

# The tokens of a tenant come after the default ones and only change some of them (look/README 5).
TOKENS = "tokens.css"
LOOK = ("look.css", "house.css")


class StaticFiles:
    """The files that may be served, by theme and name."""

    def __init__(self, themes: Themes) -> None:
        self._themes = themes
        self._files: dict[str, Path] = {}
        self._digests: dict[str, str] = {}
        for theme in themes.chains:
            folder = themes.root / theme / "static"
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    name = f"{theme}/{path.relative_to(folder).as_posix()}"
                    self._files[name] = path
                    self._digests[name] = hashlib.sha256(path.read_bytes()).hexdigest()[:16]

    def url(self, theme: str, name: str) -> str:
        """Return the address of ``name`` as ``theme`` has it, its own or inherited; raises NoSuchFileError."""
        for link in self._themes.chains[theme]:
            held = f"{link}/{name}"
            if held in self._digests:
                return f"/static/{held}?v={self._digests[held]}"
        raise NoSuchFileError(f"static/{name} is in none of the themes {', '.join(self._themes.chains[theme])}")

    def styles(self, theme: str) -> tuple[str, ...]:
        """Return the addresses of the style sheets in their order: tokens of all parents, root first, then the look."""
        chain = reversed(self._themes.chains[theme])
        tokens = [self.url(link, TOKENS) for link in chain if f"{link}/{TOKENS}" in self._digests]
        return (*tokens, *(self.url(theme, name) for name in LOOK))

    def serve(self, request: IRequest) -> Response:
        """Answer ``/static/{theme}/{name}``; raises HTTPNotFound for what is not on the list."""
        name = "/".join(request.matchdict["name"])
        path = self._files.get(name)
        if path is None:
            raise HTTPNotFound
        kind, _ = mimetypes.guess_type(path.name)
        response = FileResponse(path, request=request, content_type=kind or "application/octet-stream")
        same = request.params.get("v") == self._digests[name]
        response.headers["Cache-Control"] = FOREVER if same else BRIEFLY
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
