"""How often one person, or one network of strangers, may send something; reading is never counted (docs/adr/0025).

The counts lie in the side store, so that all processes of a hall count together.  An attempt that collided is not a
second try of the person, and costs nothing.
"""

from __future__ import annotations

from typing import NamedTuple

from pyramid.request import Request

from wangting.errors import TooMany


class Rate(NamedTuple):
    """At most ``most`` in ``seconds``."""

    most: int
    seconds: int


#: Forms of one account: a clerk at a busy counter sends some ten a minute, a programme some thousand.
OF_ACCOUNT = Rate(120, 60)
#: Forms of everybody from one network who is not signed in: a hall full of people signs in behind one address.
OF_STRANGERS = Rate(600, 60)
#: Forms with files of one account: six whole cases of thirty papers.
OF_FILES = Rate(180, 600)


def count(request: Request) -> None:
    """Count a POST before it is read; raises TooMany with the seconds to ``wait``."""
    registry = request.registry
    if not registry.are_rates_on or request.environ.get("retry.attempt", 0):
        return
    party = request.session.party
    if party is None:
        counted = [(f"post:network:{request.network}", OF_STRANGERS)]
    else:
        counted = [(f"post:account:{party}", OF_ACCOUNT)]
        if request.content_type == "multipart/form-data":
            counted.append((f"files:account:{party}", OF_FILES))
    throttles = registry.house.side.throttles
    for key, rate in counted:
        wait = throttles.hit(key, rate.most, rate.seconds)
        if wait:
            registry.meters.refused.labels("rate").inc()
            raise TooMany("too_many", wait=wait)
