"""Words that are for few reach nobody else: every page that a role can open is searched for them."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from tests.permissions.matrix import MATRIX, Row
from tests.permissions.world import (
    ASIDE,
    CANARY_MARK,
    DRAFT,
    HELD,
    MATES_POINTS,
    NOTE,
    PROPOSED,
    REASON,
    ROLES,
    WAITING,
    WHY,
    World,
)

# Which roles may meet the words; everyone else must not, wherever they look.
MAY_READ = {
    DRAFT: {"AU"},
    PROPOSED: {"AU", "TA", "IN"},
    WAITING: {"AU", "TA", "IN"},
    REASON: {"AU", "TA", "IN"},
    NOTE: {"AU", "TA", "IN"},
    HELD: {"CL", "TA", "IN"},
    WHY: {"TA", "IN"},
    ASIDE: {"CL", "AU", "TA", "IN"},
    CANARY_MARK: {"TA", "IN"},
    MATES_POINTS: {"CL", "TA", "IN"},
    "Feedback on published": {"TA", "IN"},
    "Feedback on released": {"AU", "TA", "IN"},
    "88.00": {"AU", "TA", "IN"},
}


def everything(world: World, role: str, place: str = "here") -> Iterator[tuple[Row, str]]:
    """Yields the whole answer, headers and all, of each page of a course for a role, and what it may take away."""
    client = Client()
    if visitor := world.visitors[role]:
        client.force_login(visitor)
    for row in MATRIX:
        ask = client.post if (row.name, row.method) == ("me_download", "POST") else client.get
        if (row.method == "GET" or ask == client.post) and row.name != "account_logout":
            response = ask(reverse(row.name, kwargs=dict(row.find(getattr(world, place)))))
            yield row, f"{dict(response.headers)} {words_of(response.getvalue())}"


def words_of(answer: bytes) -> str:
    """All that an answer says; of a zip file, what its files are called and hold."""
    if not answer.startswith(b"PK"):
        return answer.decode()
    with ZipFile(BytesIO(answer)) as archive:
        return "\n".join(f"{name} {archive.read(name).decode()}" for name in archive.namelist())


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_no_page_tells_a_role_what_is_not_for_it(world: World, role: str) -> None:
    secrets = [words for words, readers in MAY_READ.items() if role not in readers]
    told = [(row.label, words) for row, page in everything(world, role) for words in secrets if words in page]
    assert told == []


STRANGERS = [("there", "AN"), ("there", "IN"), ("there", "AD"), ("open", "AN"), ("open", "CL"), ("open", "OI")]


@pytest.mark.django_db
@pytest.mark.parametrize(("place", "role"), STRANGERS)
def test_nobody_learns_the_secrets_of_a_course_in_which_they_have_no_seat(world: World, place: str, role: str) -> None:
    pages = [(row.label, page) for row, page in everything(world, role, place) if row.name != "me_download"]
    # what one takes away is one's own, from wherever one has a seat
    assert [(label, words) for label, page in pages for words in MAY_READ if words in page] == []


@pytest.mark.django_db
@pytest.mark.parametrize("words", MAY_READ)
def test_those_for_whom_the_words_are_find_them(world: World, words: str) -> None:
    role = min(MAY_READ[words])
    assert any(words in page for _, page in everything(world, role))


@pytest.mark.django_db
def test_no_e_mail_address_is_shown_to_other_students(world: World) -> None:
    own = world.visitors["CL"]
    assert own is not None
    pages = [page.replace(own.email, "") for _, page in everything(world, "CL")]
    people = [seat.author.email for seat in world.here.people.values() if seat.author != own]
    assert [email for email in people if any(email in page for page in pages)] == []


@pytest.mark.django_db
def test_a_pseudonymous_author_s_name_reaches_no_classmate(world: World) -> None:
    seat = world.here.people["AU"]
    seat.pseudonym = "Night Reader"
    seat.save()
    for role in ("CL", "ST", "AN", "OI"):
        told = [row.label for row, page in everything(world, role) if "Author here" in page]
        assert told == [], role
