"""How many bytes transactions wrote to ``Data.fs``, told apart by the address whose request they were."""

from __future__ import annotations

from pathlib import Path

from ZODB.FileStorage.FileStorage import FileIterator


def written(data: Path, since: int, ending: str) -> tuple[float, float]:
    """Return kB a transaction of an address that ends in ``ending``, and the same with all that others wrote besides.

    Only what lies behind ``since`` bytes of ``data`` is read.  Raises ZeroDivisionError when there was no such request.
    """
    own, number = 0, 0
    records = FileIterator(str(data), pos=since)
    try:
        for transaction in records:
            if transaction.description.decode().endswith(ending):
                own += transaction._tend - transaction._tpos  # noqa: SLF001 - the only place where its length stands
                number += 1
        whole = data.stat().st_size - since
    finally:
        records.close()
    return own / number / 1000, whole / number / 1000
