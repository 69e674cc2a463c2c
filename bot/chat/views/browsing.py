"""Looking through the stretches: what to go by, the values of it, a shelf page by page, and one stretch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.chat.intents.mine import ShowOwn
from bot.chat.intents.pages import Browse, Favour, Mind, NotForMe, OpenStretch, ShowShelf, Unlike
from bot.chat.intents.stretching import Begin
from bot.chat.views.prompts import cautions, described
from bot.chat.views.view import Key, View, Voice, escaped, fits_caption, pairs, rows, to_be_seen
from bot.domain.browsing import Facet, Shelf, standing_on, values
from bot.domain.own import OwnPicture
from bot.domain.person import Liking, Person
from bot.domain.stretch import Drawn
from bot.services.preferences import Opened
from bot.telegram_api.pictures import Motif

PAGE_SIZE = 6
MARKS = {Liking.FAVOURITE: "★", Liking.NOT_FOR_ME: "✕"}
SEPARATOR = "/"


def facets(voice: Voice, offered: str | None = None) -> View:
    """What stretches can be browsed by, and the one that somebody is ready for."""
    by = [voice.button(f"button-by-{_name(facet)}", Browse(facet)) for facet in Facet]
    everything = voice.button("button-all-stretches", ShowShelf())
    yours = voice.button("button-yours", ShowOwn())
    return View(
        "\n\n".join([voice.say("browse-ask"), *ready_lines(voice, offered)]),
        rows(*pairs(by), [everything, yours], ready_buttons(voice, offered)),
    )


def ready_lines(voice: Voice, offered: str | None) -> list[str]:
    """One line about a stretch that is open to somebody who is ready for it, none where there is none."""
    return [voice.say("browse-ready", name=voice.name(offered))] if offered else []


def ready_buttons(voice: Voice, offered: str | None) -> list[Key]:
    """The way to that stretch."""
    if offered is None:
        return []
    return [voice.labelled(voice.name(offered), OpenStretch(0, place_of(Shelf(), offered)))]


def choices(voice: Voice, facet: Facet) -> View:
    """The values of a facet."""
    buttons = [
        voice.labelled(choice_label(voice, facet, value), ShowShelf(shelf=Shelf(facet, value).written()))
        for value in values(voice.library, facet)
    ]
    back = voice.button("button-back", Browse())
    return View(voice.say(f"browse-by-{_name(facet)}"), rows(*pairs(buttons), [back]))


def shelf(
    voice: Voice, wanted: Shelf, likings: Mapping[str, Liking], page: int, hidden: frozenset[str]
) -> View:
    """One page of a shelf; what the person's conditions hide stands in brackets."""
    found = sorted(
        standing_on(voice.library, wanted, likings), key=lambda each: (each.level, voice.name(each.id))
    )
    last = max(0, (len(found) - 1) // PAGE_SIZE)
    page = min(page, last)
    buttons = [
        [
            voice.labelled(
                _named(voice, stretch.id, likings, hidden),
                OpenStretch(page, place_of(wanted, stretch.id)),
            )
        ]
        for stretch in found[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    ]
    turns = []
    if page > 0:
        turns.append(voice.button("button-page-before", ShowShelf(page - 1, wanted.written())))
    if page < last:
        turns.append(voice.button("button-page-after", ShowShelf(page + 1, wanted.written())))
    title = (
        choice_label(voice, wanted.facet, wanted.value)
        if wanted.facet
        else voice.say.plain("button-all-stretches")
    )
    lines = [voice.say("browse-shelf", label=title, count=len(found), page=page + 1, pages=last + 1)]
    if not found:
        lines.append(voice.say(f"browse-none-{wanted.value}"))
    if any(stretch.id in hidden for stretch in found):
        lines.append(voice.say("browse-hidden-note"))
    back = voice.button("button-back", Browse(wanted.facet or ""))
    return View("\n".join(lines), rows(*buttons, turns, [back]))


def stretch(voice: Voice, person: Person, shown: Opened, wanted: Shelf, page: int) -> View:
    """One stretch as its prompt would say it, with what can be done; nothing to start where it is kept from them.

    What is too long for the caption of its picture stands behind `More`: what is to be minded by everybody, and where
    it has to be, what their own conditions ask for.
    """
    own, everybodys = _to_mind(voice, person, shown)
    whole, *shorter = (_described(voice, person, shown, minded) for minded in ([*own, *everybodys], own, []))
    is_whole = fits_caption(whole)
    text = whole if is_whole else next(filter(fits_caption, shorter), whole)
    start = voice.button("button-start", Begin(shown.stretch.id), style="primary")
    more = voice.button("button-more", Mind(page, place_of(wanted, shown.stretch.id)))
    return View(
        text,
        rows(
            [start] if shown.refusal is None else [],
            _likings(voice, shown, wanted, page),
            [] if is_whole else [more],
            [voice.button("button-back", ShowShelf(page, wanted.written()))],
        ),
        _motif(person, shown),
    )


def minded(voice: Voice, person: Person, shown: Opened, wanted: Shelf, page: int) -> View:
    """All that is to be minded at a stretch, and the way back to it."""
    own, everybodys = _to_mind(voice, person, shown)
    title = voice.title(shown.stretch.id, voice.name(shown.stretch.id))
    back = voice.button("button-back", OpenStretch(page, place_of(wanted, shown.stretch.id)))
    return View("\n".join([title, *own, *everybodys]), rows([back]), _motif(person, shown))


def _to_mind(voice: Voice, person: Person, shown: Opened) -> tuple[list[str], list[str]]:
    """What somebody's conditions ask for at a stretch, and what everybody minds."""
    return (
        cautions(voice, voice.careful(shown.stretch.id, person.tags)),
        cautions(voice, voice.cautions(shown.stretch.id, person.tags)),
    )


def _described(voice: Voice, person: Person, shown: Opened, minded: Sequence[str]) -> str:
    lines = [*described(voice, person, shown.stretch.id, shown.dose), *minded]
    if shown.liking is not None:
        lines += ["", voice.say(f"liking-{shown.liking.value}")]
    if shown.refusal is not None:
        lines += ["", escaped(refusal(voice, shown))]
    return "\n".join(lines)


def _motif(person: Person, shown: Opened) -> Motif | OwnPicture:
    return to_be_seen(person, (Drawn(shown.stretch.id),))


def refusal(voice: Voice, shown: Opened) -> str:
    """Why a stretch is not for this person now, as plain text."""
    labels = " · ".join(voice.content.tags[tag].label for tag in shown.hidden_by)
    ready = shown.readiness
    return voice.say.plain(
        f"not-startable-{shown.refusal}", labels=labels, weeks=ready.weeks, holds=ready.holds
    )


def place_of(wanted: Shelf, stretch_id: str) -> str:
    """A stretch with the shelf it was taken from, as a button carries them."""
    return f"{wanted.written()}{SEPARATOR}{stretch_id}"


def _likings(voice: Voice, shown: Opened, wanted: Shelf, page: int) -> list[Key]:
    """Each says what it sets, so that a repeated tap changes nothing more."""
    place = place_of(wanted, shown.stretch.id)
    if shown.liking is not None:
        return [voice.button(f"button-not-{shown.liking.value}", Unlike(page, place))]
    return [
        voice.button("button-favourite", Favour(page, place)),
        voice.button("button-not-for-me", NotForMe(page, place)),
    ]


def _named(voice: Voice, stretch_id: str, likings: Mapping[str, Liking], hidden: frozenset[str]) -> str:
    name = voice.name(stretch_id)
    if stretch_id in hidden:
        return f"({name})"
    liking = likings.get(stretch_id)
    return f"{MARKS[liking]} {name}" if liking else name


def choice_label(voice: Voice, facet: Facet, value: str) -> str:
    """What a value of a facet is called."""
    if facet is Facet.TIME:
        return voice.say.plain("takes-minutes", minutes=int(value))
    name = "liking-shelf" if facet is Facet.LIKING else _name(facet)
    return voice.say.plain(f"{name}-{value}")


def _name(facet: Facet) -> str:
    return facet.name.lower()
