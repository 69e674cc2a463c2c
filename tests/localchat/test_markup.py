"""HTML is read as TDLib reads it, letter by letter and entity by entity: the judges compare both."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.localchat.entities import fixed, read_text, typed_text
from bot.localchat.limits import TEXT_TOO_LONG, Refused
from bot.localchat.markup import parse_html, units
from tests.recording import Recorder

TAGS = {
    "b": "<b>",
    "strong": "<STRONG >",
    "i": "<i>",
    "em": "<em>",
    "u": "<u>",
    "ins": "<ins>",
    "s": "<s>",
    "strike": "<strike>",
    "del": "<del>",
    "span": "<span class='tg-spoiler'>",
    "tg-spoiler": "<tg-spoiler>",
    "code": '<code class="language-python">',
    "pre": "<pre>",
    "blockquote": "<blockquote expandable>",
    "a": '<a href="https://example.com/?a=1&amp;b=2">',
    "tg-emoji": "<tg-emoji emoji-id=5368324170671202286>",
    "tg-time": "<tg-time unix=\"1800000000\" format='wDT'>",
}
PIECES = [
    *TAGS.values(),
    *(f"</{tag}>" for tag in TAGS),
    "<blockquote>",
    "<code>",
    "</>",
    "<x>",
    "<",
    ">",
    "&",
    "&lt",
]
PIECES += [
    "a",
    " ",
    "\n",
    "\t",
    "é",
    "😀",
    "&amp;",
    "&#65;",
    "&#x1F600;",
    "&nbsp;",
    "\r",
    "\u202e",
    '"',
    "'",
    "=",
    "/",
]

Marked = tuple[str, int, int, str | None, str | None, int | None]


def our_reading(source: str) -> tuple[str, list[Marked]] | str:
    try:
        text, entities = parse_html(source)
    except Refused as refused:
        return refused.refusal.description.removeprefix("Bad Request: c").join(("C", ""))
    return text, [_marked(entity) for entity in fixed(entities)]


def _marked(entity: dict[str, Any]) -> Marked:
    names = ("type", "offset", "length", "url", "language", "unix_time")
    return tuple(entity.get(name) for name in names)  # type: ignore[return-value]


def tidy(source: str) -> bool:
    """Whether TDLib leaves the characters as they are when it tidies up."""
    return not set(source) & set("\t\r\u202e") and bool(source.strip(" \n"))


def nested(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tagged = st.builds(lambda tag, text: f"{TAGS[tag]}{text}</{tag}>", st.sampled_from(sorted(TAGS)), inside)
    return st.lists(st.one_of(tagged, inside), min_size=1, max_size=4).map("".join)


WELL_NESTED = st.recursive(st.sampled_from(["a", "b ", "é", "😀", "\n", "&lt;", "c"]), nested, max_leaves=12)


@settings(deadline=None, max_examples=300)
@given(source=WELL_NESTED)
def test_well_nested_markup_is_read_as_tdlib_reads_it(recorder: Recorder, source: str) -> None:
    read = our_reading(source)
    assert not isinstance(read, str)
    recorder.add("markup", source=source, read=read)


@settings(deadline=None, max_examples=300)
@given(source=st.lists(st.sampled_from(PIECES), max_size=8).map("".join).filter(tidy))
def test_any_markup_is_read_or_refused_as_tdlib_does(recorder: Recorder, source: str) -> None:
    recorder.add("markup", source=source, read=our_reading(source))


@pytest.mark.parametrize(
    "source",
    [
        "<b>x",
        "</b>",
        "<b>x</i>",
        "<b",
        "<b a",
        "<b a=",
        '<b a="x',
        "<b =x>",
        "<b  ",
        "<b a=&>x</b>",
        "&#55296;",
        "<b>x</b",
        "a < b",
        "1 <2",
        "<!-- x -->",
        "<span>x</span>",
        "<tg-emoji>x</tg-emoji>",
        '<tg-time unix="5" format="zz">x</tg-time>',
        "é😀<foo>",
    ],
)
def test_a_refusal_names_what_tdlib_names(recorder: Recorder, source: str) -> None:
    refusal = our_reading(source)
    assert isinstance(refusal, str)
    recorder.add("markup", source=source, read=refusal)


@pytest.mark.parametrize(
    "source",
    [
        "<a>http://example.com</a>",
        "<a>not a link</a>",
        '<a href="example.com">x</a>',
        '<a href="/path">x</a>',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="HTTPS://Example.COM">x</a>',
        '<a href="http://example.com?q=1">x</a>',
        '<a href="tg://resolve?domain=x">x</a>',
        '<a href="tg://user?id=42">x</a>',
        '<tg-time unix="5">x</tg-time>',
        '<tg-time unix="x">y</tg-time>',
        '<tg-time unix="-5">y</tg-time>',
        '<pre><code class="language-c">x</code></pre>',
        '<code class="language-c"><pre>x</pre></code>',
        '<pre><code class="language-c">x</code> y</pre>',
        "&#0; &#1114112; &#0000000065; &lt &nbsp; &copy; &amp;amp;",
    ],
)
def test_a_special_case_is_read_as_tdlib_reads_it(recorder: Recorder, source: str) -> None:
    recorder.add("markup", source=source, read=our_reading(source))


@pytest.mark.parametrize(
    "text",
    [
        "/start /help@some_bot (/stop) a/b >/x /a/b /über /ok.",
        "mail ann@example.com or https://example.com/a?b=1#c. www.example.org, example.com!",
        "ask @anna_k, @abc or @abcd #stretch #1 no.such.thing 7:30 1.5 3.Then",
        "http://localhost tg://resolve?domain=x ftp://example.com",
        "x@y.zz a.b-c@example.co.uk",
    ],
)
def test_what_can_be_clicked_is_found_as_tdlib_finds_it(recorder: Recorder, text: str) -> None:
    _, entities = typed_text(text)
    found = [(entity["type"], entity["offset"], entity["length"]) for entity in entities]
    recorder.add("links", text=text, found=found)


@pytest.mark.parametrize(
    ("source", "text", "spans"),
    [
        ("  <b>a</b> \n", "a", [("bold", 0, 1)]),
        ("<b> a </b> ", " a", [("bold", 0, 2)]),
        ("a<b> </b>", "a", []),
        ("\n\n a <i>b</i>", "a b", [("italic", 2, 1)]),
        ("<b>a\r\nb</b>\tc", "a\nb c", [("bold", 0, 3)]),
        (
            "<b>Say /done now</b>",
            "Say /done now",
            [("bold", 0, 4), ("bot_command", 4, 5), ("bold", 4, 5), ("bold", 9, 4)],
        ),
        ("<code>/done</code>", "/done", [("code", 0, 5)]),
    ],
)
def test_a_sent_text_is_trimmed_and_what_can_be_clicked_is_marked(
    source: str, text: str, spans: list[tuple[str, int, int]]
) -> None:
    read, entities = read_text(source, "HTML", None, longest=4096, too_long=TEXT_TOO_LONG)
    assert read == text
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in entities] == spans


@pytest.mark.parametrize(("wanted", "kept"), [("wDT", "wDT"), ("Tdw", "wdT"), ("t", "t"), ("r", "r")])
def test_the_format_of_an_instant_is_kept_in_telegrams_order(wanted: str, kept: str) -> None:
    _, [entity] = parse_html(f'<tg-time unix="1800000000" format="{wanted}">x</tg-time>')
    assert entity == {
        "type": "date_time",
        "offset": 0,
        "length": 1,
        "unix_time": 1800000000,
        "date_time_format": kept,
    }


@given(st.text())
def test_lengths_are_counted_in_utf16(text: str) -> None:
    assert units(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2
