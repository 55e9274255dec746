"""Acts on a case, in one fixed order: due timers, transition, permission, guards, entry, state, consequences."""
