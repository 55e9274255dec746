"""What the house remembers: persistent types.  No HTTP here, and no law."""
