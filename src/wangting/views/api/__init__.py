"""The public API, in the form of DESIGN 9."""
