"""Documents: their words and fingerprints, their figures, search, completeness."""
