"""The starting set of a brand folder: its settings, its templates, and how to go about them."""
