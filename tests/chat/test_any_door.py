"""A walk through everything that can be said and pressed: what must hold, whichever door was taken."""

from datetime import timedelta
from random import Random

import pytest

from bot.domain.schedule import MOST_SLOTS, too_close
from bot.localchat.people import Person
from tests.world import World, buttons, open_prompts, press, profile_of, said, say, subscribe, text_of

STEPS = 60
# What somebody says, the commonest first.
SAID = (
    *("/today", "done", "start", "skip", "another", "snooze 10", "snooze tomorrow", "stop", "pause", "go on"),
    *("/session 5", "more", "undo", "/time 8:00", "/time 8:10, 20:00", "weekdays 0:30", "change", "add"),
    *(
        "/zone Tokyo",
        "/zone Honolulu",
        "yes",
        "no",
        "pause 2 days",
        "i'm back",
        "/settings",
        "/stretches",
        "/stats",
    ),
    *("it hurts", "none", "a little", "too hard", "something else", "gentler", "/start", "enough for today"),
)
# These end the walk, or what it is about.
LEFT_OUT = ("delete", "stop, keep", "one of these", "it applies", "emergency")
WAITS = (0, 2, 20, 90, 3600, 6 * 3600, 14 * 3600)


@pytest.mark.parametrize("seed", range(4))
async def test_one_prompt_is_open_and_the_times_keep_their_rules(
    world: World, ann: Person, seed: int
) -> None:
    chance = Random(seed)
    await subscribe(world, ann)
    done: list[str] = []
    for _ in range(STEPS):
        labels = [
            (message, label)
            for message in ann.chat[-6:]
            for label in buttons(message)
            if not any(word in label.lower() for word in LEFT_OUT)
        ]
        if labels and chance.random() < 0.5:
            message, label = chance.choice(labels)
            done.append(f"[{label}]")
            await press(world, ann, label, message)
        else:
            done.append(chance.choice(SAID))
            await say(world, ann, done[-1])
        await world.until(world.clock.now() + timedelta(seconds=chance.choice(WAITS)))
        recent = done[-12:]
        profile = await profile_of(world, ann)
        # What a "yes" is answered with is about the open one.
        shown = [message for message in open_prompts(ann) if "Whenever you are ready" not in text_of(message)]
        assert len(shown) <= 1, recent
        assert too_close(slot.wish for slot in profile.slots) is None, recent
        assert 1 <= len(profile.slots) <= MOST_SLOTS, recent
        timers = [message for message in ann.chat if "▱" in text_of(message) or "▰" in text_of(message)]
        runs = await world.app.limber.holds.running(ann.id) is not None
        assert runs or not any("Stop" in buttons(message) for message in timers), recent
        assert said(ann), recent
