"""Comparing two packages: differences, their effect on estimates, the version that they require, and the wording."""
