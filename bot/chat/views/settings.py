"""The settings: one message with a page for each thing that can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import (
    AskSetUp,
    Choose,
    ReachFloor,
    SayAge,
    SetSound,
    ShowSettings,
    Speak,
    Switch,
    TakeLonger,
)
from bot.chat.views.browsing import ready_buttons, ready_lines
from bot.chat.views.choices import CHOSEN, CLEARED, OPEN, TICKED, back, option, place_of, programme_of
from bot.chat.views.pages import take_along
from bot.chat.views.people import condition_labels
from bot.chat.views.quiet import quiet_line, rest_days_line
from bot.chat.views.view import Key, View, Voice, escaped, pairs, rows
from bot.domain.language import Language
from bot.domain.person import FROM_65, NO_FLOOR, Person
from bot.domain.setting import Setting
from bot.services.preferences import ANYWHERE, LEVELS, Option

PROGRAMMES = "programme"
QUIET = "quiet"


def settings(voice: Voice, person: Person) -> View:
    """What is set, and the way to each page."""
    say = voice.say
    lines = [
        say("settings-title"),
        say("settings-programme", name=programme_of(voice, person)),
        say("settings-gear", labels=_lacking(voice, person))
        if person.options.lacking
        else say("settings-gear-all"),
        say("settings-place", label=say.plain(f"place-{place_of(person)}")),
        say("settings-minutes", amount=say.plain("set-up-minutes", minutes=person.options.minutes)),
        say("settings-level", label=say.plain(f"level-{person.options.level}")),
        say("settings-longer", on=_yes(person.options.longer)),
        say("settings-shorter", on=_yes(person.options.shorter)),
        say("settings-chance", on=_yes(person.options.second_chance)),
        quiet_line(voice, person),
        rest_days_line(voice, person),
        say("settings-sound", on=_yes(person.options.sound)),
        say("settings-bars", on=_yes(person.options.bars)),
        say("settings-pain", on=_yes(person.options.asks_pain)),
        say("settings-streak", on=_yes(person.options.streak)),
        say("settings-summary", on=_yes(person.options.summary_on is not None)),
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
            [_page(voice, QUIET), voice.button("button-set-up-ask", AskSetUp())],
            [
                _switch(voice, Option.LONGER, person.options.longer),
                _switch(voice, Option.SHORTER, person.options.shorter),
            ],
            [
                _switch(voice, Option.CHANCE, person.options.second_chance),
                _switch(voice, Option.BARS, person.options.bars),
            ],
            [
                voice.button(
                    f"button-sound-{_other(person.options.sound)}", SetSound(_other(person.options.sound))
                ),
                _switch(voice, Option.PAIN, person.options.asks_pain),
            ],
            [
                _switch(voice, Option.STREAK, person.options.streak),
                _switch(voice, Option.SUMMARY, person.options.summary_on is not None),
            ],
            [_page(voice, "language"), voice.button("button-conditions", Plain.SHOW_CONDITIONS)],
            take_along(voice),
        ),
    )


def programmes(voice: Voice, person: Person, offered: str | None = None) -> View:
    """The programmes, each with what it is for, and the stretch that a person is ready for."""
    about = [
        f"<b>{escaped(name)}</b>: {voice.say(f'programme-{id_}')}"
        for id_, name in voice.content.programmes.items()
    ]
    buttons = [
        option(voice, name, Option.PROGRAMME, id_, chosen=id_ == person.options.programme)
        for id_, name in voice.content.programmes.items()
    ]
    text = voice.say("programme-ask", name=programme_of(voice, person))
    if offered:
        about += ["", *ready_lines(voice, offered)]
    return View(
        "\n".join([text, "", *about]),
        rows(*[[button] for button in buttons], ready_buttons(voice, offered), [back(voice)]),
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
    return View(voice.say("gear-ask"), rows(*pairs(ticks), [back(voice)]))


def place(voice: Voice, person: Person) -> View:
    """Where a person stretches, and whether the floor is within their reach."""
    places = [
        option(voice, voice.say.plain(f"place-{id_}"), Option.PLACE, id_, chosen=id_ == place_of(person))
        for id_ in (*(setting.value for setting in Setting), ANYWHERE)
    ]
    hard = NO_FLOOR in person.tags
    floor = _tick(voice, NO_FLOOR, Choose(Option.FLOOR, Switch.ON if hard else Switch.OFF), on=hard)
    return View(voice.say("place-ask"), rows(*pairs(places), [floor], [back(voice)]))


def level(voice: Voice, person: Person) -> View:
    """Up to which level stretches come, and whether a person is 65 or over."""
    levels = [
        option(
            voice, voice.say.plain(f"level-{id_}"), Option.LEVEL, id_, chosen=id_ == str(person.options.level)
        )
        for id_ in LEVELS
    ]
    is_older = FROM_65 in person.tags
    age = _tick(voice, FROM_65, Choose(Option.AGE, _other(is_older)), on=is_older)
    return View(voice.say("level-ask"), rows(*[[button] for button in levels], [age], [back(voice)]))


def languages(voice: Voice, person: Person) -> View:
    """The languages by their own names."""
    return View(voice.say("language-ask"), rows(*pairs(_languages(voice, person)), [back(voice)]))


def first_language(voice: Voice) -> View:
    """The languages, for somebody whose own is not among them; none is chosen yet."""
    buttons = [voice.labelled(language.own_name, Speak(language.id)) for language in _sorted_languages(voice)]
    return View(voice.say("language-first"), rows(*pairs(buttons)))


def ask_floor(voice: Voice) -> View:
    """Is the floor within reach?"""
    return _yes_or_no(voice, "floor-ask", ReachFloor(Switch.ON), ReachFloor(Switch.OFF))


def ask_age(voice: Voice) -> View:
    """Are they 65 or over?"""
    return _yes_or_no(voice, "age-ask", SayAge(Switch.ON), SayAge(Switch.OFF))


def age_noted(voice: Voice, person: Person) -> View:
    """What their age changes, and the offer of longer holds to whoever is 65 or over and has none."""
    if FROM_65 not in person.tags:
        return View(voice.say("age-under-65"))
    noted = voice.say("age-from-65")
    if person.options.longer:
        return View(noted)
    asked = _yes_or_no(voice, "longer-holds-ask", TakeLonger(Switch.ON), TakeLonger(Switch.OFF))
    return View(f"{noted} {asked.text}", asked.keyboard)


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
    Option.AGE: "level",
    Option.LONGER: "",
    Option.SHORTER: "",
    Option.MINUTES: "",
    Option.CHANCE: "",
    Option.SUMMARY: "",
    Option.REST_DAYS: QUIET,
    Option.QUIET_FROM: QUIET,
    Option.QUIET_UNTIL: QUIET,
    Option.SOUND: "",
    Option.BARS: "",
    Option.PAIN: "",
    Option.STREAK: "",
}


def _yes_or_no(voice: Voice, question: str, yes: Intent, no: Intent) -> View:
    return View(voice.say(question), rows([voice.button("button-yes", yes), voice.button("button-no", no)]))


def _tick(voice: Voice, tag: str, button: Intent, *, on: bool) -> Key:
    """A tick button for a condition that is no illness; it says what it sets."""
    return voice.labelled(f"{TICKED if on else CLEARED} {voice.content.tags[tag].label}", button)


def _languages(voice: Voice, person: Person) -> Iterable[Key]:
    for language in _sorted_languages(voice):
        mark = CHOSEN if language.id == person.language else OPEN
        yield voice.labelled(f"{mark} {language.own_name}", Speak(language.id))


def _sorted_languages(voice: Voice) -> list[Language]:
    return sorted(voice.library.languages.values(), key=lambda found: found.own_name.casefold())


def _switch(voice: Voice, choice: Option, on: bool) -> Key:
    """A button that says what it sets, so that a repeated tap changes nothing more."""
    other = _other(on)
    return voice.button(f"button-{choice}-{other}", Choose(choice, other))


def _page(voice: Voice, name: str) -> Key:
    return voice.button(f"button-page-{name}", ShowSettings(name))


def _lacking(voice: Voice, person: Person) -> str:
    return ", ".join(voice.say.plain(f"gear-{item}") for item in sorted(person.options.lacking))


def _yes(on: bool) -> str:
    return "yes" if on else "no"


def _other(on: bool) -> Switch:
    return Switch.OFF if on else Switch.ON
