"""What somebody asks, answered from what is known of them and of what they look at; and what is not understood."""

from __future__ import annotations

from bot.chat.asked import ask_again, open_question
from bot.chat.body import HARDLY
from bot.chat.handling import Handlers
from bot.chat.intents.asking import Ask, ForArea, Offer, Question, Wishes
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import Browse, OpenStretch, Page, ShowPage, ShowShelf
from bot.chat.views import asking as views
from bot.chat.views import prompts as prompt_views
from bot.chat.views.breaks import plan_lines
from bot.chat.views.browsing import place_of
from bot.chat.views.fitting import Seen
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.browsing import AREAS, NEAREST, Facet, Shelf
from bot.domain.hold import frame
from bot.domain.prompt import Prompt
from bot.domain.stretch import Dose
from bot.words.topics import Topic

on = Handlers()


@on(Ask)
async def answer(visit: Visit, said: Ask) -> Intent | None:
    """The answer in a line or two; about a stretch where one is looked at, else what holds for all of them."""
    match said.about:
        case Question.NEXT:
            await visit.say(await _next(visit))
        case Question.ZONE if visit.person.zone_name is None:
            return Plain.GO_ON_SUBSCRIBING
        case Question.ZONE:
            person = visit.person
            time = visit.voice.hour(visit.limber.now(), person.zone)
            await visit.line("answer-zone", place=visit.voice.home(person), time=time)
        case Question.LOGGED:
            entry = await visit.limber.record.latest_today(visit.person.id, visit.at)
            if entry is None:
                await visit.line("answer-not-logged")
            else:
                await visit.say(prompt_views.already_logged(visit.voice, entry, visit.person))
        case Question.LENGTH if await _asks_of_a_break(visit):
            return Ask(Question.NEXT)
        case Question.MAKER:
            await visit.say(views.maker(visit.voice))
        case Question.HOW:
            seen = await look(visit)
            if seen.stretch_id is None:
                return ShowPage(Page.HELP)
            return OpenStretch(0, place_of(Shelf(), seen.stretch_id))
        case Question.NAME:
            seen = await look(visit)
            if seen.spoken_of is None:
                return Browse()
            await visit.say(views.name_of(visit.voice, seen.spoken_of))
        case Question.MISSING:
            await visit.say(await _missing(visit))
        case _:
            await visit.say(views.about_stretch(visit.voice, visit.person, said.about, await look(visit)))
    return None


async def _missing(visit: Visit) -> View:
    """What became of the last one that was due, and when the next comes, with a way to have one at once."""
    return views.missing(
        visit.voice, visit.person, await _next(visit), came_due=await _last_due(visit) is not None
    )


async def _asks_of_a_break(visit: Visit) -> bool:
    """Whether "how long" is asked during or before a break, with no stretch to be seen."""
    now = visit.limber.now()
    has_break = visit.person.is_paused(now) or visit.person.plans_break(now)
    return has_break and (await look(visit)).stretch_id is None


async def look(visit: Visit) -> Seen:
    """What somebody has before them: a timer, an open prompt, or neither."""
    person_id = visit.person.id
    hold = await visit.limber.holds.running(person_id, visit.update_id)
    if hold is not None:
        shown = frame(hold, visit.limber.now())
        prompt = await visit.limber.answers.prompt(person_id, hold.prompt_id)
        return Seen(prompt, hold, shown, hold.stretch_of(shown.phase), None)
    prompt = await visit.limber.answers.open_prompt(person_id, visit.at, message_id=visit.replied_to)
    single = prompt is not None and not prompt.parts
    dose: Dose | None = prompt.dose if prompt is not None and single else None
    stretch_id = prompt.stretch_id if prompt is not None and single else None
    last = None if prompt is not None else await visit.limber.answers.last_shown(person_id, visit.at)
    lately = last.stretch_id if last is not None and not last.parts else None
    return Seen(prompt, None, None, stretch_id, dose, lately)


async def _next(visit: Visit) -> View:
    """When the next stretch comes, and one that was put off; what became of the last one, and whether a break is on."""
    profile = await visit.limber.people.profile(visit.person.id)
    lines = [visit.voice.next_line(profile.person, profile.next)]
    if profile.next is not None and profile.person.is_paused(visit.limber.now()):
        lines.insert(0, visit.voice.say("next-in-break"))
    lines += plan_lines(visit.voice, profile)
    if profile.snoozed_until is not None:
        time = visit.voice.instant(profile.snoozed_until, profile.person.zone)
        lines.insert(0, visit.voice.say("snoozed", time=time))
    last = await _last_due(visit)
    if last is not None:
        lines.append(views.last_line(visit.voice, last, profile.person))
    return View("\n".join(lines))


async def _last_due(visit: Visit) -> Prompt | None:
    return await visit.limber.answers.last_due(visit.person.id, visit.at)


@on(Wishes)
async def wishes(visit: Visit, said: Wishes) -> Intent | None:
    """Which of two wishes comes first, where there is a way for both."""
    view = views.wishes(visit.voice, visit.person, await look(visit), said.topics)
    if view is None:
        return Plain.NOT_UNDERSTOOD
    await visit.say(view)
    return None


@on(Offer)
async def offer(visit: Visit, said: Offer) -> Intent | None:
    """One message with the buttons for what may be meant; where nothing of it is possible, those that fit the text."""
    if said.name == views.MENU and not visit.person.standing.is_subscribed:
        return ShowPage(Page.HELP)
    if said.name == views.MENU:
        await visit.say(views.menu(visit.voice, visit.person, said.name))
        return None
    view = views.offer(visit.voice, said.name, await look(visit))
    if view is None and said.name == views.UNWILLING:
        view = await visit.with_next("skipped")
    if view is None:
        # "I'm at work", with no stretch there that could be done at work.
        return Plain.NOT_UNDERSTOOD
    await visit.say(view)
    return None


@on(Plain.TOO_HARD)
async def too_hard(visit: Visit) -> None:
    """The easier way, a gentle stretch instead, and the level."""
    await visit.say(views.too_hard(visit.voice, visit.person, await look(visit)))


@on(Plain.TOO_EASY)
async def too_easy(visit: Visit) -> None:
    """The harder way where there is one for them, and the level."""
    await visit.say(views.too_easy(visit.voice, visit.person, await look(visit)))


@on(ForArea)
async def for_area(visit: Visit, said: ForArea) -> Intent:
    """The shelf of that part of the body; of the nearest where the content has none, which is said."""
    muscle = NEAREST.get(said.area)
    if muscle is not None:
        await visit.line("area-nearest", muscle=visit.voice.say.plain(f"muscle-{muscle}"))
    muscle = muscle or AREAS[said.area]
    return ShowShelf(shelf=Shelf(Facet.MUSCLE, muscle).written() if muscle else "")


@on(Plain.ABUSE)
async def abuse(visit: Visit) -> None:
    """One calm line, with the way out and whoever runs this Limber."""
    await visit.line("abuse", contact=visit.voice.operator_contact or "none")


@on(Plain.ABOUT_BODY)
async def about_body(visit: Visit) -> None:
    """What can be said about the body, and the open question once more, else two buttons; no stretch is offered."""
    count = await visit.limber.misses.add(visit.person.id, visit.update_id)
    question = await open_question(visit)
    if question is None:
        topics = visit.words.topics.of(visit.text)
        await visit.say(views.unknown_body(visit.voice, visit.person, count, await look(visit), topics))
    else:
        await visit.say(views.about_body(visit.voice, visit.person, count))
        await visit.say(question)


@on(Plain.NOT_UNDERSTOOD)
async def not_understood(visit: Visit) -> None:
    """The open question once more; without one what can be said, in other words than before, with two buttons.

    After three in a row the menu. Under a picture, that Limber does not look at pictures.
    """
    if visit.message is not None and visit.message.caption:
        await visit.line("not-text")
        return
    if await ask_again(visit, "unknown-asked"):
        return
    count = await visit.limber.misses.add(visit.person.id, visit.update_id)
    if count.running % views.ENOUGH_IN_A_ROW == 0:
        await visit.say(views.menu(visit.voice, visit.person, "unknown-menu"))
    else:
        topics = visit.words.topics.of(visit.text)
        if visit.words.likeness.of(visit.text) >= HARDLY:
            # Nothing cheerful where it may be a farewell.
            topics.pop(Topic.TALK, None)
        await visit.say(views.unknown(visit.voice, visit.person, count, await look(visit), topics))
