"""Several sheets: one joint sheet, and where the parties differ."""
