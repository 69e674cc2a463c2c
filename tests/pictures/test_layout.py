"""Panels that are filled, outlines that end where they should, and the points where things touch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.drawing import arrangement
from bot.pictures.gear import Box, Round
from bot.pictures.layout import GUTTER, HIGHEST, LOWEST, MARGIN, PADDING, WIDTH, Area, panels
from bot.pictures.outline import convex, within
from bot.pictures.space import Sphere, Vec
from tests.pictures.files import IDS, figure

CENTIMETRES = st.floats(-60, 60, allow_nan=False)
BOX = Box(Vec(-20, 0, -10), Vec(20, 40, 10), "wood")
ROLLER = Round(Vec(0, 8), 8, 30, "roller")


@pytest.mark.parametrize("stretch_id", IDS)
def test_figures_fill_their_frame(stretch_id: str) -> None:
    arranged = arrangement(figure(stretch_id))
    wide = max(
        sum(cell.shown.width * arranged.scale + 2 * PADDING for cell in row) + (len(row) - 1) * GUTTER
        for row in arranged.rows
    )
    high = sum(row[0].shown.height * arranged.scale + 2 * PADDING for row in arranged.rows)
    high += (len(arranged.rows) - 1) * GUTTER
    assert max(wide / (WIDTH - 2 * MARGIN), high / (HIGHEST - 2 * MARGIN)) > 0.99
    assert high / (arranged.height - 2 * MARGIN) > 0.99 or arranged.height == LOWEST


@given(st.lists(st.tuples(st.floats(40, 200), st.floats(40, 200)), min_size=1, max_size=4))
def test_every_panel_is_in_the_picture_and_holds_its_scene(sizes: list[tuple[float, float]]) -> None:
    arranged = panels([Area(0, 0, wide, high) for wide, high in sizes])
    assert LOWEST <= arranged.height <= HIGHEST
    for cell in arranged.cells:
        assert cell.shown.width * arranged.scale <= cell.area.width + 0.01
        assert cell.shown.height * arranged.scale <= cell.area.height + 1
        assert cell.area.right <= WIDTH - MARGIN + 0.01
        assert cell.area.bottom <= arranged.height - MARGIN + 1


@given(st.lists(st.tuples(CENTIMETRES, CENTIMETRES), min_size=3, max_size=12))
def test_what_is_cut_to_an_area_lies_within_it(points: list[tuple[float, float]]) -> None:
    area = Area(-20, -10, 40, 30)
    for x, y in within(area, convex(points)):
        assert area.left - 1e-6 <= x <= area.right + 1e-6
        assert area.top - 1e-6 <= y <= area.bottom + 1e-6


@given(CENTIMETRES, CENTIMETRES, st.floats(-30, 30, allow_nan=False))
def test_the_nearest_point_of_gear_is_as_far_as_the_gap(x: float, y: float, z: float) -> None:
    ball = Sphere(Vec(x, y, z), 0)
    for solid in (BOX, ROLLER):
        if (away := solid.gap(ball)) > 0.01:
            assert (solid.nearest(ball.centre) - ball.centre).length == pytest.approx(away, abs=0.01)
