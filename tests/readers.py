"""Readers with a browser in hand, and what they see."""

from django.test import Client

from courses.models import Membership


def signed_in(seat: Membership) -> Client:
    """A browser in which the seat's author is signed in."""
    client = Client()
    client.force_login(seat.author)
    return client


def page_of(seat: Membership, address: str) -> str:
    """The words of the page that the seat's author sees at the address, whatever its status."""
    return signed_in(seat).get(address).content.decode()
