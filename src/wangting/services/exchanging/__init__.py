"""The catalogue goes out as a file, is worked on elsewhere, and comes back as drafts."""
