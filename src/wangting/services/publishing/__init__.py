"""Editions from draft to all six halls, and what a hall lays over them (DESIGN 5, ADR 0033)."""
