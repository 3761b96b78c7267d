"""All that somebody is answered, byte by byte, to compare what they know before with what they know after."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from django.core.cache import cache
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.permissions.matrix import MATRIX
from tests.permissions.world import World

# What differs each time one asks, of one length each: the token and the key of a form, a time of day.
FLEETING = re.compile(
    rb'(?<=name="csrfmiddlewaretoken" value=")\w{64}'
    rb"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    rb"|\d\d:\d\d(?::\d\d)?(?:\.\d{6})?"
)

# What is searched for: the words of the works that only held posts cite, and what a week or a writer has cited.
SEARCHED = ("sources", "source_words", "bibliography")
QUERIES = ("q=Zinnober", "week=1", "by={seat}")


def received(world: World, *roles: str) -> dict[str, bytes]:
    """All that roles are answered, headers and all, page by page."""
    return {f"{role} {label}": answer for role in roles for label, answer in _received_by(world, role)}


def _received_by(world: World, role: str) -> Iterator[tuple[str, bytes]]:
    client = Client()
    if visitor := world.visitors[role]:
        client.force_login(visitor)
    for row in MATRIX:
        if row.method == "GET" and row.name != "account_logout":
            yield row.label, _plain(client.get(reverse(row.name, kwargs=dict(row.find(world.here)))))
    for name in SEARCHED:
        for query in QUERIES:
            address = f"{reverse(name, args=[world.here.course.slug])}?{query.format(seat=world.here.people['CL'].pk)}"
            yield f"GET {address}", _plain(client.get(address))
    if visitor:
        cache.clear()  # of how often one took one's work away
        yield "POST me_download", _plain(client.post(reverse("me_download")))


def _plain(answer: HttpResponseBase) -> bytes:
    headers, content = dict(answer.headers), answer.getvalue()
    if content.startswith(b"PK"):  # its own times are in it, and how well they pack: what is packed counts
        headers.pop("Content-Length", None)
        with ZipFile(BytesIO(content)) as archive:
            content = b"".join(name.encode() + archive.read(name) for name in archive.namelist())
    whole = f"{answer.status_code} {headers} ".encode() + content
    return FLEETING.sub(lambda found: b"#" * len(found[0]), whole)


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """The pages that differ in a byte."""
    return [label for label, answer in after.items() if before[label] != answer]
