"""Checks against registers: a name and its number, an organisation and its representative; a face against its card."""
