"""The settings: one message with a page for each thing that can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.chat.intents.base import Plain
from bot.chat.intents.pages import Choose, ReachFloor, SetSound, ShowSettings, Speak, Switch
from bot.chat.views.browsing import ready_buttons, ready_lines
from bot.chat.views.people import condition_labels
from bot.chat.views.view import Key, View, Voice, escaped, pairs, rows
from bot.domain.language import Language
from bot.domain.person import NO_FLOOR, Person
from bot.domain.stretch import Setting
from bot.services.preferences import ANYWHERE, LEVELS, Option

CHOSEN, OPEN = "●", "○"
TICKED, CLEARED = "☑", "☐"
PROGRAMMES = "programme"


def settings(voice: Voice, person: Person) -> View:
    """What is set, and the way to each page."""
    say = voice.say
    lines = [
        say("settings-title"),
        say("settings-programme", name=_programme(voice, person)),
        say("settings-gear", labels=_lacking(voice, person))
        if person.options.lacking
        else say("settings-gear-all"),
        say("settings-place", label=say.plain(f"place-{_place(person)}")),
        say("settings-level", label=say.plain(f"level-{person.options.level}")),
        say("settings-longer", on=_yes(person.options.longer)),
        say("settings-sound", on=_yes(person.options.sound)),
        say("settings-bars", on=_yes(person.options.bars)),
        say("settings-pain", on=_yes(person.options.asks_pain)),
        say("settings-language", name=voice.content.own_name),
        say("settings-conditions", labels=labels)
        if (labels := condition_labels(voice, person))
        else say("settings-no-conditions"),
    ]
    return View(
        "\n".join(lines),
        rows(
            [_page(voice, "programme"), _page(voice, "gear")],
            [_page(voice, "place"), _page(voice, "level")],
            [
                _switch(voice, Option.LONGER, person.options.longer),
                _switch(voice, Option.BARS, person.options.bars),
            ],
            [
                voice.button(
                    f"button-sound-{_other(person.options.sound)}", SetSound(_other(person.options.sound))
                ),
                _switch(voice, Option.PAIN, person.options.asks_pain),
            ],
            [_page(voice, "language"), voice.button("button-conditions", Plain.SHOW_CONDITIONS)],
        ),
    )


def programmes(voice: Voice, person: Person, offered: str | None = None) -> View:
    """The programmes, each with what it is for, and the stretch that a person is ready for."""
    about = [
        f"<b>{escaped(name)}</b>: {voice.say(f'programme-{id_}')}"
        for id_, name in voice.content.programmes.items()
    ]
    buttons = [
        _option(voice, name, Option.PROGRAMME, id_, chosen=id_ == person.options.programme)
        for id_, name in voice.content.programmes.items()
    ]
    text = voice.say("programme-ask", name=_programme(voice, person))
    if offered:
        about += ["", *ready_lines(voice, offered)]
    return View(
        "\n".join([text, "", *about]),
        rows(*[[button] for button in buttons], ready_buttons(voice, offered), [_back(voice)]),
    )


def gear(voice: Voice, person: Person) -> View:
    """Tick buttons for the gear that a person has; each says what it sets."""
    items = sorted({item for stretch in voice.library.stretches.values() for item in stretch.gear})
    ticks = []
    for item in items:
        has = item not in person.options.lacking
        button = Choose(Option.LACK if has else Option.HAVE, item)
        label = voice.say.plain(f"gear-{item}")
        ticks.append(voice.labelled(f"{TICKED if has else CLEARED} {label}", button))
    return View(voice.say("gear-ask"), rows(*pairs(ticks), [_back(voice)]))


def place(voice: Voice, person: Person) -> View:
    """Where a person stretches, and whether the floor is within their reach."""
    places = [
        _option(voice, voice.say.plain(f"place-{id_}"), Option.PLACE, id_, chosen=id_ == _place(person))
        for id_ in (*(setting.value for setting in Setting), ANYWHERE)
    ]
    hard = NO_FLOOR in person.tags
    floor = voice.labelled(
        f"{TICKED if hard else CLEARED} {voice.content.tags[NO_FLOOR].label}",
        Choose(Option.FLOOR, Switch.ON if hard else Switch.OFF),
    )
    return View(voice.say("place-ask"), rows(*pairs(places), [floor], [_back(voice)]))


def level(voice: Voice, person: Person) -> View:
    """Up to which level stretches come."""
    levels = [
        _option(
            voice, voice.say.plain(f"level-{id_}"), Option.LEVEL, id_, chosen=id_ == str(person.options.level)
        )
        for id_ in LEVELS
    ]
    return View(voice.say("level-ask"), rows(*[[button] for button in levels], [_back(voice)]))


def languages(voice: Voice, person: Person) -> View:
    """The languages by their own names."""
    return View(voice.say("language-ask"), rows(*pairs(_languages(voice, person)), [_back(voice)]))


def first_language(voice: Voice) -> View:
    """The languages, for somebody whose own is not among them; none is chosen yet."""
    buttons = [voice.labelled(language.own_name, Speak(language.id)) for language in _sorted_languages(voice)]
    return View(voice.say("language-first"), rows(*pairs(buttons)))


def ask_floor(voice: Voice) -> View:
    """Is the floor within reach?"""
    return View(
        voice.say("floor-ask"),
        rows(
            [
                voice.button("button-yes", ReachFloor(Switch.ON)),
                voice.button("button-no", ReachFloor(Switch.OFF)),
            ]
        ),
    )


PAGES: dict[str, Callable[[Voice, Person], View]] = {
    "": settings,
    PROGRAMMES: programmes,
    "gear": gear,
    "place": place,
    "level": level,
    "language": languages,
}
PAGE_OF = {
    Option.PROGRAMME: PROGRAMMES,
    Option.HAVE: "gear",
    Option.LACK: "gear",
    Option.PLACE: "place",
    Option.FLOOR: "place",
    Option.LEVEL: "level",
    Option.LONGER: "",
    Option.SOUND: "",
    Option.BARS: "",
    Option.PAIN: "",
}


def _languages(voice: Voice, person: Person) -> Iterable[Key]:
    for language in _sorted_languages(voice):
        mark = CHOSEN if language.id == person.language else OPEN
        yield voice.labelled(f"{mark} {language.own_name}", Speak(language.id))


def _sorted_languages(voice: Voice) -> list[Language]:
    return sorted(voice.library.languages.values(), key=lambda found: found.own_name.casefold())


def _option(voice: Voice, label: str, choice: Option, value: str, *, chosen: bool) -> Key:
    button = Choose(choice, value)
    return voice.labelled(f"{CHOSEN if chosen else OPEN} {label}", button)


def _switch(voice: Voice, choice: Option, on: bool) -> Key:
    """A button that says what it sets, so that a repeated tap changes nothing more."""
    other = _other(on)
    return voice.button(f"button-{choice}-{other}", Choose(choice, other))


def _page(voice: Voice, name: str) -> Key:
    return voice.button(f"button-page-{name}", ShowSettings(name))


def _back(voice: Voice) -> Key:
    return voice.button("button-back", ShowSettings())


def _programme(voice: Voice, person: Person) -> str:
    return voice.content.programmes.get(person.options.programme, person.options.programme)


def _lacking(voice: Voice, person: Person) -> str:
    return ", ".join(voice.say.plain(f"gear-{item}") for item in sorted(person.options.lacking))


def _place(person: Person) -> str:
    return person.options.setting.value if person.options.setting else ANYWHERE


def _yes(on: bool) -> str:
    return "yes" if on else "no"


def _other(on: bool) -> Switch:
    return Switch.OFF if on else Switch.ON
