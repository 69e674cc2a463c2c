"""The settings: one message with a page for each thing that can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, time, timedelta

from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import (
    AskSetUp,
    Choose,
    EndSetUp,
    ReachFloor,
    SayAge,
    SetSound,
    SetUp,
    ShowSettings,
    Speak,
    Switch,
    TakeLonger,
)
from bot.chat.views.browsing import ready_buttons, ready_lines
from bot.chat.views.people import condition_labels
from bot.chat.views.view import Key, View, Voice, escaped, pairs, rows
from bot.domain.calendar_week import CalendarWeek
from bot.domain.language import Language
from bot.domain.person import FROM_65, NO_FLOOR, Person
from bot.domain.schedule import Wish
from bot.domain.setting import Setting
from bot.services.preferences import AMOUNTS, ANYWHERE, LEVELS, NEVER, QUIET_FROM, QUIET_UNTIL, Option
from bot.text import clock

CHOSEN, OPEN = "●", "○"
TICKED, CLEARED = "☑", "☐"
PROGRAMMES = "programme"
QUIET = "quiet"
# Any Monday: only the weekday's name is taken from it.
MONDAY = date(2024, 1, 1)


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
        say("settings-minutes", amount=say.plain("set-up-minutes", minutes=person.options.minutes)),
        say("settings-level", label=say.plain(f"level-{person.options.level}")),
        say("settings-longer", on=_yes(person.options.longer)),
        say("settings-shorter", on=_yes(person.options.shorter)),
        say("settings-chance", on=_yes(person.options.second_chance)),
        _quiet_line(voice, person),
        _rest_days_line(voice, person),
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
            [_page(voice, "language"), voice.button("button-conditions", Plain.SHOW_CONDITIONS)],
        ),
    )


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
        _programme(voice, person),
        voice.say.plain(f"place-{_place(person)}"),
        voice.say.plain("set-up-minutes", minutes=options.minutes),
        *([voice.content.tags[NO_FLOOR].label] if NO_FLOOR in person.tags else []),
    ]
    change = voice.button("button-change", AskSetUp())
    return View(voice.say("set-up-kept", set=" · ".join(said)), rows([change]))


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
    floor = _tick(voice, NO_FLOOR, Choose(Option.FLOOR, Switch.ON if hard else Switch.OFF), on=hard)
    return View(voice.say("place-ask"), rows(*pairs(places), [floor], [_back(voice)]))


def level(voice: Voice, person: Person) -> View:
    """Up to which level stretches come, and whether a person is 65 or over."""
    levels = [
        _option(
            voice, voice.say.plain(f"level-{id_}"), Option.LEVEL, id_, chosen=id_ == str(person.options.level)
        )
        for id_ in LEVELS
    ]
    is_older = FROM_65 in person.tags
    age = _tick(voice, FROM_65, Choose(Option.AGE, _other(is_older)), on=is_older)
    return View(voice.say("level-ask"), rows(*[[button] for button in levels], [age], [_back(voice)]))


def quiet(voice: Voice, person: Person, wishes: Sequence[Wish], week: CalendarWeek) -> View:
    """Quiet hours, days without reminders, and the times that lie in these hours; each button says what it sets."""
    say, options = voice.say, person.options
    lines = [say("quiet-ask"), _quiet_line(voice, person), _rest_days_line(voice, person)]
    inside = [clock(wish.at) for wish in wishes if person.is_quiet(wish.at)]
    if inside:
        lines.append(say("quiet-inside", times=say.listed(inside), count=len(inside)))
    never = [wish for wish in wishes if wish.every == 1 and options.rest_days.issuperset(wish.days)]
    if never:
        lines.append(
            say("quiet-all-free", times=say.listed([clock(wish.at) for wish in never]), count=len(never))
        )
    hours = [
        [
            _option(voice, say.plain(label, time=clock(time(int(hour)))), choice, hour, chosen=hour == chosen)
            for hour in offered
        ]
        for label, choice, offered, chosen in (
            ("quiet-from-hour", Option.QUIET_FROM, QUIET_FROM, _hour(options.quiet_from)),
            ("quiet-until-hour", Option.QUIET_UNTIL, QUIET_UNTIL, _hour(options.quiet_to)),
        )
    ]
    none = _option(
        voice, say.plain("quiet-never"), Option.QUIET_FROM, NEVER, chosen=options.quiet_from is None
    )
    days = []
    for day in week.days:
        rests = day in options.rest_days
        wanted = options.rest_days - {day} if rests else options.rest_days | {day}
        label = f"{TICKED if rests else CLEARED} {say.weekday(MONDAY + timedelta(days=day))}"
        days.append(voice.labelled(label, Choose(Option.REST_DAYS, "".join(map(str, sorted(wanted))))))
    return View("\n".join(lines), rows(*hours, [none], days[:4], days[4:], [_back(voice)]))


def _hour(at: time | None) -> str | None:
    """An hour as a button carries it."""
    return None if at is None else str(at.hour)


def _quiet_line(voice: Voice, person: Person) -> str:
    since, until = person.options.quiet_from, person.options.quiet_to
    if since is None or until is None:
        return voice.say("settings-loud")
    return voice.say("settings-quiet", since=clock(since), until=clock(until))


def _rest_days_line(voice: Voice, person: Person) -> str:
    days = [voice.say.weekday(MONDAY + timedelta(days=day)) for day in sorted(person.options.rest_days)]
    return voice.say("settings-rest-days", days=voice.say.listed(days) if days else "none")


def languages(voice: Voice, person: Person) -> View:
    """The languages by their own names."""
    return View(voice.say("language-ask"), rows(*pairs(_languages(voice, person)), [_back(voice)]))


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
    Option.REST_DAYS: QUIET,
    Option.QUIET_FROM: QUIET,
    Option.QUIET_UNTIL: QUIET,
    Option.SOUND: "",
    Option.BARS: "",
    Option.PAIN: "",
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
