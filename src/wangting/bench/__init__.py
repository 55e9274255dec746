"""The load that ``wangting bench`` and the proofs put on a hall: a small browser, child processes, bare peers."""
