"""The roster as a file that our own reader takes back without a change."""

from courses.models import Course
from courses.spreadsheet import written

HEADINGS = ("name", "email", "section", "role", "pseudonym")


def roster_file(course: Course) -> str:
    """Returns a line for each member, as a CSV file in which no cell is a formula."""
    seats = course.memberships.current().order_by("section__name", "author__name", "pk")
    rows = seats.values_list("author__name", "author__email", "section__name", "role", "pseudonym")
    return written([HEADINGS, *([cell or "" for cell in row] for row in rows)])
