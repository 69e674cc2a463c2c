"""parse_mode=HTML as Telegram reads it: text and its entities, or the words it refuses with."""

import re
from dataclasses import dataclass
from typing import Any, NoReturn

from bot.localchat.limits import ENTITIES_UNPARSED, Refused
from bot.localchat.links import checked_url, mentioned_user

Entity = dict[str, Any]

TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<decimal>[0-9]+)|(?P<name>[a-zA-Z]+));?")
SPACES = " \t\r\n\0\v"
TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
LANGUAGE = "language-"
LAST_CHARACTER = 0x10FFFF
# A longer number stands for itself.
REFERENCE_LETTERS = 10
SURROGATES = range(0xD800, 0xE000)
LAST_INSTANT = 2**31 - 1


def units(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


@dataclass
class _Tag:
    name: str
    attributes: dict[str, str]
    text_at: int
    offset: int


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The text that `source` stands for and its entities as written, in the order they begin."""
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text: list[str] = []
        self._offset = 0
        self._open: list[_Tag] = []
        self._entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        while self._at < len(self._source):
            character = self._source[self._at]
            if character == "<":
                if self._source[self._at + 1 : self._at + 2] == "/":
                    self._close()
                else:
                    self._begin()
            else:
                self._add(self._character())
        if self._open:
            self._refuse(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        return "".join(self._text), self._entities

    def _add(self, character: str) -> None:
        self._text.append(character)
        self._offset += units(character)

    def _character(self) -> str:
        """The next character, a reference to one read as what it stands for."""
        reference = REFERENCE.match(self._source, self._at) if self._source[self._at] == "&" else None
        character = self._referred(reference) if reference else None
        if reference is None or character is None:
            self._at += 1
            return self._source[self._at - 1]
        self._at = reference.end()
        return character

    def _referred(self, reference: re.Match[str]) -> str | None:
        if name := reference["name"]:
            return CHARACTERS.get(name)
        if len(reference.group().removesuffix(";")) >= REFERENCE_LETTERS:
            return None
        code = int(reference["hex"], 16) if reference["hex"] else int(reference["decimal"])
        if code in SURROGATES:
            self._refuse(
                "Text contains invalid Unicode characters after decoding HTML entities,"
                " check for unmatched surrogate code units"
            )
        return chr(code) if 0 < code < LAST_CHARACTER else None

    def _begin(self) -> None:
        begun_at = self._at
        self._at += 1
        name = self._until(lambda character: character in SPACES or character == ">").lower()
        self._need_more("start tag", begun_at)
        if name not in TYPES:
            self._refuse(f'Unsupported start tag "{name}"', begun_at)
        attributes = self._attributes(name, begun_at)
        self._at += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            self._refuse('Tag "span" must have class "tg-spoiler"', begun_at)
        self._open.append(_Tag(name, attributes, len(self._text), self._offset))

    def _attributes(self, tag: str, begun_at: int) -> dict[str, str]:
        """Reads up to the tag's end."""
        attributes: dict[str, str] = {}
        while True:
            self._skip_spaces()
            if self._source[self._at : self._at + 1] == ">":
                return attributes
            name = self._until(lambda character: character in SPACES or character in "=>").lower()
            if not name:
                self._refuse(f'Empty attribute name in the tag "{tag}"', begun_at)
            self._skip_spaces()
            self._need_more(f'start tag "{tag}"', begun_at)
            value = ""
            if self._source[self._at] == "=":
                self._at += 1
                self._skip_spaces()
                self._need_more(f'start tag "{tag}"', begun_at)
                value = self._value(begun_at)
            attributes.setdefault(name, value)

    def _value(self, begun_at: int) -> str:
        quote = self._source[self._at]
        if quote not in "\"'":
            token = TOKEN.match(self._source, self._at)
            assert token is not None
            self._at = token.end()
            self._need_more("start tag", begun_at)
            if self._source[self._at] not in SPACES + ">":
                self._refuse("Unexpected end of name token", token.start())
            return token.group().lower()
        self._at += 1
        value: list[str] = []
        while self._source[self._at : self._at + 1] not in ("", quote):
            value.append(self._character())
        self._need_more("start tag", begun_at)
        self._at += 1
        self._need_more("start tag", begun_at)
        return "".join(value)

    def _close(self) -> None:
        begun_at = self._at
        if not self._open:
            self._refuse("Unexpected end tag", begun_at)
        self._at += 2
        name = self._until(lambda character: character in SPACES or character == ">").lower()
        self._skip_spaces()
        if self._source[self._at : self._at + 1] != ">":
            self._refuse("Unclosed end tag", begun_at)
        tag = self._open.pop()
        if name not in ("", tag.name):
            place = f"Unmatched end tag at byte offset {self._byte(begun_at)}"
            self._refuse(f'{place}, expected "</{tag.name}>", found "</{name}>"')
        self._at += 1
        if length := self._offset - tag.offset:
            self._mark(tag, length)

    def _mark(self, tag: _Tag, length: int) -> None:
        """Adds the entity that a closed tag stands for, if it stands for one."""
        entity: Entity = {"type": TYPES[tag.name], "offset": tag.offset, "length": length}
        match tag.name:
            case "a":
                url = tag.attributes.get("href") or "".join(self._text[tag.text_at :])
                if (user_id := mentioned_user(url)) is not None:
                    entity |= {"type": "text_mention", "user": {"id": user_id}}
                elif (checked := checked_url(url)) is not None:
                    entity["url"] = checked
                else:
                    return
            case "blockquote" if "expandable" in tag.attributes:
                entity["type"] = "expandable_blockquote"
            case "code" if tag.attributes.get("class", "").startswith(LANGUAGE):
                entity["language"] = tag.attributes["class"].removeprefix(LANGUAGE)
                if self._filling("pre", tag.offset, length):
                    self._entities.pop()
                    entity["type"] = "pre"
            case "pre" if language := self._filling("code", tag.offset, length).get("language"):
                self._entities.pop()
                entity["language"] = language
            case "tg-emoji":
                entity["custom_emoji_id"] = self._emoji(tag.attributes.get("emoji-id", ""))
            case "tg-time":
                date_format = self._date_format(tag.attributes.get("format", ""))
                instant = tag.attributes.get("unix", "")
                if not re.fullmatch("[0-9]{1,10}", instant) or not 0 < int(instant) <= LAST_INSTANT:
                    return
                entity["unix_time"] = int(instant)
                if date_format:
                    entity["date_time_format"] = date_format
        self._entities.append(entity)

    def _filling(self, kind: str, offset: int, length: int) -> Entity:
        """The entity last closed if it is of this kind and fills these bounds, else an empty one."""
        last = self._entities[-1] if self._entities else {}
        wanted = {"type": kind, "offset": offset, "length": length}
        return last if wanted.items() <= last.items() else {}

    def _emoji(self, identifier: str) -> str:
        if not re.fullmatch(r"[0-9]{1,19}", identifier) or not 0 < int(identifier) < 2**63:
            self._refuse("Invalid custom emoji identifier specified")
        return identifier

    def _date_format(self, wanted: str) -> str:
        if wanted == "r":
            return "r"
        if set(wanted) - set("wdDtT"):
            self._refuse("Invalid date format used")
        return "".join(next((part for part in parts if part in wanted), "") for parts in ("w", "dD", "tT"))

    def _until(self, ends: Any) -> str:
        begun_at = self._at
        while self._at < len(self._source) and not ends(self._source[self._at]):
            self._at += 1
        return self._source[begun_at : self._at]

    def _skip_spaces(self) -> None:
        self._until(lambda character: character not in SPACES)

    def _need_more(self, what: str, begun_at: int) -> None:
        if self._at >= len(self._source):
            self._refuse(f"Unclosed {what}", begun_at)

    def _byte(self, at: int) -> int:
        return len(self._source[:at].encode())

    def _refuse(self, why: str, at: int | None = None) -> NoReturn:
        place = "" if at is None else f" at byte offset {self._byte(at)}"
        raise Refused(ENTITIES_UNPARSED.naming(why=why + place))
