"""The text of a message and its entities as Telegram keeps them: cleaned, trimmed, found, nested without crossing."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from bot.localchat import limits
from bot.localchat.limits import Refused
from bot.localchat.links import checked_url, found_in
from bot.localchat.markup import Entity, parse_html, units

QUOTES = {"blockquote", "expandable_blockquote"}
STYLES = {"bold", "italic", "underline", "strikethrough", "spoiler"}
# Within these nothing else is shown.
BARE = {"code", "pre", "date_time"}
FOUND = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
WITH = {
    "text_link": "url",
    "text_mention": "user",
    "custom_emoji": "custom_emoji_id",
    "date_time": "unix_time",
}
ORDER = [
    {"blockquote", "expandable_blockquote"},
    {"pre"},
    {"code"},
    {"date_time"},
    {"text_link", "text_mention"},
    FOUND,
    *({style} for style in ("bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji")),
]
RANK = {kind: rank for rank, kinds in enumerate(ORDER) for kind in kinds}
TRIMMED = " \n"
REMOVED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
CONTROLS = re.compile("[\0-\x09\x0b-\x1f]")


def read_text(
    source: str, parse_mode: str | None, entities: list[Any] | None, *, longest: int, too_long: limits.Refusal
) -> tuple[str, list[Entity]]:
    """A message's text and entities; raises Refused for what Telegram would not take."""
    if len(source.encode()) > limits.RAW_TEXT_BYTES:
        raise Refused(limits.RAW_TEXT_TOO_LONG)
    text = source
    given: list[Entity] = []
    if parse_mode:
        if parse_mode.lower() != "html":
            raise Refused(limits.PARSE_MODE_UNSUPPORTED)
        text, given = parse_html(source)
    elif entities:
        given = [_given(entity, units(source)) for entity in entities]
    text, given = _clean(text, [entity for entity in given if entity["type"] not in FOUND])
    text, given = _trim(text, given)
    if units(text) > longest:
        raise Refused(too_long)
    return text, fixed(given + find(text))[: limits.ENTITIES]


def typed_text(source: str) -> tuple[str, list[Entity]]:
    """What a person's message becomes: no markup, only what Telegram finds in it."""
    text, _ = _trim(*_clean(source, []))
    return text, fixed(find(text))


def find(text: str) -> list[Entity]:
    """Commands, links, addresses and mentions in a text."""
    return [
        {"type": kind, "offset": units(text[:start]), "length": units(text[start:end])}
        for kind, start, end in found_in(text)
    ]


def fixed(entities: list[Entity]) -> list[Entity]:
    """The entities in Telegram's order, none crossing another, none within itself."""
    quotes = _apart(entity for entity in entities if entity["type"] in QUOTES)
    others = [
        entity
        for entity in _apart(entity for entity in entities if entity["type"] not in QUOTES | STYLES)
        if not any(_meet(entity, quote) and not _within(entity, quote) for quote in quotes)
    ]
    blocks = quotes + others
    bare = [entity for entity in others if entity["type"] in BARE]
    styles = [
        piece
        for style in _merged(_ordered(entity for entity in entities if entity["type"] in STYLES))
        for piece in _cut(style, blocks)
        if not any(_within(piece, block) for block in bare)
    ]
    # Only a preformatted block has a language of its own.
    for entity in others:
        if entity["type"] == "code":
            entity.pop("language", None)
    return _ordered([*blocks, *styles])


def _given(entity: Any, length: int) -> Entity:
    """An entity that the caller wrote down itself."""
    if not isinstance(entity, dict):
        raise Refused(limits.ENTITY_UNPARSED.naming(why="expected an Object"))
    kind, offset, extent = entity.get("type"), entity.get("offset"), entity.get("length")
    if kind not in RANK:
        raise Refused(limits.ENTITY_UNPARSED.naming(why="Unsupported type specified"))
    if type(offset) is not int or type(extent) is not int:
        raise Refused(limits.ENTITY_UNPARSED.naming(why='Field "offset" must be of type Number'))
    if offset < 0:
        raise Refused(limits.ENTITY_OFFSET.naming(offset=offset))
    if extent <= 0:
        raise Refused(limits.ENTITY_LENGTH.naming(length=extent))
    if offset >= length:
        raise Refused(limits.ENTITY_BEGINS_AFTER_END.naming(offset=offset))
    if offset + extent > length:
        raise Refused(limits.ENTITY_ENDS_AFTER_END.naming(offset=offset, end=offset + extent))
    if kind in WITH and WITH[kind] not in entity:
        raise Refused(limits.ENTITY_UNPARSED.naming(why=f'Can\'t find field "{WITH[kind]}"'))
    if unknown := set(entity) - {"type", "offset", "length", "language", "date_time_format", *WITH.values()}:
        raise Refused(limits.FIELD_UNKNOWN.naming(name=min(unknown)))
    if kind == "text_link":
        url = checked_url(entity["url"])
        if url is None:
            raise Refused(limits.ENTITY_URL_INVALID.naming(url=entity["url"]))
        return entity | {"url": url}
    return dict(entity)


def _clean(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """The text without what Telegram drops, control characters as spaces."""
    text = CONTROLS.sub(lambda match: match.group() if match.group() == "\r" else " ", text)
    # All of these are one unit long.
    gone = [units(text[: match.start()]) for match in REMOVED.finditer(text)]
    if gone:
        text = REMOVED.sub("", text)
        entities = [
            moved
            for entity in entities
            if (moved := _between(entity, lambda at: at - sum(place < at for place in gone)))["length"]
        ]
    return text, entities


def _trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """The text without blank ends; what stands before the first entity alone goes at the front."""
    text = text.rstrip(TRIMMED)
    last = units(text)
    entities = [
        moved for entity in entities if (moved := _between(entity, lambda at: min(at, last)))["length"] > 0
    ]
    first = min((entity["offset"] for entity in entities), default=last)
    blank = min(len(text) - len(text.lstrip(TRIMMED)), first)
    return text[blank:], [entity | {"offset": entity["offset"] - blank} for entity in entities]


def _between(entity: Entity, moved: Any) -> Entity:
    start, end = moved(entity["offset"]), moved(entity["offset"] + entity["length"])
    return entity | {"offset": start, "length": end - start}


def _ordered(entities: Iterable[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"], RANK[entity["type"]]))


def _end(entity: Entity) -> int:
    return int(entity["offset"] + entity["length"])


def _meet(one: Entity, other: Entity) -> bool:
    return _end(one) > int(other["offset"]) and _end(other) > int(one["offset"])


def _within(inner: Entity, outer: Entity) -> bool:
    return _end(inner) <= _end(outer) and int(inner["offset"]) >= int(outer["offset"])


def _apart(entities: Iterable[Entity]) -> list[Entity]:
    """Of those that meet, the first."""
    kept: list[Entity] = []
    for entity in _ordered(entities):
        if not any(_meet(entity, other) for other in kept):
            kept.append(entity)
    return kept


def _merged(styles: list[Entity]) -> list[Entity]:
    """Styles joined with what continues them, and cut where another begins inside."""
    done: list[Entity] = []
    open_styles: dict[str, Entity] = {}
    for style in styles:
        own = open_styles.get(style["type"])
        if own is not None and _end(own) >= style["offset"]:
            own["length"] = max(_end(own), _end(style)) - own["offset"]
            continue
        for kind, other in list(open_styles.items()):
            if other["offset"] == style["offset"]:
                continue
            left = _end(other) - style["offset"]
            if left > 0:
                done.append(other | {"length": style["offset"] - other["offset"]})
                open_styles[kind] = other | {"offset": style["offset"], "length": left}
            else:
                done.append(open_styles.pop(kind))
        open_styles[style["type"]] = dict(style)
    return [*done, *open_styles.values()]


def _cut(style: Entity, blocks: list[Entity]) -> list[Entity]:
    """A style in pieces that end where a block begins or ends."""
    edges = {edge for block in blocks for edge in (block["offset"], _end(block))}
    points = [
        style["offset"],
        *sorted(edge for edge in edges if style["offset"] < edge < _end(style)),
        _end(style),
    ]
    return [style | {"offset": start, "length": end - start} for start, end in pairwise(points)]
