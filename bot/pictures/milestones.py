"""Which figure stands on the card of which milestone."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.milestone import Measure

# Each its own, so that the next card is a new one. The longest lists of days leave the least room: they have upright
# figures, which are read when they are small.
FIGURES: Mapping[Measure, dict[int, str]] = {
    Measure.DAYS: {
        3: "warm-up",
        7: "cross-body",
        14: "hip-flexor-standing",
        30: "seated",
        50: "cat-cow",
        100: "downward-dog",
        200: "walking-lunges",
        365: "high-kicks",
    },
    Measure.HOURS: {
        1: "seated-twist",
        5: "standing",
        10: "hip-flexor-kneel",
        25: "supine",
        50: "reclining-big-toe",
        100: "calf-straight",
    },
}
