"""Lists of exercises from somebody else: every word of one before it is taken, what is wrong with a file, and links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.chat.intents.base import Plain
from bot.chat.intents.mine import RevokeList, ShowOwn
from bot.chat.views.mine import days_of
from bot.chat.views.prompts import dose_line
from bot.chat.views.view import Keys, View, Voice, escaped, rows, units_shown
from bot.domain.listfile import ExerciseList, ListFault, Misread, SharedList
from bot.domain.own import OwnDraft, OwnExercise, plan_of

# Well below what one message holds.
MOST_UNITS = 3500
# What is wrong with all of a file, and no line of it.
OF_THE_WHOLE = frozenset({ListFault.LARGE, ListFault.ZIP, ListFault.NEWER, ListFault.SLOW})


def preview(voice: Voice, given: ExerciseList, *, shares: bool) -> list[View]:
    """Every word of a list, in as many messages as it takes, with what can be done under the last."""
    blocks = [_exercise(voice, number, draft) for number, draft in enumerate(given.exercises, start=1)]
    title = voice.say("list-title", title=given.title or "none", count=len(blocks))
    texts = list(_in_messages([title, *blocks, voice.say("list-unchecked")]))
    return [*(View(text) for text in texts[:-1]), View(texts[-1], _keys(voice, shares=shares))]


def question(voice: Voice, *, shares: bool) -> View:
    """What is to become of the list that was shown?"""
    return View(voice.say("list-unchecked"), _keys(voice, shares=shares))


def misread(voice: Voice, wrong: Misread) -> View:
    """What is wrong with a file, and where."""
    why = voice.say.plain(f"list-wrong-{wrong.why.value}")
    if wrong.why in OF_THE_WHOLE:
        return View(voice.say("list-wrong-whole", why=why))
    return View(voice.say("list-wrong", line=wrong.line, field=wrong.field or "none", why=why))


def links(voice: Voice, shared: Sequence[SharedList], bot_name: str) -> View:
    """The links that somebody shares, each with the way to end it."""
    lines = [voice.say("list-links", count=len(shared))]
    lines += [
        voice.say("list-link", title=each.given.title or "none", link=link_to(bot_name, each.token))
        for each in shared
    ]
    ends = [
        [voice.button("button-list-revoke", RevokeList(each.id), number=number)]
        for number, each in enumerate(shared, start=1)
    ]
    return View("\n".join(lines), rows(*ends, [voice.button("button-back", ShowOwn())]))


def link_to(bot_name: str, token: str) -> str:
    """The link that brings somebody to what is shared under a token."""
    return f"https://t.me/{bot_name}?start=plan_{token}"


def _keys(voice: Voice, *, shares: bool) -> Keys:
    share = [[voice.button("button-list-share", Plain.SHARE_LIST)]] if shares else []
    return rows(
        [
            voice.button("button-list-take", Plain.TAKE_LIST, style="primary"),
            voice.button("button-list-drop", Plain.DROP_LIST),
        ],
        *share,
    )


def _exercise(voice: Voice, number: int, draft: OwnDraft) -> str:
    own = draft.made(OwnExercise("", ""))
    plan = plan_of(own)
    lines = [
        voice.say("list-exercise", number=number, name=own.name),
        dose_line(voice, plan, plan.dose(0), longer=False),
        voice.say("mine-days", days=days_of(voice, own.days) if own.days else "none"),
        *([escaped(own.notes)] if own.notes else []),
    ]
    return "\n".join(lines)


def _in_messages(blocks: Sequence[str]) -> Iterator[str]:
    """These blocks with a blank line between them, cut into texts that each go into one message."""
    text = ""
    for block in blocks:
        longer = f"{text}\n\n{block}" if text else block
        if text and units_shown(longer) > MOST_UNITS:
            yield text
            longer = block
        text = longer
    yield text
