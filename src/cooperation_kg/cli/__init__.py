"""The commands, thin: each reads its arguments and calls the room that does the work."""

from cooperation_kg.cli.app import main

__all__ = ["main"]
