"""The card of a milestone: size, edge, a mark for each day or hour, words, sameness."""

import io
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from bot.domain.milestone import Measure
from bot.helper import Helper
from bot.pictures import kept
from bot.pictures.card import COLUMN, HEIGHT, MIDDLE, OUTER, ROOM, STYLES, WIDTH, card
from bot.pictures.figure import FigureError, load_figure
from bot.pictures.kept import Pictures
from bot.pictures.layout import circle_round
from bot.pictures.milestones import FIGURES
from bot.pictures.space import Camera, Sphere, Vec
from tests.pictures.files import IDS, changed, figure
from tests.pictures.test_render import NIGHT, WHITE, contrast, pixels

CARD_BYTES = 100_000
# In English and German; the longest ones.
WORDS: dict[Measure, tuple[str, str]] = {
    Measure.DAYS: ("days in a row", "Tage in Folge"),
    Measure.HOURS: ("hours held", "Stunden gehalten"),
}
ALL = [(kind, number) for kind, chosen in FIGURES.items() for number in chosen]
# No mark is nearer to the middle, and no part of a figure that has the colour of marks is further from it.
WINDOW: dict[Measure, int] = {Measure.DAYS: 205, Measure.HOURS: 248}


@cache
def drawn(kind: Measure, number: int, words: str) -> bytes:
    return card(figure(FIGURES[kind][number]), kind, number, words)


@pytest.fixture
def pictures(tmp_path: Path, helper: Helper) -> Pictures:
    return Pictures({name: figure(name) for name in ("warm-up", "seated-twist")}, tmp_path / "kept", helper)


def marks(kind: Measure, number: int) -> int:
    """How many marks there are round the window of a card."""
    picture = pixels(drawn(kind, number, WORDS[kind][0]))
    away = ImageChops.difference(picture, Image.new("RGB", picture.size, STYLES[kind].colour)).split()
    furthest = ImageChops.lighter(ImageChops.lighter(away[0], away[1]), away[2])
    found = furthest.point(lambda value: 255 * (value < 40)).filter(ImageFilter.MinFilter(3))
    pen = ImageDraw.Draw(found)
    x, y = (round(at) for at in MIDDLE)
    pen.circle((x, y), WINDOW[kind], fill=0)
    pen.rectangle((x + OUTER + 4, 0, WIDTH, HEIGHT), fill=0)
    count = 0
    while (box := found.getbbox()) is not None:
        left, top, right, _ = box
        first = next(at for at in range(left, right) if found.getpixel((at, top)))
        ImageDraw.floodfill(found, (first, top), 0)
        count += 1
    return count


def test_every_milestone_has_a_figure_of_its_own() -> None:
    chosen = [FIGURES[kind][number] for kind, number in ALL]
    assert set(chosen) <= set(IDS)
    assert len(set(chosen)) == len(chosen)


@pytest.mark.parametrize(("kind", "number"), ALL)
@pytest.mark.parametrize("language", [0, 1])
def test_a_card_is_a_small_png_as_wide_as_a_chat_takes(kind: Measure, number: int, language: int) -> None:
    data = drawn(kind, number, WORDS[kind][language])
    assert len(data) < CARD_BYTES
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))


@pytest.mark.parametrize("chat", [WHITE, NIGHT])
def test_the_edge_of_a_card_is_seen_in_every_chat(chat: tuple[int, ...]) -> None:
    edge = pixels(drawn(Measure.DAYS, 3, "days in a row")).getpixel((1, 200))
    assert isinstance(edge, tuple)
    assert contrast(edge, chat) > 3


@pytest.mark.parametrize("kind", FIGURES)
def test_what_a_card_says_stands_out_from_its_paper(kind: Measure) -> None:
    style = STYLES[kind]
    paper, ripple, colour, name = (
        pixels_of(each) for each in (style.paper, style.ripple, style.colour, style.name)
    )
    assert min(contrast(colour, ground) for ground in (paper, ripple)) > 3, "as large letters need"
    assert min(contrast(name, ground) for ground in (paper, ripple)) > 4


def pixels_of(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


@pytest.mark.parametrize(("kind", "number"), ALL)
def test_a_card_has_a_mark_for_every_day_and_every_hour(kind: Measure, number: int) -> None:
    assert marks(kind, number) == number


@pytest.mark.parametrize(
    "words", ["days in a row", "Stunden gehalten", Measure.DAYS, "uninterruptedness of everything"]
)
def test_words_stay_between_the_ring_and_the_edge(words: str) -> None:
    empty, full = (pixels(drawn(Measure.DAYS, 365, each)) for each in ("", words))
    # Letters are far darker than the paper; other letters also change the palette a little.
    box = ImageChops.difference(empty, full).convert("L").point(lambda value: 255 * (value > 90)).getbbox()
    assert box is not None
    left, _, right, _ = box
    assert COLUMN - ROOM / 2 - 4 <= left < right <= COLUMN + ROOM / 2 + 4


def test_letters_that_the_font_lacks_are_an_error_and_no_boxes() -> None:
    with pytest.raises(ValueError, match="cannot be drawn: 日"):
        card(figure("warm-up"), Measure.DAYS, 3, "日 fürs Dehnen")


def test_the_same_milestone_gives_the_same_bytes() -> None:
    again = card(figure("warm-up"), Measure.DAYS, 3, "days in a row")
    assert again == drawn(Measure.DAYS, 3, "days in a row")


def test_a_circle_round_balls_holds_them_all_and_little_more() -> None:
    camera = Camera(0, 0)
    balls = [Sphere(Vec(x, y), 1) for x, y in ((-30, 0), (30, 0), (0, 10), (0, -20), (5, 5))]
    (x, y), radius = circle_round(balls, camera)
    assert 31 <= radius < 31.4
    assert max(abs(x), abs(y)) < 1
    assert circle_round(balls[:1] * 3, camera) == ((-30, 0), 1)


async def test_a_card_is_drawn_by_the_helper(pictures: Pictures) -> None:
    assert await pictures.card(Measure.DAYS, 3, "Tage in Folge") == drawn(Measure.DAYS, 3, "Tage in Folge")


async def test_a_card_of_a_file_that_changed_meanwhile_is_not_drawn(tmp_path: Path, helper: Helper) -> None:
    file = changed(tmp_path, "warm-up", "tempo = 80", "tempo = 81")
    pictures = Pictures({"warm-up": load_figure(file)}, tmp_path / "kept", helper)
    file.write_text(file.read_text("utf-8").replace("tempo = 81", "tempo = 82"), "utf-8")
    with pytest.raises(FigureError, match="another figure"):
        await pictures.card(Measure.DAYS, 3, "days in a row")


def test_there_is_a_card_where_its_figure_is(pictures: Pictures) -> None:
    assert pictures.has_card(Measure.DAYS, 3)
    assert pictures.has_card(Measure.HOURS, 1)
    assert not pictures.has_card(Measure.DAYS, 4)
    assert not pictures.has_card(Measure.DAYS, 7), "no such figure in this content"
    with pytest.raises(KeyError):
        pictures.card_hash(Measure.DAYS, 7, "days in a row")


def test_another_number_word_or_code_is_another_card(
    pictures: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FIGURES[Measure.DAYS], 4, "warm-up")
    cards: list[tuple[Measure, int, str]] = [
        (Measure.DAYS, 3, "days in a row"),
        (Measure.DAYS, 4, "days in a row"),
        (Measure.DAYS, 3, "Tage in Folge"),
        (Measure.HOURS, 1, "hour held"),
    ]
    before = {pictures.card_hash(*each) for each in cards}
    assert len(before) == len(cards)
    monkeypatch.setattr(kept, "_drawn_by", lambda: "other code")
    anew = Pictures(pictures.figures, Path(), Helper())
    assert not before & {anew.card_hash(*each) for each in cards}
