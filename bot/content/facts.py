"""What holds in every language: read, compared across files, and made into domain objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.content import doses, shapes
from bot.content.files import Files
from bot.domain.calendar_week import USUAL, CalendarWeek
from bot.domain.library import Programme, Tag
from bot.domain.stretch import PhasePlan, Plan, Stretch

EMERGENCY_NUMBERS = "emergency-numbers.toml"


@dataclass(frozen=True, slots=True)
class Facts:
    """The files without mistake; the ids name those with one too, so that one mistake is reported once."""

    stretch_ids: tuple[str, ...]
    programme_ids: tuple[str, ...]
    stretches: Mapping[str, shapes.StretchFacts]
    programmes: Mapping[str, shapes.ProgrammeFacts]
    sources: Mapping[str, str] | None
    tags: Mapping[str, shapes.TagFacts] | None
    tips: Mapping[str, list[str]] | None
    precautions: shapes.PrecautionsFacts | None
    emergency: shapes.EmergencyFacts | None
    weeks: shapes.WeekFacts | None

    def cited(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The citations behind the keys."""
        return tuple(self.sources[key] for key in keys) if self.sources else ()


def load(files: Files) -> Facts:
    """The facts, with every mistake left in `files`."""
    stretch_ids, programme_ids = files.ids("stretches"), files.ids("programmes")
    facts = Facts(
        stretch_ids=stretch_ids,
        programme_ids=programme_ids,
        stretches=files.read_each("stretches", stretch_ids, shapes.StretchFacts),
        programmes=files.read_each("programmes", programme_ids, shapes.ProgrammeFacts),
        sources=files.read("sources.toml", shapes.SOURCES),
        tags=files.read("tags.toml", shapes.TAGS),
        tips=files.read("tips.toml", shapes.TIPS),
        precautions=files.read("precautions.toml", shapes.PrecautionsFacts),
        emergency=files.read(EMERGENCY_NUMBERS, shapes.EmergencyFacts),
        weeks=files.read("weeks.toml", shapes.WeekFacts),
    )
    _check_stretches(files, facts)
    _check_tags(files, facts)
    for id_, programme in facts.programmes.items():
        for number, stage in enumerate(programme.stages):
            files.expect_known(f"programmes/{id_}.toml", f"stages.{number}", stage, stretch_ids)
        files.expect_known(f"programmes/{id_}.toml", "instead", programme.instead, stretch_ids)
        muscles = {muscle for stretch in facts.stretches.values() for muscle in stretch.muscles}
        files.expect_known(f"programmes/{id_}.toml", "focus", programme.focus, muscles)
    _check_sources(files, facts)
    _check_emergency_numbers(files, facts)
    return facts


def tags(facts: Facts) -> dict[str, Tag]:
    """Every condition with the stretches that it hides."""
    return {
        id_: Tag(
            id_,
            tag.hides(facts.stretches),
            tag.everything,
            tag.group,
            careful=frozenset(facts.stretches if tag.careful_always else tag.careful),
            no_harder=tag.no_harder,
            instead_of=frozenset(tag.instead_of),
        )
        for id_, tag in (facts.tags or {}).items()
    }


def programmes(facts: Facts) -> dict[str, Programme]:
    """Every programme, by its id."""
    return {
        id_: Programme(
            id_, tuple(map(tuple, programme.stages)), tuple(programme.instead), frozenset(programme.focus)
        )
        for id_, programme in facts.programmes.items()
    }


def stretches(facts: Facts, tags: Iterable[Tag]) -> dict[str, Stretch]:
    """Every stretch, with the tags that hide it."""
    return {
        id_: Stretch(
            id=id_,
            position=stretch.position,
            kind=stretch.kind,
            gear=frozenset(stretch.gear),
            muscles=frozenset(stretch.muscles),
            level=stretch.level,
            settings=frozenset(stretch.settings),
            plan=_plan(stretch.plan),
            needs_warm_up=stretch.needs_warm_up,
            early_ok=stretch.early_ok,
            alone_ok=stretch.alone_ok,
            easier=stretch.easier,
            harder=stretch.harder,
            has_harder=stretch.has_harder,
            harder_gear=frozenset(stretch.harder_gear),
            sources=facts.cited(stretch.sources),
            cautions_for=tuple(map(frozenset, stretch.cautions_for)),
            hidden_for=frozenset(tag.id for tag in tags if tag.hides_everything or id_ in tag.hides),
        )
        for id_, stretch in facts.stretches.items()
    }


def emergency_numbers(facts: Facts) -> dict[str, str]:
    """The number that brings an ambulance, by the country's code."""
    listed = facts.emergency.numbers if facts.emergency else {}
    return {country: found.number for country, found in listed.items()}


def weeks(facts: Facts) -> dict[str, CalendarWeek]:
    """The week of each country that has not the usual one, by the country's code."""
    if facts.weeks is None:
        return {}
    begins = {country: min(days) for days, listed in facts.weeks.begins.items() for country in listed}
    weekend = {country: days for days, listed in facts.weeks.weekend.items() for country in listed}
    return {
        country: CalendarWeek(begins.get(country, USUAL.first), weekend.get(country, USUAL.weekend))
        for country in begins.keys() | weekend.keys()
    }


def _plan(plan: shapes.PlanFacts) -> Plan:
    return Plan(
        sides=plan.sides,
        get_ready=plan.get_ready,
        switch=plan.switch,
        rest=plan.rest,
        repetitions_least=plan.repetitions.least,
        repetitions_start=plan.repetitions.start,
        repetitions_most=plan.repetitions.most,
        phases=tuple(PhasePlan(**phase.model_dump()) for phase in plan.phases),
    )


def _check_stretches(files: Files, facts: Facts) -> None:
    for id_, stretch in facts.stretches.items():
        file = f"stretches/{id_}.toml"
        for field, reason in doses.mistakes(stretch):
            files.refuse(file, field, reason)
        for field, other in ("easier", stretch.easier), ("harder", stretch.harder):
            if other is not None:
                files.expect_known(file, field, [other], set(facts.stretch_ids) - {id_})
        for number, about in enumerate(stretch.cautions_for if facts.tags is not None else ()):
            files.expect_known(file, f"cautions_for.{number}", about, facts.tags or {})
        if facts.tags is not None:
            files.expect_known(file, "words_for", stretch.words_for, facts.tags)
        if stretch.cautions_for and all(stretch.cautions_for):
            files.refuse(file, "cautions_for", "leaves no caution for everybody")


def _check_tags(files: Files, facts: Facts) -> None:
    for id_, tag in (facts.tags or {}).items():
        files.expect_known("tags.toml", f"{id_}.ids", tag.ids, facts.stretch_ids)
        files.expect_known("tags.toml", f"{id_}.careful", tag.careful, facts.stretch_ids)
        files.expect_known("tags.toml", f"{id_}.instead_of", tag.instead_of, set(facts.tags or ()) - {id_})
        if not (tag.everything or tag.ids or tag.muscles or tag.positions or tag.careful):
            files.refuse("tags.toml", id_, "changes nothing")


def _check_sources(files: Files, facts: Facts) -> None:
    if facts.sources is None:
        return
    named = [
        *((f"stretches/{id_}.toml", "sources", stretch.sources) for id_, stretch in facts.stretches.items()),
        *((f"programmes/{id_}.toml", "sources", shape.sources) for id_, shape in facts.programmes.items()),
        *(("tags.toml", f"{id_}.sources", tag.sources) for id_, tag in (facts.tags or {}).items()),
        *(("tips.toml", id_, sources) for id_, sources in (facts.tips or {}).items()),
    ]
    if facts.precautions is not None:
        named.append(("precautions.toml", "sources", facts.precautions.sources))
    for file, field, sources in named:
        files.expect_known(file, field, sources, facts.sources)


def _check_emergency_numbers(files: Files, facts: Facts) -> None:
    if facts.emergency is not None:
        for country, found in facts.emergency.numbers.items():
            field = f"numbers.{country}.sources"
            files.expect_known(EMERGENCY_NUMBERS, field, found.sources, facts.emergency.sources)
