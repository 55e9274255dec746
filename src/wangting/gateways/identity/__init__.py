"""Checks of who somebody is: name and number against a population register, a face against the photo of the card."""
