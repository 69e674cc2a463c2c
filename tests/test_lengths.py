"""What is shown fits where it is shown, in every language, and a lock screen may show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from html import unescape
from itertools import product
from random import Random

import pytest

from bot.chat.button_data import intent_of
from bot.chat.desk import Voices
from bot.chat.intents.pages import Mind
from bot.chat.saying import COMMANDS
from bot.chat.views import agenda as agenda_views
from bot.chat.views import browsing as browsing_views
from bot.chat.views import holds as hold_views
from bot.chat.views import prompts as prompt_views
from bot.chat.views import record as record_views
from bot.chat.views import sessions as session_views
from bot.chat.views.view import CAPTION_UNITS, Voice, fits_caption, units, units_shown
from bot.domain import hold as timer
from bot.domain.agenda import Because, Item
from bot.domain.browsing import Shelf
from bot.domain.circumstances import Circumstances
from bot.domain.days import Day, DayState, RecordWeek, Score, Span
from bot.domain.hold import Frame, Hold, HoldState
from bot.domain.person import Liking, Options, Person, Progress, Standing
from bot.domain.practice import Streak, Week
from bot.domain.prompt import Delivery, Prompt, PromptKind
from bot.domain.readiness import Readiness
from bot.domain.schedule import Occurrence, Slot, Wish
from bot.domain.session import LENGTHS, plan_session
from bot.domain.setting import Setting
from bot.domain.starting import NotStartable
from bot.domain.stretch import GENTLE_STEP, Dose, Phase, Side, Stretch
from bot.pictures.chart import Chart
from bot.pictures.letters import lacking
from bot.services.agenda import Coming
from bot.services.people import Profile
from bot.services.practice import Stats
from bot.services.preferences import Opened
from bot.telegram_api.pictures import Motif
from tests.wording import ILLNESS, LIBRARY, SAID, TEXTS, found, language, stretch_text, versions

NOW = datetime(2027, 5, 3, 7, 30, tzinfo=UTC)
# What a phone shows of a line without breaking it.
FIRST_LINE = 45
FIRST_PROGRAMME = next(iter(LIBRARY.programmes))
VOICES = Voices(TEXTS, LIBRARY, emergency_number="", operator_contact="", now=lambda: NOW, retention_days=365)


@stretch_text
def test_a_caption_with_everything_at_its_longest_fits(id_: str, shown: str) -> None:
    stretch = LIBRARY.stretches[shown]
    for dose in _doses(stretch):
        for tags in (frozenset[str](), _two_conditions(stretch), *_with_own_words(id_, shown)):
            person = Person(7, id_, tags=tags)
            view = prompt_views.prompt(_voice_at_its_longest(id_, shown), person, _prompt(stretch, dose))
            assert units_shown(view.text) <= CAPTION_UNITS, (dose, units_shown(view.text))


@stretch_text
def test_a_caption_that_says_why_another_one_comes_fits(id_: str, shown: str) -> None:
    stretch, voice = LIBRARY.stretches[shown], _voice_at_its_longest(id_, shown)
    others = LIBRARY.languages[id_].stretches
    longest = max(others, key=lambda name: units(others[name].name))
    named = {longest: others[longest], **voice.content.stretches}
    voice = replace(voice, content=replace(voice.content, stretches=named))
    for dose, because in product(_doses(stretch), Because):
        for tags in (frozenset[str](), _two_conditions(stretch), *_with_own_words(id_, shown)):
            # A prompt that says so has no tip.
            prompt = replace(_prompt(stretch, dose), tip_id=None, because=because, instead_of=longest)
            view = prompt_views.prompt(voice, Person(7, id_, tags=tags), prompt)
            assert units_shown(view.text) <= CAPTION_UNITS, (dose, because, units_shown(view.text))


@language
@pytest.mark.parametrize("minutes", [0, 10])
@pytest.mark.parametrize("times", [1, 2, 3, 6])
def test_an_agenda_fits_the_caption_of_its_sheet(times: int, minutes: int, id_: str) -> None:
    names = sorted(LIBRARY.stretches, key=lambda name: -units(LIBRARY.languages[id_].stretches[name].name))
    person = Person(7, id_, standing=Standing.ACTIVE, zone_name="Europe/Berlin")
    slots = [
        Slot(number, 7, Wish(time(7 + 2 * number), extra=False), None, Setting.OUTDOORS)
        for number in range(times)
    ]
    coming = [
        Coming(
            slot,
            Occurrence(NOW, day),
            day,
            Item(slot.id, day, tuple(names[: 4 if minutes else 1]), minutes, "desk", 2, None),
        )
        for day in (NOW.date() + timedelta(days=later) for later in range(7))
        for slot in slots
    ]
    profile = Profile(person, tuple(slots), None, None, None, None)
    for on in (None, NOW.date()):
        view = agenda_views.agenda(VOICES.of(id_), profile, coming, on)
        assert fits_caption(view.text), units_shown(view.text)
        assert units_shown(view.text) > 80
        assert len(view.keys) <= 3


@stretch_text
def test_a_card_says_in_its_caption_what_is_to_be_minded_before_a_start(id_: str, shown: str) -> None:
    stretch, voice = LIBRARY.stretches[shown], VOICES.of(id_)
    startable = next(_opened(stretch))
    for tags in (frozenset[str](), _two_conditions(stretch), _that_ask_for_care(stretch)):
        card = browsing_views.stretch(voice, Person(7, id_, tags=tags), startable, Shelf(), 0)
        assert fits_caption(card.text)
        assert all(each in unescape(card.text) for each in voice.careful(shown, tags))
        if len(tags) < 2:
            assert all(each in unescape(card.text) for each in voice.cautions(shown, tags))


@stretch_text
def test_a_card_and_its_more_lose_nothing(id_: str, shown: str) -> None:
    stretch, voice = LIBRARY.stretches[shown], VOICES.of(id_)
    for opened in _opened(stretch):
        tags = _that_ask_for_care(stretch) | frozenset(opened.hidden_by)
        person = Person(7, id_, tags=tags)
        card = browsing_views.stretch(voice, person, opened, Shelf(), 0)
        more = browsing_views.minded(voice, person, opened, Shelf(), 0)
        assert fits_caption(card.text), units_shown(card.text)
        assert fits_caption(more.text)
        words = unescape(card.text)
        if any(intent_of(key.data) == Mind(0, f"/{shown}") for row in card.keys for key in row):
            words += unescape(more.text)
        text = voice.stretch(shown, tags)
        assert text is not None
        cautions = (*voice.careful(shown, tags), *voice.cautions(shown, tags))
        to_say = [text.name, *text.steps, text.cue, *cautions]
        assert all(sentence in words for sentence in to_say)


@language
@pytest.mark.parametrize("minutes", LENGTHS)
@pytest.mark.parametrize("programme", LIBRARY.programmes)
def test_a_session_fits_the_caption_of_its_picture(programme: str, minutes: int, id_: str) -> None:
    sessions = list(_sessions(programme, minutes))
    assert sessions
    for session in sessions:
        view = prompt_views.prompt(VOICES.of(id_), Person(7, id_), session)
        assert fits_caption(view.text), units_shown(view.text)
        assert isinstance(view.motif, Motif)
        assert view.motif.shown == tuple(part.drawn for part in session.parts)


@language
def test_a_session_too_long_for_a_caption_leaves_its_cues_to_the_timer(id_: str) -> None:
    voice, session = VOICES.of(id_), next(_sessions(FIRST_PROGRAMME, max(LENGTHS)))
    stretches = {
        name: replace(words, cue=f"{words.cue} {'x' * 100}")
        for name, words in voice.content.stretches.items()
    }
    talkative = replace(voice, content=replace(voice.content, stretches=stretches))
    text = unescape(session_views.text(talkative, Person(7, id_), session))
    assert fits_caption(text)
    assert not any(words.cue in text for words in stretches.values())
    assert all(stretches[part.stretch_id].name in text for part in session.parts)
    assert voice.content.precautions.short in text


@language
@pytest.mark.parametrize("span", Span)
def test_a_record_with_everything_at_its_longest_fits_the_caption_of_its_picture(
    span: Span, id_: str
) -> None:
    today = NOW.date()
    first = today - timedelta(days=today.weekday(), weeks=span.weeks - 1)
    weeks = tuple(
        RecordWeek(
            tuple(
                Day(first + timedelta(weeks=week, days=day), DayState.MISSED, is_covered=True, hurt=True)
                for day in range(7)
            ),
            held=188.0,
            planned=199.0,
        )
        for week in range(span.weeks)
    )
    days = tuple(day.on for day in weeks[-1].days)
    week = Week(days, frozenset(days), 188.99, 188.99, 88)
    streak = Streak(888, 999, (today,), frozenset({today}))
    stats = Stats(span, weeks, week, streak, today, 3888, Score(0.886, 12, 13), says_enough=True)
    view = record_views.record(VOICES.of(id_), Person(7, id_), stats)
    assert fits_caption(view.text), units_shown(view.text)
    assert isinstance(view.motif, Chart)
    assert not lacking(view.motif.words.all)


@stretch_text
def test_a_stretch_leaves_room_in_its_caption(id_: str, shown: str) -> None:
    for said in versions(LIBRARY.languages[id_].stretches[shown]):
        longest = max(said.cautions, key=len)
        assert sum(map(len, (said.name, *said.steps_of(2), said.cue, longest))) <= 520


@stretch_text
def test_every_line_of_the_timer_fits(id_: str, shown: str) -> None:
    voice = VOICES.of(id_)
    for hold in _holds(LIBRARY.stretches[shown]):
        for frame in _frames(hold):
            line = hold_views.frame_line(voice, hold, frame)
            assert len(line) <= FIRST_LINE, line


@stretch_text
def test_every_frame_of_a_timer_fits_the_caption_of_its_picture(id_: str, shown: str) -> None:
    stretch, voice = LIBRARY.stretches[shown], _voice_at_its_longest(id_, shown)
    others = _following(LIBRARY.stretches["warm-up" if shown != "warm-up" else "standing"])
    for hold in _holds(stretch):
        named = tuple(replace(phase, stretch_id=shown) for phase in hold.phases)
        for planned in (hold.phases, (*named, *others)):
            for tags in (frozenset[str](), _two_conditions(stretch), *_with_own_words(id_, shown)):
                whole = replace(hold, planned=planned, phases=planned, shows_more=True)
                for frame in _frames(whole):
                    view = hold_views.frame(voice, Person(7, id_, tags=tags), whole, frame)
                    assert fits_caption(view.text), (frame.phase.name, units_shown(view.text))


def _following(stretch: Stretch) -> tuple[Phase, ...]:
    """What follows a stretch on the timer of a session."""
    return tuple(replace(phase, stretch_id=stretch.id) for phase in stretch.plan.timed(stretch.plan.dose(0)))


@language
def test_the_precautions_fit_into_one_message(id_: str) -> None:
    shown = LIBRARY.languages[id_].precautions
    lines = [*shown.summary, *shown.emergency, *shown.today, *shown.soon, shown.disclaimer]
    assert sum(len(line) + len("10. \n") for line in lines) <= 3300


@language
def test_what_the_bot_says_of_itself_fits(id_: str) -> None:
    say = TEXTS[id_]
    assert len(say.plain("about")) <= 512
    assert len(say.plain("about-short")) <= 120
    assert all(len(say.plain(f"command-{name}")) <= 60 for name in COMMANDS)


@language
def test_buttons_are_short(id_: str) -> None:
    for name, ways in SAID[id_].items():
        if name.startswith("button-"):
            assert max(map(len, ways)) <= 36, name


@language
def test_a_lock_screen_names_no_illness(id_: str) -> None:
    voice, content = VOICES.of(id_), LIBRARY.languages[id_]
    calls = [
        hold_views.call(voice, hold, frame)
        for stretch in LIBRARY.stretches.values()
        for hold in _holds(stretch)
        for frame in _frames(hold)
        if timer.calls_out(hold, frame.index)
    ]
    previews = [
        line for name in SAID[id_] if name.startswith(("frame-", "phase-")) for line in SAID[id_][name]
    ]
    names = [
        line
        for shown in content.stretches.values()
        for said in versions(shown)
        for line in (said.name, *said.phases.values())
    ]
    assert found(ILLNESS[id_], [*calls, *previews, *names, *content.openings]) == []


def _doses(stretch: Stretch) -> list[Dose]:
    plan = stretch.plan
    return [plan.taster(), plan.dose(GENTLE_STEP), plan.dose(0), plan.dose(99), plan.dose(99, longer=True)]


def _two_conditions(stretch: Stretch) -> frozenset[str]:
    """The two conditions with the longest cautions at a stretch."""
    careful = [tag for tag in LIBRARY.tags.values() if stretch.id in tag.careful - tag.hides]
    words = LIBRARY.languages["de"].tags
    longest = sorted(careful, key=lambda tag: len(words[tag.id].caution or ""))[-2:]
    return frozenset(tag.id for tag in longest)


def _with_own_words(id_: str, shown: str) -> Iterator[frozenset[str]]:
    """Each condition for which a stretch has its own words, alone and with the two longest cautions of others."""
    for tag in LIBRARY.languages[id_].stretches[shown].variants:
        yield frozenset({tag})
        yield _two_conditions(LIBRARY.stretches[shown]) | {tag}


def _that_ask_for_care(stretch: Stretch) -> frozenset[str]:
    """Every condition that asks for care at a stretch."""
    return frozenset(tag.id for tag in LIBRARY.tags.values() if stretch.id in tag.careful - tag.hides)


def _opened(stretch: Stretch) -> Iterator[Opened]:
    """A favourite as it is opened when it may be started, and when it may not for any of the reasons."""
    hiding = tuple(tag.id for tag in LIBRARY.tags.values() if stretch.id in tag.hides)
    for refusal in (None, *NotStartable):
        hidden_by = hiding if refusal is NotStartable.CONDITION else ()
        ready = Readiness(3, 11, hurt=False, rests=False)
        yield Opened(stretch, stretch.plan.dose(99), Liking.FAVOURITE, refusal, hidden_by, ready)


def _sessions(programme: str, minutes: int) -> Iterator[Prompt]:
    """Sessions of people who have just begun, who have practised for a while, and who practise on."""
    for practised, seed in product((0, 30, 200), range(4)):
        person = Person(7, "en", progress=Progress(practised=practised), options=Options(programme=programme))
        session = plan_session(LIBRARY, person, Circumstances(step=seed), minutes, Random(seed))
        if session is not None:
            prompt = _prompt(LIBRARY.stretches["warm-up"], session.parts[0].dose)
            yield replace(prompt, kind=PromptKind.SESSION, stretch_id=None, dose=None, parts=session.parts)


def _voice_at_its_longest(id_: str, shown: str) -> Voice:
    """The voice of a language with the longest opening, tip and caution alone."""
    voice, longest = VOICES.of(id_), partial(max, key=units)
    content = voice.content
    longest_text = replace(
        LIBRARY.languages[id_].stretches[shown],
        cautions=(longest(LIBRARY.languages[id_].stretches[shown].cautions),),
    )
    return replace(
        voice,
        library=replace(LIBRARY, stretches={shown: replace(LIBRARY.stretches[shown], cautions_for=())}),
        content=replace(
            content,
            openings=(longest(content.openings),),
            tips=(replace(content.tips[0], text=longest(tip.text for tip in content.tips)),),
            stretches={shown: longest_text},
        ),
    )


def _prompt(stretch: Stretch, dose: Dose) -> Prompt:
    tip = LIBRARY.languages["en"].tips[0]
    return Prompt(
        1, 7, PromptKind.SLOT, NOW, NOW.date(), Delivery.SENT, stretch_id=stretch.id, dose=dose, tip_id=tip.id
    )


def _holds(stretch: Stretch) -> Iterator[Hold]:
    """A timer for the shortest and the longest doses, from either side."""
    for dose in _doses(stretch):
        for side in Side:
            phases = stretch.plan.timed(dose, side, longer=True)
            yield Hold(1, 7, 3, stretch.id, phases, phases, HoldState.RUNNING, NOW, NOW)


def _frames(hold: Hold) -> Iterator[Frame]:
    """Every phase at its longest, running and paused."""
    starts = [timedelta(0), *(wait for _, wait in timer.changes_ahead(hold, NOW))][:-1]
    for start in starts:
        shown = timer.frame(hold, NOW + start)
        for paused in (False, True):
            yield replace(shown, seconds_left=max(shown.seconds_left, timer.LONGEST_SECONDS), paused=paused)


@stretch_text
def test_a_caution_about_a_condition_is_for_those_who_have_it(id_: str, shown: str) -> None:
    stretch, sentences = LIBRARY.stretches[shown], LIBRARY.languages[id_].stretches[shown]
    for number, caution in enumerate(sentences.cautions):
        about = stretch.cautions_for[number] if stretch.cautions_for else frozenset()
        # What a condition asks for itself, in a caution or in words of its own, goes before what is said in passing.
        told = not VOICES.of(id_).careful(shown, about) and not about & sentences.variants.keys()
        seen = {
            tags: any(
                caution in _shown_to(id_, replace(_prompt(stretch, stretch.plan.dose(0)), id=prompt_id), tags)
                for prompt_id in range(6)
            )
            for tags in (frozenset(), about)
        }
        assert seen == {frozenset(): not about, about: told or not about}, caution


def _shown_to(id_: str, prompt: Prompt, tags: frozenset[str]) -> str:
    return unescape(prompt_views.prompt(VOICES.of(id_), Person(1, id_, tags=tags), prompt).text)
