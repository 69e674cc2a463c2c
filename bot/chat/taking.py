"""/export and /import: all that is kept of somebody as a file; files that they send, shown before they are taken."""

from __future__ import annotations

import structlog
from telegram.error import TelegramError

from bot.chat import lists, onboarding
from bot.chat.gate import is_safe
from bot.chat.handling import Handlers
from bot.chat.intents.base import Plain
from bot.chat.intents.mine import ShowOwn
from bot.chat.intents.pages import Switch
from bot.chat.intents.taking import ReadFile, TakeHabit
from bot.chat.views import lists as list_views
from bot.chat.views import taking as views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.archive import Archive
from bot.domain.dialogue import AskedImport
from bot.domain.listfile import ExerciseList, ListFault, Misread
from bot.domain.loopfile import together
from bot.domain.sentfile import FromLoop, OtherApp, SentFile
from bot.helper import HelperError
from bot.services.archives import NotImported
from bot.telegram_api.failures import why

log = structlog.get_logger()

FILE_NAME = "limber.zip"
# What Telegram hands to a bot.
MOST_BYTES = 20 * 1024 * 1024
# Far more than what anybody's record takes, and less than what others would wait for the helper.
READ_WITHIN_SECONDS = 20.0

on = Handlers()


@on(Plain.EXPORT)
async def export(visit: Visit) -> None:
    """Sends all that is kept of them, as a file."""
    given = await visit.limber.archives.given(visit.person.id)
    voice = visit.voice
    names = {
        entry.stretch_id: voice.name(entry.stretch_id) for entry in given.archive.entries if entry.stretch_id
    }
    content = await visit.desk.helper.do(
        "bot.domain.exportfile",
        "export_of",
        given.archive,
        given.days,
        voice.say.plain("export-habit"),
        names,
    )
    await visit.desk.display.send_file(
        visit.person.id, views.exported(voice, given.archive), FILE_NAME, content
    )


@on(Plain.ASK_IMPORT)
async def ask_import(visit: Visit) -> None:
    """Says which files can be sent."""
    await visit.line("import-how")


@on(ReadFile)
async def read(visit: Visit, _: ReadFile) -> None:
    """Reads a file that was sent, and shows what would be taken, or says why nothing is."""
    document = visit.message.document if visit.message is not None else None
    if document is None:
        return
    if (document.file_size or 0) > MOST_BYTES:
        await visit.say(list_views.misread(visit.voice, Misread(ListFault.LARGE)))
        return
    asked = AskedImport(document.file_id, document.file_name or "")
    found = await _read(visit, asked)
    match found:
        case ExerciseList():
            if await is_safe(visit, ShowOwn()):
                await lists.offer(visit, found, shares=True)
        case Archive():
            await _show(visit, asked, found)
        case FromLoop(habits):
            ticked = frozenset({habits[0].number}) if len(habits) == 1 else frozenset()
            await _show(visit, AskedImport(asked.file_id, asked.name, ticked), found)
        case _:
            await _refuse(visit, found)


@on(TakeHabit)
async def tick(visit: Visit, said: TakeHabit) -> None:
    """Ticks a habit of the file, or clears it."""
    asked = visit.person.dialogue
    found = await _read(visit, asked) if isinstance(asked, AskedImport) else None
    if not isinstance(asked, AskedImport) or not isinstance(found, FromLoop):
        await visit.stale()
        return
    number = frozenset({said.number})
    ticked = asked.habits | number if said.on is Switch.ON else asked.habits - number
    asked = AskedImport(asked.file_id, asked.name, ticked)
    await visit.limber.archives.ask(visit.person.id, asked)
    await visit.edit(views.loop(visit.voice, found.habits, ticked, visit.today))


@on(Plain.IMPORT)
async def take(visit: Visit) -> None:
    """Takes what was shown; the file is fetched anew, for nothing of it was kept."""
    asked = visit.person.dialogue
    if not isinstance(asked, AskedImport):
        await visit.stale()
        return
    found = await _read(visit, asked)
    archives = visit.limber.archives
    match found:
        case Archive():
            done = await archives.take(visit.person.id, found, visit.update_id)
        case FromLoop(habits):
            days = together(habit for habit in habits if habit.number in asked.habits)
            if not days:
                await visit.hint("import-tick-first")
                return
            done = await archives.take_days(visit.person.id, days, visit.update_id)
        case _:
            await _refuse(visit, found)
            return
    await visit.put_away_keyboard()
    if isinstance(done, NotImported):
        await visit.afresh().hint(f"import-not-{done.value}")
        return
    visit.person = await visit.look_again()
    await visit.afresh().say(views.imported(visit.voice, done))
    if done.is_set_anew or visit.person.safety_at is None:
        await onboarding.next_step(visit.afresh())


@on(Plain.DROP_IMPORT)
async def drop(visit: Visit) -> None:
    """Nothing of the file is kept."""
    if isinstance(visit.person.dialogue, AskedImport):
        await visit.ask(None)
    await visit.put_away_keyboard()
    await visit.afresh().line("list-dropped")


@on(Plain.UNDO_IMPORT)
async def undo(visit: Visit) -> None:
    """Takes the last import back."""
    not_undone = await visit.limber.archives.undo(visit.person.id, visit.update_id)
    if not_undone is not None:
        await visit.hint(f"import-not-undone-{not_undone.value}")
        return
    await visit.put_away_keyboard()
    await visit.afresh().line("import-undone")


async def _show(visit: Visit, asked: AskedImport, found: Archive | FromLoop) -> None:
    view = _preview(visit, asked, found)
    if view is None:
        await visit.line("import-empty")
        return
    await visit.limber.archives.ask(visit.person.id, asked)
    await visit.say(view)


def _preview(visit: Visit, asked: AskedImport, found: SentFile | None) -> View | None:
    match found:
        case Archive():
            return views.archive(visit.voice, found)
        case FromLoop(habits) if habits:
            return views.loop(visit.voice, habits, asked.habits, visit.today)
    return None


async def _read(visit: Visit, asked: AskedImport) -> SentFile | None:
    """What is in a file; None where Telegram does not give it out."""
    try:
        file = await visit.bot.get_file(asked.file_id)
        content = bytes(await file.download_as_bytearray())
    except TelegramError as error:
        # Whoever sent it is there and can send it once more.
        log.warning("a file was not fetched", why=why(error))
        return None
    helper, archives = visit.desk.helper, visit.limber.archives
    sent = (content, asked.name, archives.known, visit.limber.now())
    try:
        found: SentFile = await helper.do(
            "bot.domain.sentfile", "read_sent", *sent, within=READ_WITHIN_SECONDS
        )
    except (TimeoutError, HelperError) as error:
        # A file may be made to be slow to read, or to take more memory than there is.
        log.warning("a file was not read", why=type(error).__name__)
        return Misread(ListFault.SLOW)
    return found


async def _refuse(visit: Visit, found: SentFile | None) -> None:
    match found:
        case Misread():
            await visit.say(list_views.misread(visit.voice, found))
        case OtherApp(app):
            await visit.say(views.other_app(visit.voice, app))
        case _:
            await visit.line("list-not-fetched")
