"""Generated pages: codebook, citation, report."""
