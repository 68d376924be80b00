"""Coding sheets: one text file a document, its grammar, and the way from a sheet to rows and from rows to a sheet."""
