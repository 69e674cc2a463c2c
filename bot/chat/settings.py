"""/settings, /programme and /language: pages of one message, edited in place."""

from __future__ import annotations

from bot.chat import menus, onboarding, safety
from bot.chat.handling import Handlers
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
    TakeChance,
    TakeLonger,
    TakeShorter,
    TakeSummary,
)
from bot.chat.intents.stretching import Another
from bot.chat.replacing import another
from bot.chat.views import quiet as quiet_views
from bot.chat.views import set_up as set_up_views
from bot.chat.views import settings as views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.dialogue import AskedAge, AskedFloor, AskedLonger, Dialogue, wants_answer
from bot.domain.person import FROM_65, NO_FLOOR, Person
from bot.domain.picking import suits
from bot.domain.prompt import PromptKind
from bot.services.preferences import Option

on = Handlers()


async def page(visit: Visit, name: str) -> View | None:
    """The page of this name; None for one that there is not."""
    if name == views.PROGRAMMES:
        offered = await visit.limber.preferences.offered(visit.person)
        return views.programmes(visit.voice, visit.person, offered)
    if name == views.QUIET:
        slots = (await visit.limber.people.profile(visit.person.id)).slots
        week = visit.voice.library.week_in(visit.person.country)
        return quiet_views.quiet(visit.voice, visit.person, [slot.wish for slot in slots], week)
    view = views.PAGES.get(name)
    return view(visit.voice, visit.person) if view else None


@on(ShowSettings)
async def show(visit: Visit, said: ShowSettings) -> None:
    """Shows a page, in the message that was pressed where there is one."""
    await menus.turn_to(visit, said, await page(visit, said.page))


@on(Choose)
async def choose(visit: Visit, said: Choose) -> None:
    """Sets what a button says and shows its page again; the same tap twice sets the same."""
    chosen = await visit.limber.preferences.choose(visit.person.id, said.choice, said.value)
    if chosen is None:
        await visit.stale()
    else:
        visit.person = chosen
        await show(visit, ShowSettings(views.PAGE_OF[said.choice]))


@on(AskSetUp)
async def ask_set_up(visit: Visit, _: AskSetUp) -> None:
    """The screen that fits Limber to them."""
    await visit.say(set_up_views.set_up(visit.voice, visit.person))


@on(SetUp)
async def set_up(visit: Visit, said: SetUp) -> None:
    """Sets what a button of that screen says and shows it again; the same tap twice sets the same."""
    chosen = await visit.limber.preferences.set_up(visit.person.id, said.choice, said.value)
    if chosen is None:
        await visit.stale()
    else:
        await visit.edit(set_up_views.set_up(visit.voice, chosen))


@on(EndSetUp)
async def end_set_up(visit: Visit, _: EndSetUp) -> None:
    """What is set now, in one line; a first stretch that is open and does not suit that gives way to another."""
    chosen = await visit.limber.preferences.set_up(visit.person.id)
    visit.person = chosen or visit.person
    await visit.edit(set_up_views.set_up_kept(visit.voice, visit.person))
    prompt = await visit.limber.answers.open_prompt(visit.person.id, visit.at, update_id=visit.update_id)
    if prompt is None or prompt.kind is not PromptKind.FIRST or prompt.stretch_id is None:
        return
    stretch = visit.voice.library.stretches.get(prompt.stretch_id)
    if stretch is not None and not suits(stretch, visit.person):
        await another(visit.afresh(), Another(prompt.id))


@on(SetSound)
async def set_sound(visit: Visit, said: SetSound) -> None:
    """Whether timers call out."""
    await choose(visit, Choose(Option.SOUND, said.on))


@on(ReachFloor)
async def reach_floor(visit: Visit, said: ReachFloor) -> None:
    """The answer to whether the floor is within reach."""
    chosen = await _answered(visit, Option.FLOOR, said.easy, AskedFloor)
    if chosen is not None:
        await visit.edit(View(visit.voice.say("floor-hard" if NO_FLOOR in chosen.tags else "floor-easy")))


@on(SayAge)
async def say_age(visit: Visit, said: SayAge) -> None:
    """Keeps whether they are 65 or over, and offers longer holds to whoever is and has none."""
    chosen = await _answered(visit, Option.AGE, said.from_65, AskedAge)
    if chosen is None:
        return
    is_offered = FROM_65 in chosen.tags and not chosen.options.longer
    if is_offered and (isinstance(chosen.dialogue, AskedAge) or not wants_answer(chosen.dialogue)):
        # While another question is open only its buttons take the offer.
        await visit.ask(AskedLonger())
    await visit.edit(views.age_noted(visit.voice, chosen))


@on(TakeChance)
async def take_chance(visit: Visit, said: TakeChance) -> None:
    """The answer to whether a reminder is to be shown once more."""
    await visit.limber.preferences.choose(visit.person.id, Option.CHANCE, said.on)
    await visit.edit(View(visit.voice.say(f"chance-{said.on}")))


@on(TakeSummary)
async def take_summary(visit: Visit, said: TakeSummary) -> None:
    """The answer to whether a summary of the week is to come on Sundays."""
    await visit.limber.preferences.choose(visit.person.id, Option.SUMMARY, said.on)
    await visit.edit(View(visit.voice.say(f"summary-{said.on}")))


@on(TakeShorter)
async def take_shorter(visit: Visit, said: TakeShorter) -> None:
    """Whether stretches are to be shorter from now on."""
    visit.person = (
        await visit.limber.preferences.choose(visit.person.id, Option.SHORTER, said.on) or visit.person
    )
    await visit.edit(View(visit.voice.say(f"shorter-{said.on}")))


@on(TakeLonger)
async def take_longer(visit: Visit, said: TakeLonger) -> None:
    """The answer to whether holds are to be longer."""
    if await _answered(visit, Option.LONGER, said.on, AskedLonger) is not None:
        await visit.edit(View(visit.voice.say(f"longer-holds-{said.on}")))


async def _answered(visit: Visit, option: Option, value: str, question: type[Dialogue]) -> Person | None:
    """The person with the answer to a question that was asked once, which is closed; a value it never had is told."""
    chosen = await visit.limber.preferences.choose(visit.person.id, option, value)
    if chosen is None:
        await visit.stale()
    elif isinstance(chosen.dialogue, question):
        await visit.ask(None)
    return chosen


@on(Speak)
async def speak(visit: Visit, said: Speak) -> None:
    """Goes on in another language, from the safety screen on; somebody new begins /start in it."""
    if said.language not in visit.voice.library.languages:
        await visit.stale()
        return
    before = visit.person
    visit.person = await visit.limber.preferences.speak(before.id, said.language) or before
    is_first = onboarding.is_choosing_language(before)
    if visit.person.language == before.language and not is_first:
        await visit.hint("language-set", name=visit.voice.content.own_name)
        return
    await visit.edit(View(visit.voice.say("language-set", name=visit.voice.content.own_name)))
    await (onboarding.begin if before.safety_at is None else safety.ask_safety)(visit)
