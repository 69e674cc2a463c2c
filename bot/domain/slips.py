"""Slips of the finger: whether a typed word may have been meant for another."""

from string import ascii_lowercase

# Shorter words turn into others by a slip of the finger; "pan" for "pain" would.
LONG_ENOUGH_TO_SWAP = 4
LONG_ENOUGH_TO_LOSE = 5
LONG_ENOUGH_FOR_ANOTHER_VOWEL = 7
VOWELS = frozenset("aeiou")


ROWS = ("qwertzuiopü", "qwertyuiop", "asdfghjklöä", "yxcvbnm", "zxcvbnm")


def is_neighbour_hit(typed: str, word: str) -> bool:
    """Whether one letter, not the first, was typed on the key beside its own."""
    if len(typed) != len(word):
        return False
    wrong = [(a, b) for a, b in zip(typed, word, strict=True) if a != b]
    return (
        len(wrong) == 1
        and typed[0] == word[0]
        and any(pair in row for pair in ("".join(wrong[0]), "".join(wrong[0])[::-1]) for row in ROWS)
    )


def is_slip(typed: str, word: str) -> bool:
    """Whether this may be a slip of the finger for a word: two neighbours swapped, or one letter typed twice.

    The first letter stays. A longer word also with a letter left out or one too many, a long one with another vowel.
    """
    if len(word) < LONG_ENOUGH_TO_SWAP or typed[:1] != word[:1]:
        return False
    # The first place in which they differ; a letter that is typed twice shows behind itself.
    at = next(
        (i for i, (a, b) in enumerate(zip(typed, word, strict=False)) if a != b), min(len(typed), len(word))
    )
    match len(typed) - len(word):
        case 0:
            is_swapped = typed[at:] == word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
            is_vowel = {typed[at : at + 1], word[at : at + 1]} <= VOWELS and typed[at + 1 :] == word[at + 1 :]
            return is_swapped or (is_vowel and len(word) >= LONG_ENOUGH_FOR_ANOTHER_VOWEL)
        case 1:
            is_twice = at > 1 and typed[at] == word[at - 1]
            is_one_too_many = (
                len(word) >= LONG_ENOUGH_TO_LOSE and at < len(word) and typed[at] in ascii_lowercase
            )
            return typed[at + 1 :] == word[at:] and (is_twice or is_one_too_many)
        case -1:
            return typed[at:] == word[at + 1 :] and len(word) >= LONG_ENOUGH_TO_LOSE
    return False
