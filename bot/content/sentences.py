"""What is written in one language: read, compared with the facts, and made into a Language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.content import shapes
from bot.content.facts import Facts
from bot.content.files import Files
from bot.domain.language import Language, Precautions, StretchText, TagText, Tip
from bot.domain.milestone import MARKS, Measure, Milestone


@dataclass(frozen=True, slots=True)
class Sentences:
    """The files of one language that are without mistake."""

    id: str
    language: shapes.LanguageWords | None
    stretches: Mapping[str, shapes.StretchWords]
    precautions: shapes.PrecautionsWords | None
    tips: Mapping[str, str] | None
    openings: shapes.OpeningsWords | None
    endings: shapes.EndingsWords | None
    tags: Mapping[str, shapes.TagWords] | None
    programmes: Mapping[str, str] | None
    cities: Mapping[str, Mapping[str, str]] | None


def load(files: Files, id_: str, facts: Facts) -> Sentences:
    """The sentences of a language, with every mistake left in `files`."""
    folder = f"locales/{id_}"
    sentences = Sentences(
        id=id_,
        language=files.read(f"{folder}/language.toml", shapes.LanguageWords),
        stretches=files.read_each(f"{folder}/stretches", facts.stretch_ids, shapes.StretchWords),
        precautions=files.read(f"{folder}/precautions.toml", shapes.PrecautionsWords),
        tips=files.read(f"{folder}/tips.toml", shapes.TIP_WORDS),
        openings=files.read(f"{folder}/openings.toml", shapes.OpeningsWords),
        endings=files.read(f"{folder}/endings.toml", shapes.EndingsWords),
        tags=files.read(f"{folder}/tags.toml", shapes.TAG_WORDS),
        programmes=files.read(f"{folder}/programmes.toml", shapes.PROGRAMME_WORDS),
        cities=files.read(f"{folder}/cities.toml", shapes.CITY_WORDS),
    )
    _check_stretches(files, folder, sentences, facts)
    for name, found, wanted in (
        ("tips", sentences.tips, facts.tips),
        ("tags", sentences.tags, facts.tags),
        ("programmes", sentences.programmes, facts.programme_ids),
    ):
        if found is not None and wanted is not None:
            files.expect_same(f"{folder}/{name}.toml", found, wanted)
    if sentences.endings is not None:
        files.expect_same(
            f"{folder}/endings.toml",
            [f"{measure}.{mark}" for measure, marks in _milestones(sentences.endings) for mark in marks],
            [f"{measure}.{mark}" for measure, marks in MARKS.items() for mark in marks],
        )
    for tag_id, tag in (facts.tags or {}).items():
        written = (sentences.tags or {}).get(tag_id)
        if written is not None and (written.caution is not None) is not tag.cautions:
            why = "is missing" if tag.cautions else "has no stretch to be careful with"
            files.refuse(f"{folder}/tags.toml", f"{tag_id}.caution", why)
    said, dated = sentences.precautions, facts.precautions
    if said is not None and dated is not None and said.version != dated.version:
        files.refuse(f"{folder}/precautions.toml", "version", f"must be {dated.version}, as the facts are")
    return sentences


def language(sentences: Sentences, facts: Facts) -> Language:
    """The language; only for sentences and facts in which no mistake was found."""
    assert sentences.language is not None
    assert sentences.openings is not None
    assert sentences.endings is not None
    return Language(
        id=sentences.id,
        own_name=sentences.language.own_name,
        stretches={id_: _stretch(text) for id_, text in sentences.stretches.items()},
        precautions=_precautions(sentences, facts),
        tips=tuple(Tip(id_, text) for id_, text in (sentences.tips or {}).items()),
        openings=tuple(sentences.openings.openings),
        ends=tuple(sentences.endings.ends),
        praises=tuple(sentences.endings.praises),
        milestones={
            Milestone(measure, int(number)): sentence
            for measure, said in _milestones(sentences.endings)
            for number, sentence in said.items()
        },
        tags={
            id_: TagText(tag.label, tag.advice, tag.caution) for id_, tag in (sentences.tags or {}).items()
        },
        programmes=sentences.programmes or {},
        cities=sentences.cities or {},
    )


def _milestones(words: shapes.EndingsWords) -> tuple[tuple[Measure, Mapping[str, str]], ...]:
    return (Measure.DAYS, words.days), (Measure.HOURS, words.hours)


def _check_stretches(files: Files, folder: str, sentences: Sentences, facts: Facts) -> None:
    for id_ in files.ids(f"{folder}/stretches"):
        if id_ not in facts.stretch_ids:
            files.refuse(f"{folder}/stretches/{id_}.toml", "", f"there is no stretch {id_!r}")
    for id_, text in sentences.stretches.items():
        if id_ in facts.stretches:
            _check_stretch(files, f"{folder}/stretches/{id_}.toml", text, facts.stretches[id_])


def _check_stretch(files: Files, file: str, text: shapes.StretchWords, stretch: shapes.StretchFacts) -> None:
    phases = [phase.name for phase in stretch.plan.phases]
    files.expect_same(
        file,
        [*(f"phases.{phase}" for phase in text.phases), *(f"for.{tag}" for tag in text.variants)],
        [*(f"phases.{phase}" for phase in phases), *(f"for.{tag}" for tag in stretch.words_for)],
    )
    for tag, own in text.variants.items():
        files.expect_known(file, f"for.{tag}.phases", own.phases, phases)
    if (text.change is not None) is not stretch.plan.sides:
        files.refuse(file, "change", "is missing" if stretch.plan.sides else "there is no other side")
    whom = stretch.cautions_for
    if whom and len(whom) != len(text.cautions):
        files.refuse(file, "cautions", f"must be {len(whom)}, as the facts say")


def _stretch(text: shapes.StretchWords) -> StretchText:
    usual = StretchText(
        name=text.name,
        steps=tuple(text.steps),
        cue=text.cue,
        error=text.error,
        cautions=tuple(text.cautions),
        easier=text.easier,
        harder=text.harder,
        why=text.why,
        phases=text.phases,
        change=text.change,
    )
    return replace(usual, variants={tag: _variant(usual, tag, own) for tag, own in text.variants.items()})


def _variant(usual: StretchText, tag: str, own: shapes.VariantWords) -> StretchText:
    return replace(
        usual,
        tag=tag,
        steps=tuple(own.steps),
        cue=own.cue or usual.cue,
        error=own.error or usual.error,
        phases={**usual.phases, **own.phases},
    )


def _precautions(sentences: Sentences, facts: Facts) -> Precautions:
    said, dated = sentences.precautions, facts.precautions
    assert said is not None
    assert dated is not None
    return Precautions(
        version=dated.version,
        dated_on=dated.dated_on,
        summary=tuple(said.summary),
        emergency=tuple(said.emergency),
        today=tuple(said.today),
        soon=tuple(said.soon),
        disclaimer=said.disclaimer,
        short=said.short,
        sources=facts.cited(dated.sources),
    )
