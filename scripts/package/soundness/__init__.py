"""Whether a descriptor, its schemas, their patterns and their rules, which may be anybody's, can be worked with."""
