"""Files of many organisations: rows of a table in and out, a column for each fact."""
