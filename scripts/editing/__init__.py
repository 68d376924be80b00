"""Adding rows to the tables and withdrawing rows from them."""
