"""Messages: what Fluent would skip in silence is refused, and values never become markup."""

import ast
import shutil
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message

from bot import messages, text
from bot.messages import TextError
from bot.text import Html

CONTENT = Path(__file__).parents[1] / "content"


def fail(reason: str) -> None:
    raise AssertionError(reason)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT / "locales", tmp_path / "locales")
    return tmp_path


def test_a_value_never_becomes_markup() -> None:
    say = text.spoken(messages.load(CONTENT), on_error=fail)["en"]
    assert "&lt;b&gt;&amp;" in say("prompt-title", name="<b>&")
    assert "<i>x</i>" in say("prompt-title", name=Html("<i>x</i>"))
    assert say.plain("prompt-title", name="<b>&") == "<b><b>&</b>"


def test_a_missing_message_or_variable_is_told() -> None:
    say = text.spoken(messages.load(CONTENT), on_error=fail)["en"]
    with pytest.raises(AssertionError, match="lacks no-such-thing"):
        say("no-such-thing")
    with pytest.raises(AssertionError, match="prompt-title"):
        say("prompt-title")


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_is_read_without_the_parser_is_what_the_parser_reads(language: str) -> None:
    source = (CONTENT / "locales" / language / "messages.ftl").read_text(encoding="utf-8")
    parsed = {
        entry.id.name: source[entry.span.start : entry.span.end]
        for entry in FluentParser().parse(source).body
        if isinstance(entry, Message) and entry.span
    }
    assert messages.load(CONTENT)[language] == parsed


@pytest.mark.parametrize(
    ("text_of_two", "read"),
    [
        ("one = In one line\ntwo = { $a } more\n", {"one = In one line", "two = { $a } more"}),
        ("one = First\n    and second\ntwo = Last\n", {"one = First\n    and second", "two = Last"}),
        ("one = First\n\n    and second\n\ntwo = Last", {"one = First\n\n    and second", "two = Last"}),
        ("# Why\none = [x] *.\n# Why\ntwo = Last\n\n", {"one = [x] *.", "two = Last"}),
    ],
)
def test_a_message_ends_where_the_next_one_begins(tmp_path: Path, text_of_two: str, read: set[str]) -> None:
    file = tmp_path / "locales" / "en" / "messages.ftl"
    file.parent.mkdir(parents=True)
    file.write_text(text_of_two, encoding="utf-8")
    assert set(messages.load(tmp_path, unfinished=True)["en"].values()) == read


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("this is no message\n", "not a Fluent message"),
        ("help = Twice\n", "help stands twice"),
        ("again = As { help } says\n", "again names help, but each is read alone"),
        ("again = As { -name } says\n", "again names -name, but each is read alone"),
    ],
)
def test_what_fluent_would_skip_or_not_find_is_refused_with_its_file(
    folder: Path, line: str, why: str
) -> None:
    file = folder / "locales" / "en" / "messages.ftl"
    file.write_text(file.read_text(encoding="utf-8") + line, encoding="utf-8")
    with pytest.raises(TextError, match=rf"locales/en/messages.ftl: .*{why}"):
        messages.load(folder)


def test_every_gap_of_a_language_is_listed(folder: Path) -> None:
    file = folder / "locales" / "de" / "messages.ftl"
    file.write_text("help = Hilfe\nextra = Mehr\n", encoding="utf-8")
    with pytest.raises(TextError) as caught:
        messages.load(folder)
    assert "locales/de/messages.ftl: welcome is missing" in str(caught.value)
    assert "locales/de/messages.ftl: extra is not in en" in str(caught.value)


def test_a_language_that_is_still_being_written_is_left_out(folder: Path) -> None:
    (folder / "locales" / "de" / "language.toml").unlink()
    (folder / "locales" / "de" / "messages.ftl").write_text("help = Hilfe\n", encoding="utf-8")
    assert set(messages.load(folder)) == {"en"}


def test_every_message_is_said_somewhere() -> None:
    messages = FluentParser().parse((CONTENT / "locales/en/messages.ftl").read_text(encoding="utf-8"))
    names = {entry.id.name for entry in messages.body if isinstance(entry, Message)}
    # These begin with the name of what somebody browses by.
    begun = ["muscle-", "position-"]
    said = set[str]()
    for file in (CONTENT.parent / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.JoinedStr(values=[ast.Constant(value=str(beginning)), *_]):
                    begun.append(beginning)
                case ast.Constant(value=str(whole)):
                    said.add(whole)
    assert sorted(name for name in names - said if not name.startswith(tuple(begun))) == []


def test_without_english_there_is_nothing_to_say(folder: Path) -> None:
    (folder / "locales" / "en" / "messages.ftl").unlink()
    with pytest.raises(TextError, match="is missing"):
        messages.load(folder)
