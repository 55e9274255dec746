"""What the page cache of a running application holds."""

from wangting.views.kept import Kept, PageCache


def kept(hall):
    """Return the pages in the cache by their keys."""
    held = hall.application.registry[PageCache].shelf._held
    return {key: thing for key, (thing, _size) in held.items() if isinstance(thing, Kept)}
