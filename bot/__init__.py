"""Limber: one stretch at the time you chose, a timer for the hold, and your record."""
