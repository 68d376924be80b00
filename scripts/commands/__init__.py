"""The verbs of the command line, one file each. Nothing imports from here."""
