"""Authorities: who and what a printed name means."""

from cooperation_kg.authorities.loader import load_authorities
from cooperation_kg.authorities.resolver import Authorities

__all__ = ["Authorities", "load_authorities"]
