"""Adding rows to the tables, moving rows from one row to another, and withdrawing rows."""
