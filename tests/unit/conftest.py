"""How Hypothesis runs here: without a limit by the wall clock, because machines are noisy (QUALITY, first lines)."""

from hypothesis import settings

settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")
