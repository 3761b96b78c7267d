"""Typed notes, read back into citations."""

from chicago.parser.notes import parse
from chicago.parser.values import ParsedCitation, ParsedNote

__all__ = ["ParsedCitation", "ParsedNote", "parse"]
