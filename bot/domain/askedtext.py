"""The times in a text where a time was asked for: rounded, mistyped, or among other words."""

from dataclasses import dataclass, replace
from datetime import time

from bot.domain.slips import is_neighbour_hit, is_slip
from bot.domain.timetext import OtherDays, Refusal, Times, WhichHalf, daily, names_a_day, read_times
from bot.domain.timewords import SHORT_DAY, TimeWords
from bot.domain.tokens import DASHES, MARKS, ends_with, is_number, tokens, windows

# An answer is short; of a longer text no time is read.
MOST_TOKENS = 40
LONGEST_PART = 16
LEAST_TO_MEND = 4
_ENDS = (*MARKS, "\n")
_UNTOLD = "\"'()[]?!*„“”‚‘…"


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a text that reads as times, with the words on both sides of it."""

    before: list[str]
    written: list[str]
    behind: list[str]


def asked_times(text: str, words: TimeWords) -> Times | OtherDays | WhichHalf | Refusal:
    """The times that a text sets where a time was asked for; none where two readings are left or a word denies it."""
    said = read_times(text, words)
    written = _told(text)
    if len(written) > MOST_TOKENS or names_a_day(text, words):
        return said
    plain = _without_rounding(written, words)
    if _is_read(said) and not (said != read_times(_joined(plain), words) and _is_rounded(written, words)):
        return said
    for way in (plain, _mended(plain, words)):
        found = read_times(_joined(way), words)
        if _is_read(found):
            return found
    return _within(plain, words) or said


def in_its_half(
    text: str, said: Times | OtherDays | WhichHalf | Refusal, words: TimeWords
) -> Times | OtherDays | WhichHalf | Refusal:
    """The one time in the half of the day that is told beside it: "after the kids are in bed 8.30"."""
    written = _told(text)
    is_late = any(_begins(written[at:], words.late) for at in range(len(written)))
    is_early = any(_begins(written[at:], words.early) for at in range(len(written)))
    says_half = any(token in words.halves for token in written) or any(token[:1] == "0" for token in written)
    if is_late == is_early or says_half:
        return said
    match said:
        case WhichHalf(hour):
            return daily(time((hour % 12) + (12 if is_late else 0)))
        case Times((wish,), names_days) if is_late and 1 <= wish.at.hour < 12:
            return Times((replace(wish, at=wish.at.replace(hour=wish.at.hour + 12)),), names_days)
    return said


def tells_the_time(text: str, words: TimeWords) -> bool:
    """Whether a text says what the clock shows where they are: "it's 21:40 here", "bei mir ist es halb drei"."""
    written = _told(text)[:MOST_TOKENS]
    parts = (
        _Part(written[:start], written[start:end], written[end:])
        for start in range(len(written))
        for end in range(start + 1, min(len(written), start + LONGEST_PART) + 1)
    )
    # Whether it is one about now is seen at once; to read it takes longer.
    return any(
        isinstance(read_times(_joined(part.written), words), Times | WhichHalf)
        for part in parts
        if _is_now(part, words)
    )


def _is_now(part: _Part, words: TimeWords) -> bool:
    """Whether a time is what clocks show now: "it's 21:40", "21:40 here"; "it's at 8" is a wish."""
    says_now = ends_with(part.before, words.now_before) or _begins(part.behind, words.now_behind)
    return says_now and part.written[0] not in words.before_a_time


def _told(text: str) -> list[str]:
    """The numbers, words and marks of a text without brackets, quotes and pictures."""
    bare = (token.strip(_UNTOLD) for token in tokens(text))
    return [token for token in bare if token and _is_told(token)]


def _is_told(token: str) -> bool:
    return token in _ENDS or any(char.isalnum() for char in token) or token in {"@", "%", "€", "$"}


def _joined(written: list[str]) -> str:
    return " ".join(written).strip(" ,.;:-–—")


def _is_read(said: Times | OtherDays | WhichHalf | Refusal) -> bool:
    return said not in {Refusal.NOT_A_TIME, Refusal.NOT_UNDERSTOOD} if isinstance(said, Refusal) else True


def _is_rounded(written: list[str], words: TimeWords) -> bool:
    """Whether a text begins with what is a day too ("so", "we"), and "about" or "at" stands behind it or at the end."""
    return bool(written) and written[0] in words.no_days and _says_about(written[1:], words)


def _says_about(behind: list[str], words: TimeWords) -> bool:
    return _begins(behind, words.rounded | words.before_a_time) or ends_with(behind, words.rounded)


def _without_rounding(written: list[str], words: TimeWords) -> list[str]:
    """The text without "about" and "-ish", and with noon for lunch; "so gegen 8" names no Sunday."""
    left: list[str] = []
    at = 0
    names_days = any(token in words.days and token not in words.no_days for token in written)
    while at < len(written):
        token, behind = written[at], written[at + 1 :]
        is_about = _says_about(behind, words)
        is_short = len(token) <= SHORT_DAY
        if token in words.no_days and (is_about or (at and is_short and not names_days)):
            at += 1
        elif count := _length_of(written[at:], words.rounded):
            at += count
            if left and left[-1] in DASHES and count == 1 and token in words.behind_rounded:
                left.pop()
        elif count := _length_of(written[at:], words.lunch):
            left += ["12", ":", "00"]
            at += count
        else:
            left.append(token)
            at += 1
    return left


def _mended(written: list[str], words: TimeWords) -> list[str]:
    """The text with a slip of the finger in a number or a clock mended, where only one word can be meant."""
    known = words.single | {word for phrase in words.numbers for word in phrase.split()}
    return [_meant(token, known, written) for token in written]


def _meant(token: str, known: frozenset[str] | set[str], written: list[str]) -> str:
    if len(token) < LEAST_TO_MEND or not token.isalpha() or token in known:
        return token
    # A wrong key makes one word of another: it takes a second word about times to be sure.
    has_another = any(is_number(other) or other in known for other in written if other != token)
    found = {
        word
        for word in known
        if len(word) >= LEAST_TO_MEND
        and (is_slip(token, word) or (has_another and is_neighbour_hit(token, word)))
    }
    return found.pop() if len(found) == 1 else token


def _within(written: list[str], words: TimeWords) -> Times | WhichHalf | Refusal | None:
    """The one time that stands among other words; None where there is none, or more than one, or it is denied."""
    for start, end in windows(written, LONGEST_PART):
        part = _Part(written[:start], written[start:end], written[end:])
        is_day = part.written[0] in words.no_days and (part.before or part.behind)
        if is_day or (part.written[-1] == "." and part.behind):
            continue
        said = read_times(_joined(part.written), words)
        if isinstance(said, OtherDays) or not _is_read(said) or part.written[0] in _ENDS:
            continue
        return _of_its_half(part, said, words) if _is_meant(part, said, words) else None
    return None


def _of_its_half(
    part: _Part, said: Times | WhichHalf | Refusal, words: TimeWords
) -> Times | WhichHalf | Refusal | None:
    """The time in the part of the day that is told elsewhere, as in "abends, wenn alle schlafen, 8 uhr".

    None where it is in none, or several are told.
    """
    beside = [*part.before, *part.behind]
    told = {token for token in beside if token in words.halves and words.halves[token].may_go_first}
    if not told or isinstance(said, Refusal) or any(token in words.halves for token in part.written):
        return said
    half = told.pop()
    ways = (read_times(_joined(way), words) for way in ([*part.written, half], [half, *part.written]))
    return next((found for found in ways if isinstance(found, Times)), None) if not told else None


def _is_meant(part: _Part, said: Times | WhichHalf | Refusal, words: TimeWords) -> bool:
    if part.before and part.before[-1] in {":", "."} and len(part.before) > 1 and is_number(part.before[-2]):
        return False
    if any(_speaks_of_times(token, words) for token in (*part.before, *part.behind)):
        return False
    is_denied = ends_with(part.before, words.not_before) or _begins(part.behind, words.not_behind)
    if is_denied or _is_now(part, words):
        return False
    numbers = all(is_number(token) or token in words.hours for token in part.written)
    return not numbers or _is_framed(part, words)


def _is_framed(part: _Part, words: TimeWords) -> bool:
    """Whether a number alone stands where an hour does: at the end of what is said, or before "is best"."""
    if part.written[0] in words.hours and words.hours[part.written[0]] <= 2:
        return False
    at_end = not part.behind or part.behind[0] in _ENDS
    if part.behind[:1] == ["."] and len(part.behind) > 1 and part.before:
        # "Wien, 20. Bezirk" names no hour, "um 8. Danke" does.
        at_end = part.before[-1] in words.before_a_time
    return at_end or _begins(part.behind, words.suits | words.late | words.early)


def _speaks_of_times(token: str, words: TimeWords) -> bool:
    """Whether a word beside a time may be another time, or days for it."""
    is_day = token in words.days and token not in words.no_days and len(token) > SHORT_DAY
    is_hour = words.hours.get(token, 0) > 2 or token in words.noon
    return is_number(token) or is_day or is_hour


def _begins(behind: list[str], phrases: frozenset[str]) -> bool:
    return bool(_length_of(behind, phrases))


def _length_of(written: list[str], phrases: frozenset[str]) -> int:
    """How many words the phrase has with which this begins; 0 where none does."""
    return next((n for n in (3, 2, 1) if n <= len(written) and " ".join(written[:n]) in phrases), 0)
