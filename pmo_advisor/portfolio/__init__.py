"""Many organisations at once: assessed by the file, and seen as one group."""
