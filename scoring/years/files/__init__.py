"""The tables and totals of a year, as they come."""
