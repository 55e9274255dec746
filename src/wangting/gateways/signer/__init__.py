"""Signing: PAdES by pyHanko with one key a hall under an authority of the house (docs/adr/0011)."""
