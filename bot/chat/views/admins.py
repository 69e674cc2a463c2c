"""What those who run Limber are shown."""

from __future__ import annotations

from collections.abc import Mapping

from bot.chat.intents.admins import DropBroadcast, SendBroadcast, StopBroadcast
from bot.chat.views.view import View, Voice, escaped, rows
from bot.domain.broadcast import Broadcast, BroadcastState
from bot.domain.person import Person, Standing
from bot.domain.prompt import Delivery
from bot.services.broadcasts import Preview
from bot.services.load import Overview, Process


def status(voice: Voice, admin: Person, seen: Overview, process: Process) -> View:
    """People, prompts, faults, and what runs, in counts."""
    say, today, load = voice.say, seen.today, seen.load
    blocks = [
        say("operator-running", version=process.version, since=voice.instant(process.since, admin.zone)),
        "\n".join(map(escaped, process.faults)) or say("operator-well"),
        say(
            "operator-people",
            active=seen.people[Standing.ACTIVE],
            paused=seen.people[Standing.PAUSED],
            new=seen.people[Standing.NEW],
            stopped=seen.people[Standing.STOPPED],
            left=seen.people[Standing.BLOCKED] + seen.people[Standing.GONE],
            banned=seen.banned,
        ),
        say(
            "operator-prompts",
            due=load.due,
            minutes=int(load.late.total_seconds() // 60),
            sent=today[Delivery.SENT],
            skipped=today[Delivery.SKIPPED],
            unreachable=today[Delivery.UNREACHABLE],
            unclear=today[Delivery.UNKNOWN],
            timers=load.running_holds,
        ),
        say("operator-log", errors=process.errors, warnings=process.warnings),
        say("operator-parts", database=process.database, zones=process.zone_rules),
    ]
    return View("\n\n".join(blocks))


def ask_broadcast(voice: Voice, preview: Preview) -> View:
    """Really to so many people?"""
    broadcast_id = preview.broadcast.id
    return View(
        voice.say("broadcast-ask", people=preview.people),
        rows(
            [voice.button("button-broadcast", SendBroadcast(broadcast_id), people=preview.people)],
            [voice.button("button-broadcast-drop", DropBroadcast(broadcast_id))],
        ),
    )


def broadcast(voice: Voice, shown: Broadcast, counts: Mapping[Delivery, int]) -> View:
    """How many have had a broadcast, with the button that stops it."""
    names = {BroadcastState.STOPPED: "broadcast-stopped", BroadcastState.ENDED: "broadcast-ended"}
    lines = [
        voice.say(
            names.get(shown.state, "broadcast-running"),
            sent=counts[Delivery.SENT],
            people=sum(counts.values()),
        )
    ]
    for delivery in (Delivery.UNREACHABLE, Delivery.UNKNOWN, Delivery.SKIPPED):
        if count := counts[delivery]:
            lines.append(voice.say(f"broadcast-{delivery.value}", people=count))
    if shown.state is not BroadcastState.RUNNING:
        return View("\n".join(lines))
    return View("\n".join(lines), rows([voice.button("button-broadcast-stop", StopBroadcast(shown.id))]))
