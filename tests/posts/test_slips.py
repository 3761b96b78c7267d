"""One work is one source, however it is typed; a citation half typed is none."""

import pytest
from django.test import Client
from django.urls import reverse

from posts.actions import Words, start_post
from posts.models import Citation, Reason
from posts.revising import save_revision
from sources.models import Source
from tests.factories import make_course, make_member, make_prompt

pytestmark = pytest.mark.django_db

RIGHT = (
    "Olwen Hufton, “Women in Revolution,” in French Society and the Revolution: A Reader,"
    " ed. Douglas Johnson (Cambridge: Cambridge University Press, 1976), 148."
)
SLIPS = {
    "straight quotation marks": RIGHT.replace("“", '"').replace("”", '"'),
    "no quotation marks": RIGHT.replace("“", "").replace(",”", ","),
    "a hyphen and p.": RIGHT.replace(" 148.", " pp. 148-150."),
    "no space after the comma": RIGHT.replace("Press, 1976", "Press,1976"),
    "no place": RIGHT.replace("Cambridge: ", ""),
    "another place": RIGHT.replace("Cambridge: ", "London: "),
    "no subtitle": RIGHT.replace(": A Reader", ""),
    "a letter left out of the title": RIGHT.replace("Revolution,”", "Revoluton,”"),
    "a letter doubled in the name": RIGHT.replace("Hufton", "Huffton"),
    "an initial": RIGHT.replace("Olwen", "O."),
    "small letters": RIGHT.replace("Women in Revolution", "Women in revolution"),
    "no-break and double spaces": RIGHT.replace(" in ", "\u00a0in  "),
    "Markdown": RIGHT.replace("French", "*French").replace("A Reader", "A Reader*"),
    "edited by": RIGHT.replace("ed. Douglas", "edited by Douglas"),
}


def test_ten_kinds_of_slips_and_more_still_give_one_source() -> None:
    seat = make_member(make_course())
    post = start_post(seat=seat, prompt=make_prompt(seat.course))
    body = "\n\n".join(f"{kind}.(({words}))" for kind, words in {"right": RIGHT, **SLIPS}.items())
    revision = save_revision(post=post, words=Words("Slips", body, 0), reason=Reason.SAVE, by=seat.author)
    unlinked = Citation.objects.filter(footnote__revision=revision, source=None)
    assert [each.footnote.typed for each in unlinked.select_related("footnote")] == []
    assert [source.title for source in Source.objects.all()] == ["Women in Revolution"]


def test_a_citation_autosaved_at_every_key_press_leaves_no_source_behind(client: Client) -> None:
    seat = make_member(make_course())
    prompt = make_prompt(seat.course)
    client.force_login(seat.author)
    path = reverse("write", args=[seat.course.slug, prompt.week])
    for version in range(len(RIGHT)):
        words = {"title": "Typing", "body": f"Bread.(({RIGHT[:version]}", "version": version, "action": "autosave"}
        assert client.post(path, words).status_code == 200
        if version % 10 == 0:
            client.post(reverse("preview", args=[seat.course.slug]), words)
    assert not Source.objects.exists()
    assert not Citation.objects.exists()
