"""Exports: a list as a file for a spreadsheet, streamed, with formulas defused."""
