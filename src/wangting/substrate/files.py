"""Files in the SDI: taken with the token of the form, and given back as something to keep, never to be shown."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from substanced.folder.util import slugify_in_context

#: What a file is sent as, whatever somebody once said that it is.
BYTES = "application/octet-stream"


def send_file(context: Any, request: Request) -> Response:
    """Send a file as an attachment without a type that a browser would run."""
    response = context.get_response(request=request, content_type=BYTES)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(context.__name__, safe='')}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def take_files(context: Any, request: Request) -> Response:
    """Keep the files of the form in the folder, under names that are free there."""
    taken = []
    for sent in request.POST.getall("files"):
        if not getattr(sent, "filename", ""):
            continue
        name = slugify_in_context(context, sent.filename)
        context[name] = request.registry.content.create("File", stream=sent.file, mimetype=BYTES, title=sent.filename)
        taken.append(name)
    if taken:
        request.sdiapi.flash_with_undo(f"Uploaded: {', '.join(taken)}", "success")
    else:
        request.sdiapi.flash("No file was chosen; nothing was changed.", "warning")
    return HTTPSeeOther(request.sdiapi.mgmt_path(context, "@@contents" if taken else "@@upload"))
