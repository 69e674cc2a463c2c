"""The folder content/ as a Library; every mistake in it is named with its file and field."""

from pathlib import Path

from bot.content import facts, sentences
from bot.content.files import ContentError, Files, Mistake
from bot.domain.library import Library

__all__ = ["ContentError", "Mistake", "load"]


def load(folder: Path, *, unfinished: bool = False) -> Library:
    """All content under a folder; raises ContentError with every mistake in it.

    A folder is a language once it says its own name; `unfinished` reads those as well that do not yet.
    """
    if not folder.is_dir():
        raise ContentError(Mistake(folder, "", "there is no such folder"))
    files = Files(folder)
    known = facts.load(files)
    languages = [sentences.load(files, id_, known) for id_ in files.languages(unfinished=unfinished)]
    if files.mistakes:
        raise ContentError(*files.mistakes)
    tags = facts.tags(known)
    return Library(
        stretches=facts.stretches(known, tags.values()),
        programmes=facts.programmes(known),
        tags=tags,
        languages={language.id: sentences.language(language, known) for language in languages},
        sources=tuple((known.sources or {}).values()),
        emergency_numbers=facts.emergency_numbers(known),
        weeks=facts.weeks(known),
    )
