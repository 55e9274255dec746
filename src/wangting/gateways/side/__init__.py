"""The side store: sessions, throttles, drafts, parked posts, codes, looks and queries, outside the ZODB.

Nothing in it is rolled back with a request, and it is never the only copy of an acknowledged act (DESIGN 6.5).
``opening.open_side`` gives the store, ``interface`` says what every implementation offers.
"""
