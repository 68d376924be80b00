"""Writing the sheet of a coded document: the same text for the same rows."""
