"""The ear of one process: limits before a body is read, a queue that has an end, answers that are ready beforehand.

waitress reads requests in one thread and hands them to others by a queue; it has no limit on that queue, one limit for
all bodies, and drops who sends too much without an answer that a browser would show (docs/adr/0025).
"""
