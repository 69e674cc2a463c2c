"""Cards of /stretches and sessions in a real browser: a picture and words in one message."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.test_page import WIDTHS, Visitor, page_of_program, visitor
from tests.program import free_port


async def sees_picture(somebody: Visitor, first_line: str) -> None:
    """The newest message: a picture that has come, with these words under it and its last button in the window."""
    message = somebody.log.get_by_role("article").last
    await expect(message.get_by_text(first_line).first).to_be_attached()
    picture = message.get_by_role("img", name=first_line)
    await expect(picture).to_be_attached()
    await expect(picture).to_have_js_property("complete", True)
    assert await picture.evaluate("image => image.naturalWidth") > 0
    await expect(message.get_by_role("button").last).to_be_in_viewport()
    await somebody.keeps_picture()
    await picture.scroll_into_view_if_needed()
    await somebody.keeps_picture()


async def has_no_picture(somebody: Visitor, words: str) -> None:
    message = somebody.log.get_by_role("article").last
    await expect(message.get_by_text(words).first).to_be_visible()
    await expect(message.get_by_role("img")).to_have_count(0)
    await somebody.keeps_picture()


@pytest.mark.parametrize("width", WIDTHS)
async def test_cards_and_sessions_are_seen(
    browser: Browser, checkout: Path, tmp_path: Path, width: str
) -> None:
    async with (
        page_of_program(checkout, tmp_path, free_port()) as (_, address),
        visitor(browser, address, f"pictures-{width}", width) as ann,
    ):
        await ann.subscribes()
        await ann.types("/stretches")
        await ann.presses("All of them")
        await has_no_picture(ann, "page 1 of 5")
        before = await ann.log.get_by_role("article").count()
        await ann.presses("Calf stretch, knee straight")
        await sees_picture(ann, "Calf stretch, knee straight")
        await ann.presses("Favourite")
        await ann.sees("One of your favourites")
        await sees_picture(ann, "Calf stretch, knee straight")
        await ann.presses("Back")
        await has_no_picture(ann, "page 1 of 5")
        await ann.presses("Cat and cow")
        await sees_picture(ann, "Cat and cow")
        assert await ann.log.get_by_role("article").count() == before

        await ann.types("/stretches")
        await ann.presses("All of them")
        for number in range(2, 6):
            await ann.presses("More ›")
            await ann.sees(f"page {number} of 5")
        await ann.presses("Push and let go")
        await sees_picture(ann, "Push and let go")
        await ann.types("/session 5")
        await sees_picture(ann, "Session of 5 minutes")
        await ann.types("/session 15")
        await sees_picture(ann, "Session of 15 minutes")

        await ann.types("/language")
        await ann.presses("Deutsch")
        await ann.types("/stretches")
        await ann.presses("Nichts davon")
        await ann.sees("womit du lebst")
        await ann.presses("Nichts davon")
        await ann.presses("Alle zeigen")
        await ann.presses("Arm vor der Brust")
        await sees_picture(ann, "Arm vor der Brust")
        await ann.types("/session 10")
        await sees_picture(ann, "Einheit von 10 Minuten")
