"""What each worksheet of the workbook holds, as plain data: cells, formulas and their results."""
