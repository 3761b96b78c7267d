"""The library of a course: reusable records of sources, and the weeks that assign them."""

from sources.merge import Merge, NotDuplicates
from sources.proposal import Proposal, ProposalState
from sources.reading import Reading
from sources.record import Change, Contributor, Source, Status

__all__ = [
    "Change",
    "Contributor",
    "Merge",
    "NotDuplicates",
    "Proposal",
    "ProposalState",
    "Reading",
    "Source",
    "Status",
]
