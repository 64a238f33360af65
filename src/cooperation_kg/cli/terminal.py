"""Speaking to the person at the terminal: messages and progress, on standard error."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

__all__ = ["help_of", "messages", "output", "progress"]

messages = Console(stderr=True)
"""Where messages go."""

output = Console()
"""Where results go that a person reads; files and pipes get plain text."""


def help_of(command: Callable[..., object]) -> str:
    """A command's docstring, its examples kept line by line when the help is wrapped."""
    return (inspect.getdoc(command) or "").replace("\nExample", "\n\b\nExample")


@contextmanager
def progress(title: str) -> Iterator[Callable[[str], None]]:
    """Shows what is being done, while it takes its time, and nothing where no one looks."""
    if not messages.is_terminal:
        yield lambda _: None
        return
    with messages.status(title) as status:
        yield lambda step: status.update(f"{title}: {step}")
