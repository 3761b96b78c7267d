"""Records from and for other programs: BibTeX, RIS and CSL-JSON as text. Pure functions; nothing here knows a row."""

from sources.exchange.bibtex import write_bibtex
from sources.exchange.csljson import write_csljson
from sources.exchange.reading import read
from sources.exchange.records import MAX_BYTES, MAX_RECORDS, Record
from sources.exchange.ris import write_ris
from sources.exchange.shape import shaped

__all__ = ["MAX_BYTES", "MAX_RECORDS", "Record", "read", "shaped", "write_bibtex", "write_csljson", "write_ris"]
