"""A census."""
