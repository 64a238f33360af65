"""The models of a record, and the reading of records in YAML."""

from cooperation_kg.records.model import Record

__all__ = ["Record"]
