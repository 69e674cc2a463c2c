"""The page in a real browser against the real program, as a newcomer uses both."""

import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.program import ANSWER_SECONDS, Program, free_port, local_chat

WIDTHS = {"phone": (390, 844), "desktop": (1280, 860)}
# How far to the right anything reaches: what a scrolling list cuts off counts too.
WIDEST = """Math.max(...[document.documentElement, ...document.querySelectorAll(".bubble")].map(
    (shown) => shown.getBoundingClientRect().left + shown.scrollWidth))"""
# Where pictures of the page are kept for those who want to look at them.
PICTURES = os.environ.get("LIMBER_PAGE_PICTURES")

expect.set_options(timeout=ANSWER_SECONDS * 1000)


class Visitor:
    """Somebody in front of the page."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.faults: list[str] = []
        self._name = name
        self._shots = 0
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log", name="Messages")

    async def messages(self) -> list[str]:
        """What stands in the chat, without the days between."""
        return await self.log.get_by_role("article").all_inner_texts()

    async def presses(self, label: str) -> None:
        """The latest button of the chat with this label."""
        await self.log.get_by_role("button", name=label).last.click()

    async def types(self, text: str) -> None:
        await self.page.get_by_role("textbox", name="Message").fill(text)
        await self.page.keyboard.press("Enter")

    async def sees(self, words: str) -> None:
        """Something in the chat, the newest at the bottom of the window."""
        await expect(self.log.get_by_text(words).last).to_be_visible()

    async def keeps_picture(self) -> None:
        """A picture of the page as it is, where pictures are wanted."""
        if PICTURES:
            self._shots += 1
            await self.page.screenshot(path=Path(PICTURES) / f"{self._name}-{self._shots:02}.png")

    async def subscribes(self) -> None:
        await self.page.get_by_role("button", name="Start", exact=True).click()
        await self.presses("None of these")
        await self.sees("Does one of these apply")
        for label in ("None of these", "Berlin · ", "07:30"):
            await expect(self.log.get_by_role("button", name=label).last).to_be_in_viewport()
            await self.keeps_picture()
            await self.presses(label)
        await self.sees("You are subscribed")
        await expect(self.log.get_by_role("button", name="Start timer").last).to_be_in_viewport()
        await self.keeps_picture()


@asynccontextmanager
async def visitor(
    browser: Browser, address: str, name: str, width: str = "desktop"
) -> AsyncIterator[Visitor]:
    """Somebody who has opened the page; it must not fail nor grow wider than its window while they are there."""
    across, down = WIDTHS[width]
    context = await browser.new_context(
        viewport={"width": across, "height": down}, has_touch=width == "phone", timezone_id="Europe/Berlin"
    )
    page = await context.new_page()
    somebody = Visitor(page, name)
    await page.goto(address)
    await expect(page.locator("body.loaded")).to_be_attached()
    yield somebody
    assert somebody.faults == []
    assert await page.evaluate(WIDEST) <= across
    await context.close()


@asynccontextmanager
async def page_of_program(checkout: Path, data_folder: Path, port: int) -> AsyncIterator[tuple[Program, str]]:
    async with local_chat(checkout, data_folder, port) as (running, chat):
        yield running, chat.url


@pytest.mark.parametrize("width", WIDTHS)
async def test_a_newcomer_is_led_through_the_whole(
    browser: Browser, checkout: Path, tmp_path: Path, width: str
) -> None:
    async with (
        page_of_program(checkout, tmp_path, free_port()) as (_, address),
        visitor(browser, address, width, width) as ann,
    ):
        await expect(ann.page.get_by_text("Nothing leaves this machine. Press Start.")).to_be_visible()
        await expect(ann.page.locator(".toast")).to_have_count(0)
        await ann.keeps_picture()
        await ann.subscribes()

        await ann.presses("Start timer")
        await ann.sees("Get ready")
        await ann.keeps_picture()
        await ann.presses("Ready")
        await ann.sees("Hold, left leg, 1 of 1")
        await ann.keeps_picture()
        await ann.sees("1 of 1 done")
        await expect(ann.log.get_by_role("button", name="Undo")).to_be_in_viewport()
        await ann.keeps_picture()

        await ann.page.get_by_role("button", name="next reminder").click()
        await expect(ann.log.get_by_role("button", name="Start timer").last).to_be_in_viewport()
        await expect(ann.page.locator("#clock-now")).to_have_text(re.compile("^07:"))
        await ann.keeps_picture()

        await ann.types("done")
        await ann.sees("Logged")
        await ann.keeps_picture()
        await ann.types("/stats")
        await ann.sees("This week")
        await ann.keeps_picture()

        await ann.page.get_by_role("button", name="Commands", exact=True).click()
        await expect(ann.page.get_by_role("button", name="/precautions")).to_be_visible()
        await ann.keeps_picture()
        await ann.page.get_by_role("button", name="/precautions").click()
        await ann.sees("Version 3")
        await ann.keeps_picture()


async def test_the_chat_survives_a_reload_and_a_restart(
    browser: Browser, checkout: Path, tmp_path: Path
) -> None:
    port = free_port()
    async with page_of_program(checkout, tmp_path, port) as (running, address):
        context = await browser.new_context(viewport={"width": 1280, "height": 860})
        ann = Visitor(await context.new_page(), "restart")
        await ann.page.goto(address)
        await ann.subscribes()
        await ann.page.get_by_role("button", name="+1 h").click()
        await expect(ann.page.get_by_text("1 h ahead of real time")).to_be_visible()
        before = await ann.messages()
        await ann.page.reload()
        await expect(ann.log).to_have_text(re.compile("You are subscribed"))
        assert await ann.messages() == before
        await running.stops()
        await expect(ann.page.get_by_text("Reconnecting…")).to_be_visible()
        await ann.keeps_picture()
    async with page_of_program(checkout, tmp_path, port) as (_, address):
        await expect(ann.page.get_by_text("Reconnecting…")).not_to_be_visible()
        await expect(ann.page.get_by_text("1 h ahead of real time")).to_be_visible()
        assert await ann.messages() == before
        await ann.types("done")
        await ann.sees("Logged")
        assert ann.faults == []
        await context.close()


@pytest.mark.parametrize("width", WIDTHS)
async def test_two_people_are_served_side_by_side(
    browser: Browser, checkout: Path, tmp_path: Path, width: str
) -> None:
    async with (
        page_of_program(checkout, tmp_path, free_port()) as (_, address),
        visitor(browser, address, f"people-{width}", width) as both,
    ):
        people = both.page.get_by_role("complementary", name="People")
        await both.subscribes()
        if width == "phone":
            await both.page.get_by_role("button", name="People", exact=True).click()
        await people.get_by_role("button", name="New person").click()
        await both.page.get_by_label("Name", exact=True).fill("Ben")
        await both.keeps_picture()
        await both.page.get_by_role("button", name="Create").click()
        await expect(both.page.get_by_text("you are Ben")).to_be_visible()
        await both.subscribes()

        await both.page.get_by_role("button", name="next reminder").click()
        await expect(both.page.locator("#clock-now")).to_have_text(re.compile("^07:"))
        await expect(both.log.get_by_role("button", name="Start timer")).to_be_in_viewport()
        await both.types("done")
        await both.sees("Logged")
        if width == "phone":
            await both.page.get_by_role("button", name="People").click()
        await expect(people.get_by_role("button", name="You English")).to_contain_text("unread")
        await both.keeps_picture()
        await people.get_by_role("button", name="You English").click()
        await expect(both.log.get_by_role("button", name="Start timer").last).to_be_in_viewport()
        await expect(both.log.get_by_text("Logged")).to_have_count(0)


async def test_the_place_is_shared_from_the_list_of_cities(
    browser: Browser, checkout: Path, tmp_path: Path
) -> None:
    async with (
        page_of_program(checkout, tmp_path, free_port()) as (_, address),
        visitor(browser, address, "location", "phone") as ann,
    ):
        await ann.page.get_by_role("button", name="Start", exact=True).click()
        await ann.presses("None of these")
        await ann.sees("Does one of these apply")
        await ann.presses("None of these")
        await ann.presses("Use my location")
        await ann.page.get_by_role("button", name="Share my location").click()
        await expect(ann.page.get_by_role("button", name="Kathmandu")).to_be_visible()
        await ann.keeps_picture()
        await ann.page.get_by_role("button", name="Kathmandu").click()
        await ann.sees("Is that right?")
        await expect(ann.page.get_by_role("button", name="Share my location")).to_have_count(0)
        await ann.keeps_picture()


async def test_the_keyboard_alone_is_enough(browser: Browser, checkout: Path, tmp_path: Path) -> None:
    async with (
        page_of_program(checkout, tmp_path, free_port()) as (_, address),
        visitor(browser, address, "keyboard") as ann,
    ):
        await ann.page.get_by_role("button", name="Start", exact=True).press("Enter")
        await expect(ann.page.get_by_role("textbox", name="Message")).to_be_focused()
        await ann.log.get_by_role("button", name="None of these").press("Enter")
        await ann.sees("Does one of these apply")
        await ann.log.get_by_role("button", name="None of these").press("Enter")
        await ann.sees("Where are you?")
        await ann.page.get_by_role("textbox", name="Message").press_sequentially("/prec")
        await ann.page.keyboard.press("ArrowDown")
        await expect(ann.page.get_by_role("button", name="/precautions")).to_be_focused()
        await ann.page.keyboard.press("Enter")
        await ann.sees("Version 3")
        await expect(ann.page.get_by_role("textbox", name="Message")).to_be_focused()


async def test_an_instant_is_shown_as_the_bot_wrote_it_whatever_the_browsers_zone(
    browser: Browser, checkout: Path, tmp_path: Path
) -> None:
    async with (
        page_of_program(checkout, tmp_path, free_port()) as (_, address),
        visitor(browser, address, "zone") as ann,
    ):
        await expect(ann.page.get_by_role("button", name="Start", exact=True)).to_be_focused()
        await ann.page.get_by_role("button", name="Start", exact=True).press("Enter")
        await ann.presses("None of these")
        await ann.sees("Does one of these apply")
        for label in ("None of these", "Tokyo · ", "07:30"):
            await ann.presses(label)
        instant = ann.log.locator("time[datetime]").filter(has_text="07:30")
        await expect(instant).to_be_visible()
        await expect(instant).to_have_attribute("title", re.compile("Europe/Berlin$"))


async def test_escape_leaves_the_commands_for_the_message(
    browser: Browser, checkout: Path, tmp_path: Path
) -> None:
    async with (
        page_of_program(checkout, tmp_path, free_port()) as (_, address),
        visitor(browser, address, "escape") as ann,
    ):
        await ann.page.get_by_role("button", name="Start", exact=True).press("Enter")
        await ann.sees("First, your safety.")
        await ann.page.get_by_role("button", name="Commands", exact=True).click()
        await expect(ann.page.get_by_role("button", name="/today")).to_be_focused()
        await ann.page.keyboard.press("Escape")
        await expect(ann.page.get_by_role("textbox", name="Message")).to_be_focused()
        await ann.page.get_by_role("link", name="To the message").focus()
        await ann.page.keyboard.press("Enter")
        await expect(ann.page.get_by_role("textbox", name="Message")).to_be_focused()
