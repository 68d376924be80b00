"""Two codings of one document: the sheet that shows where they differ, and what was decided."""
