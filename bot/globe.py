"""Positions on the globe and the time zones there. To look one up takes 32 MiB for good, so a helper does it."""

from __future__ import annotations

from tzfpy import get_tz


def zone_at(latitude: float, longitude: float) -> str | None:
    """The IANA zone at a position in degrees, perhaps by an old name; None at sea and off the globe."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    zone = get_tz(longitude, latitude)
    return zone if zone and not zone.startswith("Etc/") else None
