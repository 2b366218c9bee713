"""The commands: one file for each, and beside them what they share."""
