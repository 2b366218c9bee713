"""Worksheets as an Excel workbook."""

from pmo_advisor.reports.formats.sheets.write import sheets

__all__ = ["sheets"]
