"""The explorer: one HTML page with the release's data, for looking at it."""
