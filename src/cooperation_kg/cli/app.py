"""The command `cooperation-kg`, and what it does when something goes wrong.

Results go to standard output, messages to standard error. Exit status: 0 done, 1 the shapes are
violated, 2 the input cannot be used.
"""

from __future__ import annotations

import os
import signal
import sys

import typer

from cooperation_kg import __version__
from cooperation_kg.cli import extraction, graph, records
from cooperation_kg.cli.terminal import messages
from cooperation_kg.errors import CooperationKgError

__all__ = ["app", "main"]

app = typer.Typer(
    name="cooperation-kg",
    help="The knowledge graph of French territorial cooperation. Le graphe de connaissances de"
    " la coopération territoriale française.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cooperation-kg {__version__}")
        raise typer.Exit


@app.callback()
def _all(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """Holds what every command has in common."""


graph.register(app)
extraction.register(app)
records.register(app)


def main() -> None:
    """Runs a command; an error becomes one clear message and an exit status."""
    # Work in the engine cannot hear Python's own handler: Ctrl-C ends the process at once, which
    # is safe because nothing is ever written in place.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        app()
    except CooperationKgError as error:
        messages.print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
        raise SystemExit(2) from None
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
