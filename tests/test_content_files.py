"""What the loader of the content refuses, and how it says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.content import ContentError, load

CONTENT = Path(__file__).parents[1] / "content"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the content, to break."""
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder, ignore=shutil.ignore_patterns("places", "figures"))
    return folder


def _refusals(folder: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(ContentError) as refused:
        load(folder)
    error = refused.value
    assert str(error).splitlines() == [str(mistake) for mistake in error.args]
    return [
        (mistake.file.relative_to(folder).as_posix(), mistake.field, mistake.reason) for mistake in error.args
    ]


BROKEN = {
    "an unknown field": (
        "stretches/supine.toml",
        "level = 1",
        "level = 1\ncolour = 'red'",
        "colour",
        "Extra inputs",
    ),
    "a missing field": ("stretches/supine.toml", "level = 1\n", "", "level", "required"),
    "text for a number": ("stretches/supine.toml", "level = 1", "level = '1'", "level", "integer"),
    "a level out of range": (
        "stretches/supine.toml",
        "level = 1",
        "level = 4",
        "level",
        "less than or equal to 3",
    ),
    "an unknown position": (
        "stretches/supine.toml",
        '"back"',
        '"upside-down"',
        "position",
        "Input should be",
    ),
    "an unknown muscle": (
        "stretches/supine.toml",
        '"hamstrings"',
        '"hamstring"',
        "muscles.0",
        "Input should be",
    ),
    "an unknown piece of gear": ("stretches/supine.toml", '"mat"', '"matt"', "gear.0", "Input should be"),
    "an unknown harder stretch": (
        "stretches/supine.toml",
        "-big-toe",
        "-toe",
        "harder",
        "'reclining-toe' is not known",
    ),
    "itself as the easier one": ("stretches/pnf.toml", '"supine"', '"pnf"', "easier", "'pnf' is not known"),
    "no source": ("stretches/pnf.toml", '["article", "lempke", "maddigan"]', "[]", "sources", "at least 1"),
    "an unknown source": ("stretches/pnf.toml", '"lempke"', '"hearsay"', "sources", "'hearsay' is not known"),
    "a dose upside down": ("stretches/seated.toml", "most = 30", "most = 10", "plan.phases.0", "must rise"),
    "a dose too long": (
        "stretches/seated.toml",
        "most_from_65 = 60",
        "most_from_65 = 90",
        "plan.phases.0",
        "60 s at most",
    ),
    "no dose at all": (
        "stretches/seated.toml",
        "least = 15",
        "least = 0",
        "plan.phases.0.least",
        "greater than",
    ),
    "repetitions upside down": (
        "stretches/seated.toml",
        "least = 1, start = 2",
        "least = 3, start = 2",
        "plan.repetitions",
        "must rise",
    ),
    "more hold than a day takes": (
        "stretches/seated.toml",
        "most = 3 }",
        "most = 5 }",
        "plan",
        "more than 240 s",
    ),
    "a phase of another kind": (
        "stretches/seated.toml",
        '"static"',
        '"rolling"',
        "plan.phases",
        "rolling takes the phases roll",
    ),
    "no rest in one position": ("stretches/seated.toml", "rest = 10", "rest = 0", "plan.rest", "need a rest"),
    "no time to switch": (
        "stretches/supine.toml",
        "switch = 10",
        "switch = 0",
        "plan.switch",
        "need seconds",
    ),
    "a switch without sides": (
        "stretches/seated.toml",
        "switch = 0",
        "switch = 5",
        "plan.switch",
        "no other side",
    ),
    "a tag for an unknown stretch": (
        "tags.toml",
        '"doorway-chest", "downward-dog"',
        '"doorway", "downward-dog"',
        "shoulder.ids",
        "'doorway' is not known",
    ),
    "a tag that changes nothing": ("tags.toml", 'muscles = ["hamstrings"]\n', "", "tear", "changes nothing"),
    "an unknown stretch in a programme": (
        "programmes/desk.toml",
        '"leg-swings"',
        '"legs"',
        "stages.2",
        "'legs' is not known",
    ),
    "a date that is none": ("precautions.toml", "2026-11-30", '"today"', "dated_on", "date"),
    "too few steps": (
        "locales/en/stretches/warm-up.toml",
        '    "Let your arms swing and breathe freely.",\n',
        "",
        "steps",
        "at least 3",
    ),
    "an empty line": ("locales/en/stretches/warm-up.toml", '"Starting too fast."', '" "', "error", "match"),
    "an instruction too long": (
        "locales/en/stretches/warm-up.toml",
        "Easy pace,",
        "Easy pace, easy pace, easy pace,",
        "phases.walk",
        "at most 45",
    ),
    "a phase without words": (
        "locales/en/stretches/pnf.toml",
        "relax = ",
        "rest = ",
        "phases.relax",
        "is missing",
    ),
    "two sides without a change": (
        "locales/en/stretches/supine.toml",
        'change = "Change legs when the timer does."\n',
        "",
        "change",
        "is missing",
    ),
    "a change without two sides": (
        "locales/en/stretches/seated.toml",
        "cue = ",
        'change = "Change legs."\ncue = ',
        "change",
        "there is no other side",
    ),
    "a condition without its own words": (
        "locales/de/stretches/calf-bent.toml",
        "[for.wrist]",
        "[for.wrists]",
        "for.wrist",
        "is missing",
    ),
    "own words of a condition that asks for none": (
        "locales/en/stretches/supine.toml",
        "[phases]",
        '[for.wrist]\nsteps = ["One.", "Two.", "Three."]\n\n[phases]',
        "for.wrist",
        "is not known",
    ),
    "own words without steps": (
        "locales/en/stretches/cat-cow.toml",
        "[for.osteoporosis]\nsteps = ",
        "[for.osteoporosis]\nstep = ",
        "for.osteoporosis.steps",
        "required",
    ),
    "own words for a phase of another kind": (
        "locales/en/stretches/cat-cow.toml",
        "phases.move = ",
        "phases.hold = ",
        "for.osteoporosis.phases",
        "'hold' is not known",
    ),
    "a tip too long": (
        "locales/en/tips.toml",
        "A foam roller",
        "A foam roller, a foam roller" * 12,
        "rolling",
        "at most 160",
    ),
    "a tip too few": ("locales/en/tips.toml", "rolling = ", "rollers = ", "rolling", "is missing"),
    "a tag without words": ("locales/en/tags.toml", "[wrist]", "[wrists]", "wrist", "is missing"),
    "care asked for without words": (
        "locales/en/tags.toml",
        'caution = "With loose joints: stop at the first pull and go no deeper."\n',
        "",
        "loose-joints.caution",
        "is missing",
    ),
    "care with an unknown stretch": (
        "tags.toml",
        'careful = ["supine", ',
        'careful = ["supin", ',
        "tingling.careful",
        "'supin' is not known",
    ),
    "a label too long": (
        "locales/en/tags.toml",
        '"Sore wrists"',
        f'"{"Sore " * 7}"',
        "wrist.label",
        "at most 30",
    ),
    "a programme without a name": (
        "locales/en/programmes.toml",
        "desk = ",
        "office = ",
        "desk",
        "is missing",
    ),
    "precautions of another version": (
        "locales/en/precautions.toml",
        "version = 3",
        "version = 1",
        "version",
        "must be 3",
    ),
    "an emergency number in words": (
        "emergency-numbers.toml",
        'DE = { number = "112"',
        'DE = { number = "one one two"',
        "numbers.DE.number",
        "match",
    ),
    "an emergency number without a source": (
        "emergency-numbers.toml",
        'DE = { number = "112", sources = ["ec-112"] }',
        'DE = { number = "112", sources = [] }',
        "numbers.DE.sources",
        "at least 1",
    ),
    "an emergency number from an unknown source": (
        "emergency-numbers.toml",
        'DE = { number = "112", sources = ["ec-112"] }',
        'DE = { number = "112", sources = ["hearsay"] }',
        "numbers.DE.sources",
        "'hearsay' is not known",
    ),
    "an emergency number of no country": (
        "emergency-numbers.toml",
        "DE = {",
        "Germany = {",
        "numbers.Germany.[key]",
        "match",
    ),
    "a broken line": ("locales/en/openings.toml", "openings = [", "openings = ", "", "not TOML"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_mistake_is_refused_with_its_file_and_field(copied: Path, case: str) -> None:
    file, good, bad, field, reason = BROKEN[case]
    source = (copied / file).read_text()
    assert good in source
    (copied / file).write_text(source.replace(good, bad, 1))
    refusals = _refusals(copied)
    assert {refused_file for refused_file, _, _ in refusals} == {file}
    assert any(refused_field == field and reason in why for _, refused_field, why in refusals), refusals


@pytest.mark.parametrize(
    "file",
    ["tags.toml", "tips.toml", "sources.toml", "precautions.toml", "emergency-numbers.toml",
     "locales/en/stretches/supine.toml", "locales/en/openings.toml", "locales/en/precautions.toml"],
)  # fmt: skip
def test_a_missing_file_is_named_once(copied: Path, file: str) -> None:
    (copied / file).unlink()
    assert _refusals(copied) == [(file, "", "the file is missing")]


def test_a_missing_folder_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as refused:
        load(tmp_path / "nowhere")
    assert str(refused.value) == f"{tmp_path / 'nowhere'}: there is no such folder"


def test_words_for_a_stretch_that_is_not_there_are_refused(copied: Path) -> None:
    words = copied / "locales/en/stretches"
    shutil.copy(words / "supine.toml", words / "headstand.toml")
    assert _refusals(copied) == [
        ("locales/en/stretches/headstand.toml", "", "there is no stretch 'headstand'")
    ]


def test_own_words_for_an_unknown_condition_are_refused_where_they_are_asked_for(copied: Path) -> None:
    facts = copied / "stretches/cat-cow.toml"
    facts.write_text(facts.read_text().replace('words_for = ["', 'words_for = ["bones", "'))
    refusals = _refusals(copied)
    assert ("stretches/cat-cow.toml", "words_for", "'bones' is not known") in refusals


def test_a_file_in_another_encoding_is_refused(copied: Path) -> None:
    (copied / "locales/en/language.toml").write_bytes('own_name = "Français"'.encode("latin-1"))
    [(file, field, reason)] = _refusals(copied)
    assert (file, field) == ("locales/en/language.toml", "")
    assert reason.startswith("not TOML")


def test_all_mistakes_are_reported_together(copied: Path) -> None:
    (copied / "stretches/seated.toml").unlink()
    (copied / "precautions.toml").write_text("version = 0\n")
    (copied / "locales/en/language.toml").write_text("name = 'English'\n")
    files = [file for file, _, _ in _refusals(copied)]
    assert {"tags.toml", "programmes/hamstrings.toml", "locales/en/stretches/seated.toml"} <= set(files)
    assert {"precautions.toml", "locales/en/language.toml"} <= set(files)


def test_no_language_at_all_is_refused(copied: Path) -> None:
    shutil.rmtree(copied / "locales")
    assert _refusals(copied) == [("locales", "", "there is no language with a language.toml")]


def test_a_second_language_has_to_be_whole(copied: Path) -> None:
    shutil.copytree(copied / "locales/en", copied / "locales/xx")
    (copied / "locales/xx/stretches/pnf.toml").unlink()
    assert _refusals(copied) == [("locales/xx/stretches/pnf.toml", "", "the file is missing")]


def test_a_second_language_is_loaded_with_its_own_words(copied: Path) -> None:
    shutil.copytree(copied / "locales/en", copied / "locales/xx")
    (copied / "locales/xx/language.toml").write_text('own_name = "Ixisch"\n')
    library = load(copied)
    assert library.languages["xx"].own_name == "Ixisch"
    assert library.languages["en"].own_name == "English"
