"""The lint of files."""
