"""``/files/<sha256>/<name>``: blank forms and samples, for everybody once something that everybody sees names them."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from wangting.errors import NotFound
from wangting.security.permissions import PUBLIC
from wangting.views.downloads import FOR_GOOD, streamed
from wangting.views.traversal.files import PublicFilePlace


@view_config(context=PublicFilePlace, request_method="GET", permission=PUBLIC)
def file(context: PublicFilePlace, request: Request) -> Response:
    """Send a file that everybody may have, to be saved; one that no edition has shown yet is not there."""
    attaching = request.room.attaching
    found = attaching.find(context.named)
    if not attaching.is_shown(found):
        raise NotFound("no_public_file")
    stream = attaching.open(found)
    return streamed(stream, found.size, context.named.name, found.media_type, found.sha256, FOR_GOOD)
