"""Limber: one stretch at the time you chose, a timer for the hold, and your record."""

from bot import zone_rules

# Before anything of Limber looks at a zone, and in each of its processes: whatever is imported, this comes first.
ZONE_RULES = zone_rules.use_newest()
