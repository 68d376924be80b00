"""Adding and withdrawing rows."""
