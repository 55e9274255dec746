"""Whatever is changed in the site by its own pages (SDI) is a change of what the public sees: the stamp moves with it.

Services of ours that change what is public move the stamp themselves, in their transaction, as provisioning does.
"""

from __future__ import annotations

from typing import Any

from substanced.event import subscribe_added, subscribe_modified, subscribe_removed


@subscribe_added()
@subscribe_modified()
@subscribe_removed()
def move_the_stamp(event: Any) -> None:
    """Move the stamp; a site that is only being planted has none yet, and nobody has seen it."""
    place = getattr(event, "parent", event.object)
    jar = place._p_jar
    register = None if jar is None else jar.root().get("register")
    if register is not None:
        register.stamp.move()
