"""Rechecking: what became of a reader's own list of ids and figures since the version that it was made from."""
