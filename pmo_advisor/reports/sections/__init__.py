"""The report's sections, one file for each."""
