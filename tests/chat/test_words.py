"""Words that are typed instead of tapping: what is heard, and what only looks like it."""

from pathlib import Path

import pytest

from bot.words import files as word_files
from bot.words.words import normal

WORDS = word_files.load(Path(__file__).parents[2] / "content")
DONE = {
    "en": [
        "ok done",
        "okay, done",
        "done thanks",
        "Done, thank you!",
        "done it",
        "done done",
        "just finished",
        "i did my stretch",
        "I am done with the stretch",
        "did both sides",
        "dnoe",
        "doen",
        "im done",
        "I've done it",
        "ive just finished it",
        "ok. done.",
        "yes, I did it today",
        "done for today",
        "done!",
        "did it",
        "all done",
        "finished",
        "completed",
        "Done 💪",
        "👍🏽",
    ],
    "de": [
        "ok fertig",
        "bin fertig",
        "hab's gemacht",
        "habs gemacht",
        "hab’s gemacht!",
        "ich habe es gemacht",
        "ja, fertig, danke",
        "Fertig für heute",
        "hab meine Übung gemacht",
        "beide Seiten gemacht",
        "fertig",
        "gemacht",
        "erledigt!",
        "hab ich schon",
    ],
}
NOT_DONE = {
    "en": [
        "not done",
        "almost done",
        "nearly done",
        "not done yet",
        "i am not done",
        "ok not done",
        "no, not done",
        "is it done",
        "done tomorrow",
        "undone",
        "well done you",
        "i did not do it",
        "i didn't do it",
        "have you done it",
        "when i am done",
        "to be done",
    ],
    "de": [
        "nicht fertig",
        "fast fertig",
        "noch nicht fertig",
        "hab ich nicht gemacht",
        "nicht gemacht",
        "bald fertig",
        "ich bin noch nicht fertig",
        "wann bist du fertig",
    ],
}


def of_each(typed: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in typed.items() for text in texts]


@pytest.mark.parametrize(("language", "typed"), of_each(DONE))
def test_done_is_heard_as_people_say_it(language: str, typed: str) -> None:
    assert WORDS[language].meaning(typed) == "done"


@pytest.mark.parametrize(("language", "typed"), of_each(NOT_DONE))
def test_what_is_not_done_is_not_heard_as_done(language: str, typed: str) -> None:
    assert WORDS[language].meaning(typed) != "done"


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("no thanks", "no"),
        ("yes please", "yes"),
        ("ok", "yes"),
        ("thanks", "thanks"),
        ("please stop now", "stop"),
        ("not today", "skip"),
        ("ok skip", "skip"),
        ("", None),
        ("please", None),
        ("ok " * 40 + "done", None),
    ],
)
def test_courtesy_around_a_word_is_left_out_and_a_word_alone_is_itself(
    typed: str, meaning: str | None
) -> None:
    assert WORDS["en"].meaning(typed) == meaning


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Done, thanks!", "done thanks"),
        ("until 3. 12.", "until 3. 12"),
        ("7:30", "7:30"),
        ("done? ok", "done? ok"),
        ("8/10", "8/10"),
        ("✅✅", "✅"),
    ],
)
def test_signs_behind_a_word_go_and_those_of_numbers_and_questions_stay(typed: str, written: str) -> None:
    assert normal(typed) == written


@pytest.mark.parametrize("language", sorted(WORDS))
def test_nothing_is_no_word(language: str) -> None:
    words = WORDS[language]
    assert not {"", " "} & {*words.meanings, *words.courtesy_before, *words.courtesy_behind}
