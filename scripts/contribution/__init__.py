"""What a contribution changes, and the comment on it."""
