"""Puts the first edition of what is declared into the database; what is there already is left as people made it."""
