"""Archives of any content: taken in and given out they are the same, also after all was deleted between."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bot.domain.archive import (
    Archive,
    KeptBreak,
    KeptDay,
    KeptEntry,
    KeptExercise,
    KeptLiking,
    KeptPrompt,
    KeptSafety,
    KeptTime,
    KeptTip,
    as_json,
)
from bot.domain.days import OF_OTHERS
from bot.domain.person import Liking, Options
from bot.domain.practice import Felt, Pain
from bot.domain.prompt import Answer, Delivery, PromptKind, Reason
from bot.domain.schedule import EVERY_DAY
from bot.domain.sentfile import ARCHIVE, read_sent
from bot.domain.setting import Setting
from bot.domain.stretch import Dose, Part, Side
from bot.domain.zipped import zipped
from bot.localchat.people import Person as Chatter
from bot.services.archives import Imported
from tests.world import MONDAY_MORNING, World

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "limber.schema.json").read_text(encoding="utf-8"))
TODAY = MONDAY_MORNING.date()
STRETCHES = st.sampled_from(["supine", "standing", "own-7", "gone-long-ago"])
DAYS = st.dates(TODAY - timedelta(days=300), TODAY)
INSTANTS = st.timedeltas(timedelta(0), timedelta(days=240)).map(lambda ago: MONDAY_MORNING - ago)
DOSES = st.builds(Dose, st.integers(0, 9), st.integers(1, 5), st.integers(1, 2))
PARTS = st.lists(st.builds(Part, STRETCHES, DOSES, st.sampled_from(Side)), max_size=3).map(tuple)
OPTIONS = st.builds(
    Options,
    programme=st.sampled_from(["hamstrings"]),
    level=st.integers(1, 3),
    setting=st.none() | st.sampled_from(Setting),
    lacking=st.sampled_from([frozenset(), frozenset({"roller", "strap"})]),
    minutes=st.sampled_from([0, 5, 10]),
    longer=st.just(value=False),
    rest_days=st.frozensets(st.integers(0, 6), max_size=6),
    quiet_from=st.just(time(22)),
    quiet_to=st.just(time(6)),
)


def recurring(number: int) -> st.SearchStrategy[KeptTime]:
    """A time at an hour of its own."""
    common: dict[str, Any] = {
        "at": st.just(time(6 + 2 * number)),
        "setting": st.none() | st.sampled_from(Setting),
        "extra": st.booleans(),
        "keeps_hour": st.booleans(),
    }
    weekly = st.builds(KeptTime, days=st.frozensets(st.integers(0, 6), min_size=1), **common)
    apart = st.builds(KeptTime, every=st.integers(2, 30), first_on=DAYS, days=st.just(EVERY_DAY), **common)
    return weekly | apart


@st.composite
def archives(draw: st.DrawFn) -> Archive:
    """An archive as Limber gives it out: everything in its order, and all numbers of something that is there."""
    times = tuple(draw(recurring(number)) for number in range(draw(st.integers(0, 4))))
    prompts: list[KeptPrompt] = []
    for number, due_at in enumerate(sorted(draw(st.lists(INSTANTS, max_size=6, unique=True)))):
        kind = draw(st.sampled_from(PromptKind))
        of_time = draw(st.none() | st.integers(0, len(times) - 1)) if times else None
        is_occurrence = kind is PromptKind.SLOT and of_time is not None
        prompts.append(
            KeptPrompt(
                kind=kind,
                due_at=due_at,
                day=due_at.date(),
                delivery=draw(st.sampled_from([Delivery.SENT, Delivery.UNKNOWN, Delivery.SKIPPED])),
                time=of_time,
                on=due_at.date() + timedelta(days=number % 2) if is_occurrence else None,
                origin=draw(st.none() | st.integers(0, number - 1)) if number else None,
                stretch_id=draw(st.none() | STRETCHES),
                dose=draw(st.none() | DOSES),
                first_side=draw(st.sampled_from(Side)),
                parts=draw(PARTS),
                opening=draw(st.none() | st.integers(0, 9)),
                reason=draw(st.none() | st.sampled_from(Reason)),
                answer=draw(st.none() | st.sampled_from(Answer)),
                answered_at=draw(st.none() | INSTANTS),
            )
        )
    # One prompt a date of a time.
    seen: set[object] = set()
    for number, prompt in enumerate(prompts):
        if prompt.on is not None and (prompt.time, prompt.on) in seen:
            prompts[number] = replace(prompt, on=None)
        seen.add((prompt.time, prompt.on))
    entries = draw(
        st.lists(
            st.builds(
                KeptEntry,
                day=DAYS,
                stretch_id=STRETCHES | st.just(""),
                done_at=INSTANTS,
                left=st.integers(0, 600),
                right=st.integers(0, 600),
                seconds=st.integers(0, 1200),
                timed=st.booleans(),
                counts=st.booleans(),
                pain=st.none() | st.sampled_from(Pain),
                felt=st.none() | st.sampled_from(Felt),
                prompt=st.none() | st.integers(0, len(prompts) - 1) if prompts else st.none(),
            ),
            max_size=8,
            unique_by=(
                lambda entry: (entry.prompt, entry.stretch_id) if entry.prompt is not None else object()
            ),
        )
    )
    has_place = bool(times) or draw(st.booleans())
    back_on = st.none() | st.dates(TODAY + timedelta(days=1), TODAY + timedelta(days=90))
    pause = draw(st.none() | st.builds(KeptBreak, st.none() | st.just(TODAY), back_on)) if times else None
    ids = st.integers(1, 99).map(lambda number: f"own-{number}")
    own = st.builds(
        KeptExercise,
        id=ids,
        name=st.sampled_from(["Calf raises", "Übung <b>", "=1+1"]),
        sides=st.booleans(),
        days=st.frozensets(st.integers(0, 6)),
        removed=st.booleans(),
    )
    return Archive(
        language=draw(st.sampled_from(["en", "de"])),
        city="Lord Howe" if has_place else None,
        zone="Australia/Lord_Howe" if has_place else None,
        country="AU" if has_place else None,
        day_start=time(draw(st.integers(0, 5))) if has_place else time(3),
        conditions=draw(st.frozensets(st.sampled_from(["osteoporosis", "from-65", "no-floor"]))),
        settings=draw(OPTIONS),
        pause=pause,
        times=times,
        likings=tuple(
            KeptLiking(*each)
            for each in sorted(draw(st.dictionaries(STRETCHES, st.sampled_from(Liking))).items())
        ),
        exercises=tuple(draw(st.lists(own, max_size=3, unique_by=lambda each: each.id))),
        prompts=tuple(prompts),
        entries=tuple(sorted(entries, key=lambda entry: (entry.day, entry.done_at))),
        days=tuple(
            KeptDay(*each) for each in sorted(draw(st.dictionaries(DAYS, st.sampled_from(OF_OTHERS))).items())
        ),
        tips=tuple(KeptTip(name, on) for name, on in sorted(draw(st.dictionaries(STRETCHES, DAYS)).items())),
    )


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(SCHEMA)


@given(archives())
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_what_was_given_out_is_the_same_after_all_was_deleted_and_taken_in(
    world: World, ann: Chatter, archive: Archive
) -> None:
    limber = world.app.limber
    known, now = limber.archives.known, world.clock.now()
    file = as_json(archive)
    assert list(validator().iter_errors(json.loads(file))) == []
    for content, update_id in ((file.encode(), 1), (zipped({ARCHIVE: file}), 2)):
        await limber.people.erase(ann.id)
        await limber.people.meet(ann.id, "en")
        read = read_sent(content, "limber.zip", known, now)
        assert isinstance(read, Archive), read
        taken = await limber.archives.take(ann.id, read, update_id)
        assert isinstance(taken, Imported)
        given_out = (await limber.archives.given(ann.id)).archive
        assert given_out.safety == KeptSafety()
        file = as_json(replace(given_out, safety=archive.safety))
        assert file == as_json(archive)
        # And the same file once more changes nothing.
        again = await limber.archives.take(ann.id, read, update_id + 10)
        assert isinstance(again, Imported)
        assert not again.is_new
        assert (await limber.archives.given(ann.id)).archive == given_out


async def test_undoing_leaves_all_as_it_was_before(world: World, ann: Chatter) -> None:
    limber = world.app.limber
    await limber.people.meet(ann.id, "en")
    before = (await limber.archives.given(ann.id)).archive
    archive = Archive(
        "de",
        "Berlin",
        "Europe/Berlin",
        "DE",
        times=(KeptTime(time(7)),),
        entries=(KeptEntry(date(2027, 5, 1), "supine", MONDAY_MORNING, 1, 1, 2, timed=True, counts=True),),
    )
    await limber.archives.take(ann.id, archive, 1)
    assert (await limber.archives.given(ann.id)).archive != before
    assert await limber.archives.undo(ann.id, 2) is None
    assert (await limber.archives.given(ann.id)).archive == before
