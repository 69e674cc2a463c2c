"""open questions: each with fields of its own, in the place of one text in eight formats."""

import json
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "8c1f4d2e9b07"
down_revision = "9b1f4d27c6e3"
branch_labels = None
depends_on = None

people = sa.table("people", sa.column("id", sa.BigInteger), sa.column("dialogue", sa.JSON(none_as_null=True)))
Fields = dict[str, Any]
ADVISED = "advised "
CHOOSING_LANGUAGE = "1:language::"


def _safety(said: str) -> Fields:
    return {"kind": "SafetyScreen", "then": said}


def _conditions(said: str) -> Fields:
    then, advised = said.removeprefix(ADVISED), said.startswith(ADVISED)
    return {"kind": "ConditionsScreen", "then": then, "advised": advised}


def _places(kind: str) -> Callable[[str], Fields]:
    names = ("name", "country", "zone", "region")

    def read(said: str) -> Fields:
        places = json.loads(said) if said else []
        return {"kind": kind, "places": [dict(zip(names, place, strict=True)) for place in places]}

    return read


def _time(said: str) -> Fields:
    return {"kind": "AskedTime", "slot_id": int(said) if said.isdecimal() else None, "adds": said == "add"}


def _half(said: str) -> Fields:
    hour, slot_id = said.split()
    return {"kind": "AskedHalf", "hour": int(hour), "slot_id": int(slot_id) or None}


def _draft(kind: str) -> Callable[[str], Fields]:
    def read(said: str) -> Fields:
        old = json.loads(said)
        draft = {
            "wishes": [{"at": at, "days": days} for at, days in old["wishes"]],
            "slot_id": old["slot"],
            "how": old["how"],
            "extra": old["extra"],
            "belongs_to_day_before": old["before"],
        }
        return {"kind": kind, "draft": draft}

    return read


def _pain(said: str) -> Fields:
    return {"kind": "AskedPain", "practice_id": int(said or 0) or None}


def _menu(said: str) -> Fields:
    if said == CHOOSING_LANGUAGE:
        return {"kind": "ChoosingLanguage"}
    page, _, after_prompt = said.partition(" ")
    return {"kind": "OnPage", "page": page, "after_prompt": int(after_prompt or 0)}


def _alone(kind: str) -> Callable[[str], Fields]:
    return lambda said: {"kind": kind}


NEW: dict[str, Callable[[str], Fields]] = {
    "safety": _safety,
    "conditions": _conditions,
    "emergency": _alone("EmergencyTicked"),
    "zone": _places("ChoosingPlace"),
    "zone-confirm": _places("ConfirmingPlace"),
    "time": _time,
    "which-half": _half,
    "which-day": _draft("AskedDay"),
    "time-confirm": _draft("ConfirmingTimes"),
    "extra": _draft("AskedExtra"),
    "pause-until": _alone("AskedBreak"),
    "stop": _alone("AskedStop"),
    "delete": _alone("AskedDelete"),
    "pain": _pain,
    "signs": _alone("AskedSigns"),
    "snooze": _alone("AskedSnooze"),
    "floor": _alone("AskedFloor"),
    "menu": _menu,
}


def upgrade() -> None:
    bind = op.get_bind()
    kept = bind.execute(sa.select(people.c.id, people.c.dialogue).where(people.c.dialogue.is_not(None)))
    for person_id, old in kept.all():
        bind.execute(people.update().where(people.c.id == person_id).values(dialogue=_renewed(old)))


def downgrade() -> None:
    # Nobody answers a question from before a step back: it is asked anew.
    op.get_bind().execute(people.update().values(dialogue=sa.null()))


def _renewed(old: Any) -> Fields | None:
    """An open question in its new form; none where the old one cannot be read."""
    try:
        return NEW[old["asking"]](old["said"])
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
