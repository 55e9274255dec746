"""Posts given and taken away, and who stands in for whom (DESIGN 5): by a hall, for its own units only."""
