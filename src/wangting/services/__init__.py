"""One public method per act.  Services know no request; the factory at the foot of a file is what knows Pyramid."""
