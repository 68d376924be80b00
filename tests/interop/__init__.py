"""The interop matrix: a release is opened with the programs that people use, and what they read is compared."""
