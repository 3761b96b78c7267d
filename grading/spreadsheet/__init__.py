"""Marks as rows of a spreadsheet, out and back in."""
