"""Who is asking, what they may do, and the sessions that remember them."""
