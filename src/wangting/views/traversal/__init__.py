"""Contexts, built for each URL and never persistent."""
