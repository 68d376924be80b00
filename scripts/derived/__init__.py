"""Computed tables: one SQL file or one function each."""
