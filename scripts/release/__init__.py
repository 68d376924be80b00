"""Releasing: the bundle, the checklist and journal of a release, and verification."""
