"""The grammar of a coding sheet: each kind of line read and written in one place."""
