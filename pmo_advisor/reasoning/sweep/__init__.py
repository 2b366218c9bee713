"""SWEEP: the rulebook as column operations on NumPy, for any number of organisations at once."""
