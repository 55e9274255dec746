"""How big a programme runs, and from which seed: a slice for every day, the full size in ``make prove``."""

from __future__ import annotations

import os
import random

#: ``make prove`` sets WANGTING_SIZE=full; everything else runs the slice.
FULL = os.environ.get("WANGTING_SIZE") == "full"
#: A run is repeated with the seed that it printed: WANGTING_SEED=… make prove.
SEED = int(os.environ.get("WANGTING_SEED") or random.SystemRandom().randrange(1_000_000))


def sized(part: int, full: int) -> int:
    """Return ``part`` for a slice and ``full`` for ``make prove``."""
    return full if FULL else part
