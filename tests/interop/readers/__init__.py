"""Readers: each opens a release with one program and says what it read. Each runs in a process of its own."""
