"""The bundle, the release's checklist and journal, and verification."""
