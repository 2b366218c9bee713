"""The blank questionnaire: as a sheet to fill in, and for paper."""
