"""What a person does with messages in a real browser: changes, quotes, forwards, attaches, opens threads."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, FilePayload, Locator, expect

from bot.localchat.people import PHOTO
from tests.e2e.test_page import WIDTHS, Visitor, page_of_program, visitor
from tests.localchat.test_said_by_people import film
from tests.program import free_port

TYPED = "a stretch for tight calves"


def picture(name: str) -> FilePayload:
    return {"name": name, "mimeType": "image/png", "buffer": PHOTO}


@asynccontextmanager
async def newcomer(
    browser: Browser, checkout: Path, tmp_path: Path, name: str, width: str = "desktop"
) -> AsyncIterator[Visitor]:
    """Somebody who has begun, and is asked about their safety."""
    async with (
        page_of_program(checkout, tmp_path, free_port()) as (_, address),
        visitor(browser, address, f"{name}-{width}", width) as ann,
    ):
        await ann.page.get_by_role("button", name="Start", exact=True).click()
        await ann.sees("First, your safety.")
        yield ann


def field(ann: Visitor) -> Locator:
    return ann.page.get_by_role("textbox", name="Message")


def own(ann: Visitor, words: str) -> Locator:
    """The latest message of their own with these words."""
    return ann.log.locator(".out").filter(has_text=words).last


async def does(ann: Visitor, message: Locator, deed: str) -> None:
    """Chooses from the menu of a message, by keyboard."""
    await message.focus()
    await ann.page.keyboard.press("Enter")
    menu = ann.page.get_by_role("dialog", name="Message options")
    await expect(menu.get_by_role("button", name="Reply")).to_be_focused()
    await menu.get_by_role("button", name=deed).press("Enter")


async def attaches(ann: Visitor, *files: FilePayload) -> Locator:
    """The dialog that shows what is about to be sent."""
    await ann.page.get_by_role("button", name="Attach").click()
    async with ann.page.expect_file_chooser() as choosing:
        await ann.page.get_by_role("button", name="Photos, videos, files").click()
    await (await choosing.value).set_files(list(files))
    return ann.page.get_by_role("dialog", name=re.compile("^Send "))


async def test_an_own_message_is_changed_and_escape_leaves_it_as_it_was(
    browser: Browser, checkout: Path, tmp_path: Path
) -> None:
    async with newcomer(browser, checkout, tmp_path, "edit") as ann:
        await ann.types(TYPED)
        await expect(own(ann, TYPED)).to_be_visible()
        await field(ann).fill("half a sentence")
        await does(ann, own(ann, TYPED), "Edit")
        await expect(field(ann)).to_be_focused()
        await expect(field(ann)).to_have_value(TYPED)
        await ann.keeps_picture()
        await ann.page.keyboard.press("Escape")
        await expect(field(ann)).to_have_value("half a sentence")
        await expect(own(ann, TYPED)).not_to_contain_text("edited")

        await field(ann).fill("")
        await ann.page.keyboard.press("ArrowUp")
        await expect(field(ann)).to_have_value(TYPED)
        await ann.types("a stretch for tight shoulders")
        await expect(own(ann, "tight shoulders")).to_contain_text("edited")
        await expect(field(ann)).to_have_value("")
        await expect(ann.log.get_by_text(TYPED)).to_have_count(0)
        assert await ann.log.locator(".out").count() == 2
        await ann.keeps_picture()


async def test_a_message_is_answered_and_a_selected_part_of_it_is_quoted(
    browser: Browser, checkout: Path, tmp_path: Path
) -> None:
    async with newcomer(browser, checkout, tmp_path, "quote") as ann:
        told = ann.log.get_by_role("article").filter(has_text="First, your safety.")
        await does(ann, told, "Reply")
        await expect(field(ann)).to_be_focused()
        await expect(ann.page.get_by_text("Reply to Limber")).to_be_visible()
        await ann.types("which one")
        await expect(own(ann, "which one").locator(".quote")).to_contain_text("First, your safety.")

        bold = told.get_by_text("First, your safety.", exact=True)
        await bold.select_text()
        await ann.keeps_picture()
        await ann.page.get_by_role("button", name="Quote", exact=True).click()
        await expect(ann.page.get_by_text("Quote from Limber")).to_be_visible()
        await ann.types("what of it")
        quote = own(ann, "what of it").locator(".quote")
        await expect(quote).to_have_text("LimberFirst, your safety.")
        await expect(ann.page.get_by_text("Quote from Limber")).not_to_be_visible()
        await ann.keeps_picture()
        await quote.click()
        await expect(told.first).to_be_focused()


async def test_a_finger_that_stays_opens_the_menu_and_a_part_is_quoted_from_there(
    browser: Browser, checkout: Path, tmp_path: Path
) -> None:
    async with newcomer(browser, checkout, tmp_path, "held", "phone") as ann:
        await ann.types(TYPED)
        await ann.sees("Please tap one of the buttons")
        place = await own(ann, TYPED).locator(".words").bounding_box()
        assert place is not None
        touch = await ann.page.context.new_cdp_session(ann.page)
        point = {"x": place["x"] + 20, "y": place["y"] + 8}
        await touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
        await expect(ann.page.get_by_role("dialog", name="Message options")).to_be_visible()
        await touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        await ann.keeps_picture()
        await ann.page.get_by_role("button", name="Quote a part…").tap()
        words = ann.page.get_by_role("textbox", name="Quote a part")
        await expect(words).to_have_value(TYPED)
        await ann.keeps_picture()
        await words.evaluate("(field, [from, to]) => field.setSelectionRange(from, to)", [14, len(TYPED)])
        await ann.page.get_by_role("button", name="Quote", exact=True).tap()
        await ann.types("both of them")
        await expect(own(ann, "both of them").locator(".quote")).to_have_text("Youtight calves")


async def test_a_message_is_forwarded_under_the_name_of_its_author(
    browser: Browser, checkout: Path, tmp_path: Path
) -> None:
    async with newcomer(browser, checkout, tmp_path, "forward") as ann:
        told = ann.log.get_by_role("article").filter(has_text="First, your safety.")
        await does(ann, told, "Forward to the bot")
        await expect(own(ann, "Forwarded from Limber")).to_contain_text("First, your safety.")
        await expect(
            own(ann, "Forwarded from Limber").get_by_role("button", name="None of these")
        ).to_have_count(0)
        await ann.types(TYPED)
        await does(ann, own(ann, TYPED), "Forward to the bot")
        await expect(own(ann, "Forwarded from You")).to_contain_text(TYPED)
        await ann.keeps_picture()


@pytest.mark.parametrize("width", WIDTHS)
async def test_several_photos_go_as_one_album_with_their_caption(
    browser: Browser, checkout: Path, tmp_path: Path, width: str
) -> None:
    async with newcomer(browser, checkout, tmp_path, "album", width) as ann:
        said = await ann.log.locator(".in").count()
        dialog = await attaches(ann, picture("mat.png"), picture("wall.png"), picture("chair.png"))
        await expect(dialog).to_have_accessible_name("Send 3 photos")
        await expect(dialog.get_by_label("Caption")).to_be_focused()
        await ann.page.keyboard.type("where I stretch")
        await ann.keeps_picture()
        await ann.page.keyboard.press("Enter")
        await expect(dialog).not_to_be_visible()
        album = own(ann, "where I stretch")
        await expect(album.get_by_role("img", name="Picture")).to_have_count(3)
        await expect(ann.log.locator(".in")).to_have_count(said + 1)
        await ann.keeps_picture()
        await album.get_by_role("button", name="Enlarge picture").last.click()
        await expect(ann.page.get_by_role("dialog", name="Picture")).to_be_visible()


async def test_a_video_and_a_document_are_sent_and_can_be_seen_and_fetched(
    browser: Browser, checkout: Path, tmp_path: Path
) -> None:
    async with newcomer(browser, checkout, tmp_path, "files") as ann:
        video: FilePayload = {"name": "bend.mp4", "mimeType": "video/mp4", "buffer": film()}
        plan: FilePayload = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
        dialog = await attaches(ann, video, plan)
        await ann.keeps_picture()
        await dialog.get_by_role("button", name="Send").click()
        await expect(ann.log.locator("video[aria-label=Video]")).to_be_visible()
        async with ann.page.expect_download() as fetching:
            await ann.log.get_by_role("link", name="plan.pdf").click()
        assert (await (await fetching.value).path()).read_bytes() == b"%PDF-1.7"
        dialog = await attaches(ann, picture("mat.png"))
        await dialog.get_by_label("Send as files").check()
        await dialog.get_by_role("button", name="Send").click()
        await expect(ann.log.get_by_role("link", name="mat.png")).to_be_visible()
        await ann.keeps_picture()


@pytest.mark.parametrize("width", WIDTHS)
async def test_a_record_is_taken_along_and_brought_back_after_all_was_deleted(
    browser: Browser, checkout: Path, tmp_path: Path, width: str
) -> None:
    async with (
        page_of_program(checkout, tmp_path, free_port()) as (_, address),
        visitor(browser, address, f"along-{width}", width) as ann,
    ):
        await ann.subscribes()
        await ann.types("done")
        await ann.sees("Logged")
        await ann.types("/privacy")
        await ann.presses("Export")
        async with ann.page.expect_download() as fetching:
            await ann.log.get_by_role("link", name="limber.zip").last.click()
        content = (await (await fetching.value).path()).read_bytes()
        await ann.keeps_picture()
        await ann.types("/delete")
        await ann.presses("Delete everything")
        await ann.sees("Everything about you is deleted.")
        sent: FilePayload = {"name": "limber.zip", "mimeType": "application/zip", "buffer": content}
        dialog = await attaches(ann, sent)
        await dialog.get_by_role("button", name="Send").click()
        await ann.sees("Your record from Limber")
        await ann.keeps_picture()
        await ann.presses("Import")
        await ann.sees("Taken: 1 entry.")
        await ann.sees("First, your safety.")
        await ann.keeps_picture()


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([picture(f"{number}.png") for number in range(11)], "At most 10 can be sent at once; these are 11."),
        (
            [{**picture("huge.png"), "buffer": PHOTO + bytes(11 * 1024 * 1024)}],
            "A photo has at most 10 MB, and huge.png has 11.0 MB: send it as a file.",
        ),
        ([{**picture("nothing.png"), "buffer": b""}], "There is nothing in nothing.png."),
    ],
    ids=["eleven", "a huge photo", "an empty one"],
)
async def test_what_cannot_be_sent_is_said_before_it_goes(
    browser: Browser, checkout: Path, tmp_path: Path, files: list[FilePayload], sentence: str
) -> None:
    async with newcomer(browser, checkout, tmp_path, "too-much", "phone") as ann:
        dialog = await attaches(ann, *files)
        await expect(dialog.get_by_role("alert")).to_have_text(sentence)
        await expect(dialog.get_by_role("button", name="Send")).to_be_disabled()
        await ann.keeps_picture()
        await ann.page.keyboard.press("Escape")
        await expect(dialog).not_to_be_visible()
        assert await ann.log.locator(".out").count() == 1


@pytest.mark.parametrize("width", WIDTHS)
async def test_a_thread_is_opened_and_what_is_said_in_it_stays_there(
    browser: Browser, checkout: Path, tmp_path: Path, width: str
) -> None:
    async with newcomer(browser, checkout, tmp_path, "thread", width) as ann:
        threads = ann.page.get_by_role("navigation", name="Topics")
        await expect(threads).not_to_be_visible()
        await field(ann).fill("half a sentence")
        await ann.page.get_by_role("button", name="Chat options").click()
        await ann.page.get_by_role("button", name="New topic").click()
        await ann.page.get_by_label("Name of the topic").fill("My back")
        await ann.keeps_picture()
        await ann.page.keyboard.press("Enter")
        await expect(threads.get_by_role("button", name="My back")).to_have_attribute("aria-current", "true")
        await expect(field(ann)).to_have_value("")
        await ann.types("/privacy")
        await ann.sees("What Limber keeps")
        await expect(ann.log.get_by_text("First, your safety.")).to_have_count(0)
        await ann.keeps_picture()

        await threads.get_by_role("button", name="General").click()
        await ann.sees("First, your safety.")
        await expect(ann.log.get_by_text("What Limber keeps")).to_have_count(0)
        await expect(field(ann)).to_have_value("half a sentence")
        await ann.page.reload()
        await threads.get_by_role("button", name="My back").click()
        await ann.sees("What Limber keeps")
        await ann.keeps_picture()
