"""Registers an authority keeps: spreadsheets matched to them, rows filled in, edited and kept."""
