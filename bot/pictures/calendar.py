"""The picture of a record: days as a calendar, the minutes of weeks against the plan, and what the marks mean."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageDraw

from bot.domain.days import Day, DayState, RecordWeek, Span
from bot.pictures.chart import Chart
from bot.pictures.colours import CARD, INK, RIM
from bot.pictures.daymarks import DONE, PAPER, Look, cell, mark, pain
from bot.pictures.letters import fitting, font, lacking
from bot.pictures.render import rendered

# A chat shows it as wide as itself: 1080 pixels are 390 on a phone, where letters of 30 have 11.
WIDTH, EDGE, CORNER, MARGIN = 1080, 8, 30, 42
TITLE, LETTERS, SMALL, TINY = 46.0, 36.0, 30.0, 25.0
FAINT = "#4a5d70"
COLOURS = 48
# Of the frames of what was planned.
FRAME = RIM
# Higher than any of them.
HIGHEST = 1500
# The room of the title, between what stands below each other, and of a line of the legend.
TOP, AIR, LEGEND_LINE, SIGN = 78, 34, 58, 44
# The days of a month are large enough for their numbers, and each week has its bar beside it.
DAY_PITCH, DAY_SIZE, BAR_LEFT, PLAN_HIGH, HELD_HIGH = 96, 88, 752, 34, 20


@dataclass(frozen=True, slots=True)
class Grid:
    """Weeks side by side: so many in each block, where the first begins, the height of a row and that of the bars.

    `is_wide`: there is room for every weekday's name, and for the minutes of every week.
    """

    columns: int
    left: int
    row: int
    bars: int
    is_wide: bool

    @property
    def pitch(self) -> float:
        return (WIDTH - self.left - MARGIN) / self.columns


GRIDS = {
    Span.WEEKS: Grid(columns=12, left=112, row=72, bars=150, is_wide=True),
    Span.YEAR: Grid(columns=26, left=112, row=37, bars=92, is_wide=False),
}


def calendar(chart: Chart) -> bytes:
    """The PNG of a record; raises ValueError for words with letters that the font lacks."""
    if lacking(chart.words.all):
        raise ValueError(f"letters that cannot be drawn: {lacking(chart.words.all)}")
    # As high as its longest shape, and cut once it is known where it ends.
    page = _Page(chart)
    page.title()
    if chart.span is Span.MONTH:
        page.month()
    else:
        page.blocks(GRIDS[chart.span])
    page.legend()
    out = io.BytesIO()
    few = page.whole().quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG", compress_level=4)
    return out.getvalue()


class _Page:
    """A page that is filled from top to bottom; `y` is where it goes on."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self._image = Image.new("RGB", (WIDTH, HIGHEST), CARD)
        self._pen = ImageDraw.Draw(self._image)
        self._most = max(0.0, *(max(week.held, week.planned) for week in chart.weeks))
        self._y = float(TOP)

    def write(
        self,
        x: float,
        y: float,
        text: str,
        size: float = SMALL,
        *,
        colour: str = FAINT,
        anchor: str = "mm",
        room: float = WIDTH - 2 * MARGIN,
    ) -> None:
        """Writes a text at a point, in smaller letters where it needs more than its room."""
        self._pen.text((x, y), text, colour, fitting(text, size, room), anchor)

    def title(self) -> None:
        """Which weeks they are."""
        said = self._chart.words.title
        self._pen.text((MARGIN, TOP), said, INK, fitting(said, TITLE, WIDTH - 2 * MARGIN, bold=True), "ls")

    def blocks(self, grid: Grid) -> None:
        """Blocks of weeks, a column each: the month above the week in which it begins, the minutes below."""
        size = round(min(grid.pitch, grid.row) * 0.9)
        tiles = _tiles(self._looks(), size)
        for first in range(0, len(self._chart.weeks), grid.columns):
            weeks = self._chart.weeks[first : first + grid.columns]
            top = self._y + AIR + LETTERS
            for row, weekday in enumerate(self._chart.words.weekdays):
                # Where rows are low every other one is named.
                if grid.is_wide or row % 2 == 0:
                    self.write(grid.left - 20, top + (row + 0.5) * grid.row, weekday, anchor="rm")
            for column, week in enumerate(weeks):
                x = grid.left + (column + 0.5) * grid.pitch
                month = self._chart.words.months[first + column]
                if month and column < len(weeks) - 1:
                    self.write(x - size / 2, top - 8, month, anchor="ls")
                for row, day in enumerate(week.days):
                    self._paste(tiles[self._look(day)], x, top + (row + 0.5) * grid.row)
            self._y = top + len(self._chart.words.weekdays) * grid.row
            if self._most:
                self._bars(weeks, grid, first)

    def _bars(self, weeks: tuple[RecordWeek, ...], grid: Grid, first: int) -> None:
        """The minutes of weeks as bars on a line: what was held before the frame of what was planned."""
        if first == 0:
            self._y += AIR + LETTERS / 2
            self._heading()
            self._y += LETTERS / 2
        base = self._y + AIR + grid.bars
        wide = grid.pitch * 0.62
        for column, week in enumerate(weeks):
            x = grid.left + (column + 0.5) * grid.pitch
            for minutes, across, is_plan in ((week.planned, wide, True), (week.held, wide * 0.64, False)):
                high = grid.bars * minutes / self._most
                self._bar(x - across / 2, base - high, x + across / 2, base, is_plan=is_plan)
            if grid.is_wide and (week.held or week.planned):
                self.write(x, base + 26, self._chart.words.of[first + column], room=grid.pitch - 6)
        if not grid.is_wide:
            for minutes, y in ((self._most, base - grid.bars), (0, base)):
                self.write(grid.left - 20, y, f"{minutes:.0f}", TINY, anchor="rm")
        self._pen.line((grid.left, base, WIDTH - MARGIN, base), RIM, 3)
        self._y = base + (SMALL + 10 if grid.is_wide else 0)

    def month(self) -> None:
        """Weeks below each other, a row each: the days with their numbers, and the minutes beside them."""
        tiles = _tiles(self._looks(), DAY_SIZE)
        self._y += AIR + SMALL / 2
        for column, weekday in enumerate(self._chart.words.weekdays):
            self.write(MARGIN + (column + 0.5) * DAY_PITCH, self._y, weekday)
        room = WIDTH - MARGIN - BAR_LEFT
        if self._most:
            self.write(BAR_LEFT, self._y, self._chart.words.minutes, anchor="lm", room=room)
        self._y += AIR
        for week, said in zip(self._chart.weeks, self._chart.words.of, strict=True):
            middle = self._y + DAY_PITCH / 2
            for column, day in enumerate(week.days):
                x = MARGIN + (column + 0.5) * DAY_PITCH
                self._paste(tiles[self._look(day)], x, middle)
                self.write(
                    x - DAY_SIZE / 2 + 10, middle - DAY_SIZE / 2 + 8, str(day.on.day), TINY, anchor="lt"
                )
            if week.held or week.planned:
                for minutes, high, is_plan in (
                    (week.planned, PLAN_HIGH, True),
                    (week.held, HELD_HIGH, False),
                ):
                    right, y = BAR_LEFT + room * minutes / self._most, middle - AIR * 0.6
                    self._bar(BAR_LEFT, y - high / 2, right, y + high / 2, is_plan=is_plan)
                self.write(BAR_LEFT, middle + AIR * 0.7, said, anchor="lm", room=room)
            self._y += DAY_PITCH

    def legend(self) -> None:
        """What each mark means, in as many lines as that takes; what is rare only where it is to be seen."""
        x = float(MARGIN)
        self._y += AIR + SIGN / 2
        for sign, word in self._meanings():
            wide = SIGN + 14 + font(LETTERS).getlength(word)
            if x > MARGIN and x + wide > WIDTH - MARGIN:
                x, self._y = float(MARGIN), self._y + LEGEND_LINE
            self._paste(sign, x + SIGN / 2, self._y)
            self.write(x + SIGN + 14, self._y, word, LETTERS, colour=INK, anchor="lm")
            x += wide + AIR
        self._y += SIGN / 2

    def whole(self) -> Image.Image:
        """The page, cut where it ends, on its rim."""
        size = WIDTH, round(self._y + AIR)
        inside = Image.new("L", size, 0)
        box = (EDGE, EDGE, size[0] - EDGE - 1, size[1] - EDGE - 1)
        ImageDraw.Draw(inside).rounded_rectangle(box, CORNER, fill=255)
        whole = Image.new("RGB", size, RIM)
        whole.paste(self._image.crop((0, 0, *size)), (0, 0), inside)
        return whole

    def _heading(self) -> None:
        """What the bars are, with the frame that stands for the plan."""
        words = self._chart.words
        self.write(MARGIN, self._y, words.minutes, LETTERS, colour=INK, anchor="lm", room=600)
        self.write(WIDTH - MARGIN, self._y, words.plan, anchor="rm", room=300)
        left = WIDTH - MARGIN - fitting(words.plan, SMALL, 300).getlength(words.plan) - SIGN
        self._bar(left, self._y - 16, left + 30, self._y + 16, is_plan=True)

    def _meanings(self) -> Iterator[tuple[Image.Image, str]]:
        days, words, middle = list(self._chart.days), self._chart.words, SIGN / 2
        signs = [(mark(state, middle, middle, SIGN), word) for state, word in words.states]
        if any(day.is_covered for day in days):
            signs.append((cell(Look(DayState.OPEN, is_covered=True), middle, middle, SIGN), words.covered))
        if any(day.hurt for day in days):
            signs.append((pain(middle, middle, SIGN * 0.7), words.pain))
        yield from zip(_strip([svg for svg, _ in signs], SIGN), [word for _, word in signs], strict=True)

    def _looks(self) -> list[Look]:
        return list(dict.fromkeys(map(self._look, self._chart.days)))

    def _look(self, day: Day) -> Look:
        is_today, is_low = day.on == self._chart.today, self._chart.span is Span.MONTH
        return Look(day.state, day.is_covered, day.hurt, is_today, is_low)

    def _paste(self, tile: Image.Image, x: float, y: float) -> None:
        self._image.paste(tile, (round(x - tile.width / 2), round(y - tile.height / 2)))

    def _bar(self, left: float, top: float, right: float, bottom: float, *, is_plan: bool) -> None:
        if min(right - left, bottom - top) < 2:
            return
        fill, edge, wide = (PAPER, FRAME, 3) if is_plan else (DONE, None, 0)
        box = tuple(map(round, (left, top, right, bottom)))
        self._pen.rounded_rectangle(box, min(6, (bottom - top) / 2), fill, edge, wide)


def _tiles(looks: list[Look], size: int) -> dict[Look, Image.Image]:
    """A picture of each look in a square so wide, with room for what stands out of it."""
    whole = round(size * 1.1)
    drawn = [cell(look, whole / 2, whole / 2, size) for look in looks]
    return dict(zip(looks, _strip(drawn, whole), strict=True))


def _strip(drawn: list[str], size: int) -> list[Image.Image]:
    """Pictures of SVGs, each in a square so wide; rendered at once, as every call takes its time."""
    groups = "".join(
        f'<g transform="translate({number * size} 0)">{svg}</g>' for number, svg in enumerate(drawn)
    )
    wide = size * len(drawn)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{size}">'
        f'<rect width="{wide}" height="{size}" fill="{CARD}"/>{groups}</svg>'
    )
    with Image.open(io.BytesIO(rendered(svg))) as opened:
        strip = opened.convert("RGB")
    return [strip.crop((left, 0, left + size, size)) for left in range(0, wide, size)]
