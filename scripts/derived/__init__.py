"""Computed tables: one SQL file or function each."""
