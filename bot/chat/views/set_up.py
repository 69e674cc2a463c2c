"""The screen that fits Limber to somebody: where, what for, how much, and the floor."""

from __future__ import annotations

from collections.abc import Iterable

from bot.chat.intents.pages import AskSetUp, EndSetUp, SetUp, Switch
from bot.chat.views.choices import CHOSEN, OPEN, place_of, programme_of
from bot.chat.views.view import View, Voice, pairs, rows
from bot.domain.person import NO_FLOOR, Person
from bot.domain.setting import Setting
from bot.services.preferences import AMOUNTS, Option


def set_up(voice: Voice, person: Person) -> View:
    """One screen that fits Limber to somebody: where, what for, how much, and the floor; a button says what it sets."""
    say, options = voice.say.plain, person.options
    hard = NO_FLOOR in person.tags
    lines: list[tuple[Option, Iterable[tuple[str, str]], str | None]] = [
        (Option.PLACE, [(place.value, say(f"place-{place.value}")) for place in Setting], options.setting),
        (
            Option.PROGRAMME,
            [(id_, say(f"set-up-{id_}")) for id_ in voice.library.programmes],
            options.programme,
        ),
        (
            Option.MINUTES,
            [(each, say("set-up-minutes", minutes=int(each))) for each in AMOUNTS],
            str(options.minutes),
        ),
        (
            Option.FLOOR,
            [(Switch.ON, say("set-up-floor-easy")), (Switch.OFF, say("set-up-floor-hard"))],
            (Switch.OFF if hard else Switch.ON) if options.floor_asked or hard else None,
        ),
    ]
    keys = []
    for option, choices, chosen in lines:
        buttons = [
            voice.labelled(f"{CHOSEN if value == chosen else OPEN} {label}", SetUp(option, value))
            for value, label in choices
        ]
        keys += [buttons] if option is Option.MINUTES else pairs(buttons)
    return View(
        voice.say("set-up-ask"), rows(*keys, [voice.button("button-set-up-end", EndSetUp(), style="primary")])
    )


def set_up_kept(voice: Voice, person: Person) -> View:
    """What is set now, in one line, and the way back."""
    options = person.options
    said = [
        programme_of(voice, person),
        voice.say.plain(f"place-{place_of(person)}"),
        voice.say.plain("set-up-minutes", minutes=options.minutes),
        *([voice.content.tags[NO_FLOOR].label] if NO_FLOOR in person.tags else []),
    ]
    change = voice.button("button-change", AskSetUp())
    return View(voice.say("set-up-kept", set=" · ".join(said)), rows([change]))
