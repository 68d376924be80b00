"""Merging two lines of work: their rows, by id and cell by cell, against the commit in which both began."""
