"""What each document says: report, charter and role descriptions as sections of blocks."""
