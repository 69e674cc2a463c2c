"""What is said in each language, and what may not be: all sentences, the words that are out, how easily they read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, product
from pathlib import Path

import pyphen
import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot import content, messages, text
from bot.domain.language import Language, StretchText
from bot.text import Texts
from bot.words import files as word_files

# A sample for every variable; it stands in no list below.
SAMPLE = "7"
PLURALS = {"zero", "one", "two", "few", "many", "other"}

CLAIMS = {
    "en": (
        r"treat(s|ed|ing)?|cur(e|es|ed|ing)|heal(s|ed|ing)?|fix(es|ed|ing)?|reliev(e|es|ed|ing)|relief"
        r"|prevent(s|ed|ing)?|correct(s|ed|ing)?|will help|safe for everyone|no pain,? no gain|push through"
        r"|cause your pain|weak|worn|damaged?|out of line|protect(s|ing)? your back|knots?"
    ),
    "de": (
        r"(ge)?heil(t|en|end|ung|ungen)|behand(le|el[nt]|elte|lung)|beugt [^.!?]*vor|vorbeug(t|en|end|ung)|vorzubeugen"
        r"|linder(t|n|nd|ung)|verhinder[nt]|verhütet|korrigier(t|en)|repariert|verklebung(en)?|wird (dir )?helfen"
        r"|hilft (dir|gegen|sicher|immer)|garantiert|für alle sicher|ohne schmerz kein|zähne zusammen"
        r"|ursache deiner schmerzen|schwach|schwacher|schwache|verschlissen|abgenutzt|kaputt|beschädigt|geschädigt"
        r"|fehlstellung|schütz(t|e|en) (dir )?(den|deinen) rücken"
    ),
}
GUILT = {
    "en": (
        r"missed|failed|overdue|again|still|finally|should have|don['’]t break|streak lost|only [0-9]+ of"
        r"|good morning"
    ),
    "de": (
        r"verpasst|verpassen|versäumt|versagt|gescheitert|überfällig|wieder|endlich|immer noch|noch immer"
        r"|leider|hättest|nur [0-9]+ von|serie verloren|abgerissen|guten morgen"
    ),
}
ILLNESS = {
    "en": (
        r"pain|hurts?|aches?|sore|injur\w*|ill|sick|disease|doctor|medical|osteoporosis|pregnan\w*|numb\w*|tingl\w*"
        r"|clots?|tears?|torn|operation|glaucoma|dizzy|blood|back pain"
    ),
    "de": (
        r"\w*schmerz\w*|weh|verletz\w*|\w*krank\w*|arzt|ärzt\w*|medizin\w*|osteoporose|\w*schwanger\w*|taub\w*"
        r"|kribbel\w*|thrombose|muskelriss|gerissen|operation|operiert|glaukom|schwindel\w*|blut\w*|beschwerden"
    ),
}
# The words of these were given as they stand.
GIVEN = {"button-start-again", "floor-ask"}


def found(pattern: str, texts: Iterable[str]) -> list[str]:
    """The texts with one of these words in them, as a whole word."""
    return [text for text in texts if re.search(rf"\b({pattern})\b", text, re.IGNORECASE)]


def reading_ease(texts: Iterable[str], language: str) -> float:
    """Flesch's reading ease, in German as Amstad fitted it; a text without a full stop at its end is a sentence too."""
    sentences = [part for text in texts for part in re.split(r"[.!?]+\s*", text) if part]
    words = [word for sentence in sentences for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", sentence)]
    hyphenation = pyphen.Pyphen(lang={"en": "en_US", "de": "de_DE"}[language])
    syllables = sum(len(hyphenation.positions(word)) + 1 for word in words) / len(words)
    length = len(words) / len(sentences)
    if language == "de":
        return 180 - length - 58.5 * syllables
    return 206.835 - 1.015 * length - 84.6 * syllables


def versions(text: StretchText) -> tuple[StretchText, ...]:
    """A stretch in the usual words, and in those for each condition that has its own."""
    return text, *text.variants.values()


def sentences_of(text: StretchText) -> Iterator[str]:
    """Every sentence of a stretch, whoever it is for."""
    for said in versions(text):
        yield from (said.name, *said.steps_of(2), said.cue, said.error, *said.cautions)
        yield from (said.easier, said.harder, said.why, *said.phases.values())


def all_sentences(language: Language) -> Iterator[str]:
    """Every sentence of the content in one language."""
    precautions = language.precautions
    yield from chain.from_iterable(map(sentences_of, language.stretches.values()))
    yield from precautions.summary + precautions.emergency + precautions.today + precautions.soon
    yield from (precautions.disclaimer, precautions.short)
    yield from (tip.text for tip in language.tips)
    yield from (*language.openings, *language.ends, *language.praises, *language.milestones.values())
    for tag in language.tags.values():
        yield from (tag.label, tag.advice, *filter(None, [tag.caution]))
    yield from language.programmes.values()


class Message(Visitor):
    """What a message is made of: its variables, and what each of them chooses between."""

    def __init__(self, message: ast.Message) -> None:
        self.variables: set[str] = set()
        self._choices: dict[str, set[str | int]] = {}
        self.visit(message)

    @property
    def named_choices(self) -> set[tuple[str, str]]:
        """The choices that the program makes, not the language's own plurals."""
        return {
            (name, key)
            for name, keys in self._choices.items()
            for key in keys
            if isinstance(key, str) and not self._counts(name)
        }

    def ways(self) -> Iterator[dict[str, str | int]]:
        """Values for every way to say the message."""
        names = sorted(self.variables)
        for values in product(*map(self._values, names)):
            yield dict(zip(names, values, strict=True))

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the library's name
        self.variables.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802 - the library's name
        assert isinstance(node.selector, ast.VariableReference)
        keys = self._choices.setdefault(node.selector.id.name, set())
        for variant in node.variants:
            key = variant.key
            keys.add(key.name if isinstance(key, ast.Identifier) else int(key.value))
        self.generic_visit(node)

    def _counts(self, name: str) -> bool:
        """Whether a variable is a number that the language counts by."""
        return all(isinstance(key, int) or key in PLURALS for key in self._choices.get(name, ()))

    def _values(self, name: str) -> list[str | int]:
        keys = self._choices.get(name)
        if keys is None:
            return [SAMPLE]
        if self._counts(name):
            return sorted({key for key in keys if isinstance(key, int)} | {0, 1, 2, 5, 11})
        return sorted(map(str, keys))


def _messages(file: Path) -> dict[str, Message]:
    body = FluentParser().parse(file.read_text(encoding="utf-8")).body
    return {entry.id.name: Message(entry) for entry in body if isinstance(entry, ast.Message)}


def _said(say: Texts, parts: Mapping[str, Message]) -> dict[str, list[str]]:
    return {name: [say.plain(name, **values) for values in part.ways()] for name, part in parts.items()}


CONTENT = Path(__file__).parents[1] / "content"
LIBRARY = content.load(CONTENT)
LOCALES = sorted(folder.name for folder in (CONTENT / "locales").iterdir())
TEXTS = text.spoken(messages.load(CONTENT), on_error=pytest.fail)
WORDS = word_files.load(CONTENT)
MESSAGES = {id_: _messages(CONTENT / "locales" / id_ / "messages.ftl") for id_ in LOCALES}
# Every way in which every message can be said.
SAID = {id_: _said(TEXTS[id_], MESSAGES[id_]) for id_ in LOCALES}

language = pytest.mark.parametrize("id_", LOCALES)
stretch_text = pytest.mark.parametrize(
    ("id_", "shown"),
    [
        pytest.param(id_, shown, id=f"{id_}-{shown}")
        for id_, known in LIBRARY.languages.items()
        for shown in known.stretches
    ],
)
