"""Damage done to a text, as scanners, converters and people do it; the same for a seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

__all__ = ["MUTATIONS", "mutated"]

Mutation = Callable[[random.Random, str], str]
STRAY = (
    "\x00\x01\x07\x0b\x0c\r\x1b\u00ad\u200b\u2028\ufeff\ufffd\ue000\U0001f600´`|<>&#*_«»()[]{}\\"
)


def _cut(rng: random.Random, text: str) -> str:
    start, end = _two(rng, text)
    return text[:start] + text[end:]


def _doubled(rng: random.Random, text: str) -> str:
    start, end = _two(rng, text)
    return text[:end] + text[start:]


def _swapped_lines(rng: random.Random, text: str) -> str:
    lines = text.split("\n")
    for _ in range(rng.randint(1, 12)):
        one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _strays(rng: random.Random, text: str) -> str:
    characters = list(text)
    for _ in range(rng.randint(1, 60)):
        characters.insert(rng.randrange(len(characters) + 1), rng.choice(STRAY))
    return "".join(characters)


def _one_line(rng: random.Random, text: str) -> str:
    del rng
    return text.replace("\n", " ")


def _double_spaced(rng: random.Random, text: str) -> str:
    del rng
    return text.replace("\n", "\n\n").replace(" ", "  ")


def _without_spaces(rng: random.Random, text: str) -> str:
    start, end = _two(rng, text)
    return text[:start] + "".join(text[start:end].split()) + text[end:]


def _capitals(rng: random.Random, text: str) -> str:
    start, end = _two(rng, text)
    return text[:start] + text[start:end].upper() + text[end:]


def _nested(rng: random.Random, text: str) -> str:
    opened = rng.choice(("(", "« ", "<div>", "1.", "- ", "> ", "**", "| "))
    at = rng.randrange(len(text) + 1)
    return text[:at] + opened * rng.randint(50, 900) + text[at:]


def _repeated_line(rng: random.Random, text: str) -> str:
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    return "\n".join([*lines[:at], *[lines[at]] * rng.randint(20, 120), *lines[at:]])


def _digits(rng: random.Random, text: str) -> str:
    return "".join(str(rng.randrange(10)) if c.isdigit() else c for c in text)


def _truncated(rng: random.Random, text: str) -> str:
    return text[: rng.randrange(len(text) + 1)]


def _two(rng: random.Random, text: str) -> Sequence[int]:
    start = rng.randrange(len(text) + 1)
    return start, min(len(text), start + rng.randint(0, 1 + len(text) // 4))


MUTATIONS: tuple[Mutation, ...] = (
    _cut, _doubled, _swapped_lines, _strays, _one_line, _double_spaced, _without_spaces, _capitals,
    _nested, _repeated_line, _digits, _truncated,
)  # fmt: skip


def mutated(seed: int, text: str) -> str:
    """The text with one to three kinds of damage."""
    rng = random.Random(seed)
    for mutation in rng.sample(MUTATIONS, rng.randint(1, 3)):
        text = mutation(rng, text)
    return text
