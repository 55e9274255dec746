"""The three engines that hold the halls: a file of one process, a ZEO server of one machine, PostgreSQL for several.

``opening.open_engine`` opens what the setting ``wangting.engine`` names; one contract suite, tests/contract/storage,
holds all three to the same (DESIGN 6.11, docs/adr/0022).
"""
