"""Addresses of the files that halls give out (DESIGN 9): global, because what a past edition names never moves."""

from __future__ import annotations

from pyramid.request import Request

from wangting.rules.publicfile import Named
from wangting.views.traversal.context import Context


class Files(Context):
    """``/files``: only the way to one of them."""

    def __getitem__(self, sha256: str) -> FilesOf:
        return FilesOf(self.request, self, sha256)


class FilesOf(Context):
    """``/files/<sha256>``: only the way to the same bytes under one of their names."""

    def __getitem__(self, name: str) -> PublicFilePlace:
        return PublicFilePlace(self.request, self, name)


class PublicFilePlace(Context):
    """``/files/<sha256>/<name>``: one file, if there is one."""

    def __init__(self, request: Request, parent: FilesOf, name: str) -> None:
        super().__init__(request, parent, name)
        self.named = Named(parent.__name__, name)
