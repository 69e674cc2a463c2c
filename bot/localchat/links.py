"""What Telegram takes for a link, a command, a mention or an address."""

import re
from collections.abc import Iterator

# Names without a scheme are links only under a domain that exists; these are the common ones.
DOMAINS = (
    "com org net edu gov info biz app dev io me co ai tv be us uk de fr es it nl pl pt ru ua cz at ch se no fi dk "
    "ie gr tr hu ro bg rs hr si sk lt lv ee is il ir in cn jp kr tw hk sg au nz br ar mx cl ca za ng ke eu py md "
    "sh st to cc ws xyz site online shop blog wiki cloud link page health coach fit run yoga care help place"
)
_HOST = rf"(?:[\w-]+\.)+(?:{'|'.join(DOMAINS.split())})"
_REST = r"(?::\d{1,5})?(?:[/?#][^\s<>\"«»“”]*)?"
URL = re.compile(
    rf"(?<![\w.@/])(?:(?:(?:https?|ftp)://(?:[\w-]+(?:\.[\w-]+)+)|{_HOST}(?![\w-]|\.\w)){_REST}|tg://[^\s<>]+)",
    re.IGNORECASE,
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]+\.)+[a-z]{2,24}(?![\w-])", re.IGNORECASE)
COMMAND = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>@])")
MENTION = re.compile(r"(?<!\w)@[A-Za-z0-9_]{4,32}(?!\w)")
HASHTAG = re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,256}(?![\w#])")
CLOSING = ".,:;!?'\")]}"


def found_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Type, start and end, counted in characters, of everything in a text that Telegram makes clickable."""
    taken: list[tuple[int, int]] = []
    for kind, pattern in (
        ("email", EMAIL),
        ("url", URL),
        ("bot_command", COMMAND),
        ("mention", MENTION),
        ("hashtag", HASHTAG),
    ):
        for match in pattern.finditer(text):
            start, end = match.span()
            if kind == "url":
                end = start + len(match.group().rstrip(CLOSING))
            if all(end <= other_start or start >= other_end for other_start, other_end in taken):
                taken.append((start, end))
                yield kind, start, end


def checked_url(url: str) -> str | None:
    """The link as Telegram stores it, or None for what it takes for no link."""
    if re.fullmatch(r"tg://[^\s]+", url, re.IGNORECASE):
        return url
    match = re.fullmatch(
        r"(?:(?P<scheme>https?)://)?(?P<host>[\w.@:\[\]-]+?)(?P<rest>[/?#][^\s]*)?", url, re.IGNORECASE
    )
    if match is None or not re.search(r"[^\W_]\.[^\W_]", match["host"]):
        return None
    rest = match["rest"] or "/"
    return f"{(match['scheme'] or 'http').lower()}://{match['host'].lower()}{rest if rest[0] == '/' else '/' + rest}"


def mentioned_user(url: str) -> int | None:
    """The id in a tg://user?id=... link."""
    match = re.fullmatch(r"tg://user/?\?id=([1-9][0-9]{0,18})", url, re.IGNORECASE)
    return int(match[1]) if match else None
