"""The sheet of an agenda: a card for each day, with a round window for each stretch that comes and its hour below."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from PIL import Image, ImageDraw

from bot.pictures.colours import ARROW, CARD, INK, PAPER, RIM
from bot.pictures.days import Day, Stop
from bot.pictures.dial import dial
from bot.pictures.drawing import portrait
from bot.pictures.figure import Figure
from bot.pictures.letters import fitting
from bot.pictures.render import rendered

WIDTH = 1080
# What a phone shows of a picture in a chat without making it narrower.
HIGHEST = 1420
GAP, CORNER, PAD = 10, 22, 8
# The column with the day, and the strip with the hour under a window.
LABEL, STRIP = 96, 46
LARGEST, SMALLEST, STEP = 240, 84, 4
# Letters: the weekday, the day of the month, the hour.
WEEKDAY, NUMBER, HOUR = 38, 46, 32
COLOURS = 160
# Round a window.
AIR = 5
# How much of a window the dial takes that stands there for what has no figure.
DIAL = 0.8


Line = tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class _Card:
    """A day on the sheet: as many windows in each of its lines as fit."""

    day: Day
    lines: tuple[Line, ...]

    def width(self, size: int) -> int:
        return LABEL + PAD + size * max(map(_windows, self.lines))

    def height(self, size: int) -> int:
        return 2 * PAD + len(self.lines) * (size + STRIP)


def week(days: Sequence[Day], figures: Mapping[str, Figure]) -> bytes:
    """The PNG of a sheet with these days, in the order of reading, each window as large as all of them allow.

    Raises ValueError where there are no days.
    """
    if not days:
        raise ValueError("a sheet needs a day")
    size, rows = _arranged(days)
    page = Image.new("RGB", (WIDTH, _height(rows, size)), RIM)
    pen, windows = ImageDraw.Draw(page), _Windows(figures, size)
    top = GAP
    for row in rows:
        height = max(card.height(size) for card in row)
        # What a row leaves is shared by its cards.
        spare = WIDTH - GAP - sum(card.width(size) + GAP for card in row)
        left = GAP
        for index, card in enumerate(row):
            more = spare // len(row) + (index < spare % len(row))
            _draw(page, pen, card, windows, (left, top, card.width(size) + more, height))
            left += card.width(size) + more + GAP
        top += height + GAP
    out = io.BytesIO()
    few = page.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


class _Windows:
    """The round windows of figures, each drawn once."""

    def __init__(self, figures: Mapping[str, Figure], size: int) -> None:
        self.size = size
        self._figures = figures
        self._drawn: dict[str, Image.Image] = {}

    def of(self, name: str) -> Image.Image:
        """The window of a figure, with what is round it transparent."""
        if name not in self._drawn:
            middle, radius = self.size / 2, self.size / 2 - AIR
            figure = self._figures.get(name)
            if figure is None:
                inside = dial((middle, middle), DIAL * radius)
            else:
                inside = portrait(figure, (middle, middle), radius, radius)
            edge = f'<circle cx="{middle}" cy="{middle}" r="{radius}" fill="none" stroke="{PAPER}"'
            svg = (
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.size}" height="{self.size}">'
                f'{inside}{edge} stroke-width="3"/></svg>'
            )
            with Image.open(io.BytesIO(rendered(svg))) as opened:
                self._drawn[name] = opened.convert("RGBA")
        return self._drawn[name]


def _arranged(days: Sequence[Day]) -> tuple[int, list[Sequence[_Card]]]:
    """The size of a window, and the cards row by row.

    The windows are as large as they can be on a sheet that is no higher than a phone shows; where even the smallest are
    too many, sessions show the first of theirs, and how many more there are.
    """
    longest = max(len(stop.figures) for day in days for stop in day.stops)
    for most in range(longest, 0, -1):
        shown = [replace(day, stops=tuple(_shortened(stop, most) for stop in day.stops)) for day in days]
        for size in range(LARGEST, SMALLEST - 1, -STEP):
            rows = _rows([_card(day, size) for day in shown], size)
            if _height(rows, size) <= HIGHEST:
                return size, rows
    return size, rows


def _shortened(stop: Stop, most: int) -> Stop:
    """A stop with so many of its figures at the most, and the number of the others behind its hour."""
    left_out = len(stop.figures) - most
    return stop if left_out <= 0 else Stop(f"{stop.hour} +{left_out}", stop.figures[:most])


def _card(day: Day, size: int) -> _Card:
    """A day in lines, each of as many windows as the sheet is wide; what is longer goes on in the next one."""
    most = (WIDTH - 2 * GAP - LABEL - PAD) // size
    lines: list[list[Stop]] = [[]]
    for stop in day.stops:
        for first in range(0, len(stop.figures), most):
            piece = Stop("" if first else stop.hour, stop.figures[first : first + most])
            if _windows(lines[-1]) + len(piece.figures) > most:
                lines.append([])
            lines[-1].append(piece)
    return _Card(day, tuple(tuple(line) for line in lines if line))


def _rows(cards: Sequence[_Card], size: int) -> list[Sequence[_Card]]:
    """The cards in as few rows as can be, in order, each as full as the others."""

    def wide(row: Sequence[_Card]) -> int:
        return GAP + sum(card.width(size) + GAP for card in row)

    for count in range(1, len(cards) + 1):
        ways = []
        for cuts in combinations(range(1, len(cards)), count - 1):
            rows = [cards[first:last] for first, last in pairwise((0, *cuts, len(cards)))]
            if max(map(wide, rows)) <= WIDTH:
                ways.append(rows)
        if ways:
            # Of those that are as even, the one with the longer rows first.
            return min(reversed(ways), key=lambda rows: sum(wide(row) ** 2 for row in rows))
    return [[card] for card in cards]


def _height(rows: Sequence[Sequence[_Card]], size: int) -> int:
    return GAP + sum(max(card.height(size) for card in row) + GAP for row in rows)


def _windows(line: Sequence[Stop]) -> int:
    """How many windows stand in a line."""
    return sum(len(stop.figures) for stop in line)


def _draw(
    page: Image.Image,
    pen: ImageDraw.ImageDraw,
    card: _Card,
    windows: _Windows,
    place: tuple[int, int, int, int],
) -> None:
    """One day: its name at the left, its windows in the middle of what is left."""
    left, top, wide, high = place
    size = windows.size
    pen.rounded_rectangle((left, top, left + wide - 1, top + high - 1), CORNER, fill=PAPER)
    middle, name_at = left + LABEL // 2 + 2, top + high // 2
    if card.day.weekday:
        _write(pen, (middle, name_at - 24), card.day.weekday, WEEKDAY, ARROW, LABEL - 12)
        name_at += 24
    _write(pen, (middle, name_at), card.day.number, NUMBER, INK, LABEL - 12)
    for number, line in enumerate(card.lines):
        y = top + PAD + number * (size + STRIP)
        # What a line leaves stands round each of its stops.
        air = (wide - LABEL - PAD - size * _windows(line)) / (len(line) + 1)
        for index, stop in enumerate(line):
            x = round(left + LABEL + air + index * air + size * _windows(line[:index]))
            span = size * len(stop.figures)
            if len(stop.figures) > 1:
                # What is one session lies on one strip.
                edges = x + 2, y + 2, x + span - 3, y + size - 3
                pen.rounded_rectangle(edges, size // 2, fill=CARD)
            for place_in, name in enumerate(stop.figures):
                window = windows.of(name)
                page.paste(window, (x + place_in * size, y), window)
            if stop.hour:
                _write(pen, (x + span // 2, y + size + STRIP // 2 - 4), stop.hour, HOUR, INK, span)


def _write(
    pen: ImageDraw.ImageDraw, at: tuple[int, int], text: str, size: int, colour: str, room: int
) -> None:
    """A word round a point, in letters that let it fit into so many pixels."""
    pen.text(at, text, colour, fitting(text, size, room, bold=True), "mm")
