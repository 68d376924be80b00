"""Documents: their words and fingerprints, the quantities in them, search, completeness."""
