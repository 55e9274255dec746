"""What happens after the commit and by the clock: timers, outbox, licence files, seals."""
