"""What was typed into a form that could not be taken, to be given back."""

from django.http import HttpRequest

HIDDEN = frozenset(
    {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "version", "key", "action", "writer"}
)


def typed_words(request: HttpRequest) -> list[tuple[str, str]]:
    """Returns the names and the words of the fields that a person fills in, passwords left out."""
    return [(name, str(words)) for name, words in request.POST.items() if name not in HIDDEN and str(words).strip()]
