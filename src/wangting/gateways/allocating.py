"""How the C library keeps memory: for one process with few threads that compute one at a time."""

from __future__ import annotations

import ctypes

#: ``M_MMAP_THRESHOLD`` of mallopt(3), and the size in bytes from which a block is a large one.
MMAP_THRESHOLD, LARGE = -3, 1 << 20
#: ``M_ARENA_MAX`` of mallopt(3), and the heaps that all threads share.
ARENA_MAX, ARENAS = -8, 1


def keep_little() -> bool:
    """Tell glibc to keep little of what is given back; False where the C library is another.

    Argon2id takes 9 MiB for a moment: glibc would keep such a block for every thread that ever checked a password, so a
    large one goes back to the system.  It would also open a heap for each thread, and none gives its holes to the
    others; ours wait for each other anyway, for they share one interpreter.  Call it before threads are started
    (docs/adr/0021, 0037).
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and all([mallopt(MMAP_THRESHOLD, LARGE), mallopt(ARENA_MAX, ARENAS)])
