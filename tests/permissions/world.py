"""Two courses with the same objects in them, and one person for each role: whatever can be asked for exists twice."""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from authors.models import Author
from comments.actions import post_comment, report_comment
from comments.models import Comment, State
from courses.extending import extend
from courses.joining import make_link
from courses.models import Audience, Course, Invitation, Membership, Prompt, Section
from grading.actions import Sheet, release, save_assessment
from grading.participating import release_points, save_points
from posts.actions import Choices, Words, accept, request_changes, save_revision, start_post, submit
from posts.library import correct_source
from posts.merging import Seen, merge_sources
from posts.models import Post, Reason
from posts.proposing import propose_correction
from sources.models import Merge, Source
from tests.factories import make_assistant, make_author, make_instructor, make_member, make_prompt
from tests.factories_sources import make_source

CANARY_MARK = "73.61"
DRAFT, REASON, NOTE = "CANARYDRAFT", "CANARYREASON", "CANARYNOTE"
HELD, ASIDE, WAITING = "CANARYHELD", "CANARYASIDE", "CANARYWAITING"
WHY = "CANARYWHY"
MATES_POINTS = "57.43"
PROPOSED = "CANARYPROPOSED"

ROLES = ("AN", "ST", "AU", "CL", "TA", "IN", "OI", "AD")
CITED = "Olympe Okri, {} {} of the Market (Boston: Beacon Press, 1990), 12."


@dataclass
class Place:
    """One course with its people and objects, each under the name that the matrix uses."""

    course: Course
    people: dict[str, Membership] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    comments: dict[str, Comment] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    proposal: int = 0
    change: int = 0
    extension: int = 0
    past: int = 0
    join_token: str = ""
    invitation: Invitation | None = None
    token: str = ""
    merge: Merge | None = None


@dataclass
class World:
    """The course that is asked for, its double, one that is open to visitors, and who asks."""

    here: Place
    there: Place
    open: Place
    visitors: dict[str, Author | None]


def make_world() -> World:
    """Makes everything, by the same actions as the site."""
    here, there, public = _place("here"), _place("there"), _place("open", is_public=True)
    visitors: dict[str, Author | None] = {name: seat.author for name, seat in here.people.items()}
    visitors |= {"AN": None, "OI": there.people["IN"].author}
    visitors["AD"] = make_author("Ada Ministrator", is_staff=True, is_superuser=True)
    return World(here, there, public, visitors)


def _place(slug: str, *, is_public: bool = False) -> Place:
    course = Course.objects.create(slug=slug, title=f"Course {slug}", moderation="all", is_public=is_public)
    here, other = (Section.objects.create(course=course, name=name) for name in ("A", "B"))
    place = Place(course)
    place.people = {
        "ST": make_member(course, section=other, name=f"Stranger {slug}"),
        "AU": make_member(course, section=here, name=f"Author {slug}"),
        "CL": make_member(course, section=here, name=f"Classmate {slug}"),
        "TA": make_assistant(course, section=here, name=f"Assistant {slug}"),
        "IN": make_instructor(course, name=f"Instructor {slug}"),
    }
    _make_posts(place)
    _make_corrections(place)
    _make_comments(place)
    _make_marks(place)
    _make_reply_points(place)
    _make_invitation(place)
    _make_merge(place)
    _make_extension(place)
    by = place.people["IN"].author
    place.past = make_member(course, section=here, name=f"Former {slug}", ended_at=timezone.now(), ended_by=by).pk
    place.join_token = make_link(section=here, days=7, most_uses=9, by=by)
    return place


def _make_posts(place: Place) -> None:
    """One post of the author for each state, one week each; and a week that has not opened."""
    states = ["published", "draft", "submitted", "returned", "course", "released"]
    for state in states:
        place.posts[state] = _write(
            place, state, make_prompt(place.course, points=100, audience=_audience(place, state))
        )
    place.sources = {
        name: Source.objects.get(course=place.course, title__startswith=title).key
        for name, title in {"listed": "Published", "other": "Released", "proposed": PROPOSED}.items()
    }
    now = place.course.now()
    later = {"opens": now + timedelta(days=5), "due": now + timedelta(days=6), "cutoff": now + timedelta(days=7)}
    make_prompt(place.course, **later)


def _make_corrections(place: Place) -> None:
    """Of the listed source: one that an instructor has made, one that the classmate proposes."""
    source = Source.objects.get(course=place.course, key=place.sources["listed"])
    corrected = {**source.as_csl(), "publisher": "Heron Press"}
    change = correct_source(source=source, csl=corrected, version=1, by=place.people["IN"].author)
    source.refresh_from_db()
    proposed = {**source.as_csl(), "edition": "2"}
    mate = place.people["CL"].author
    proposal = propose_correction(source=source, csl=proposed, version=2, reason="", by=mate)
    place.change, place.proposal = change.pk, proposal.pk


def _audience(place: Place, state: str) -> str:
    if state != "course":
        return Audience.SECTION
    return Audience.PUBLIC if place.course.is_public else Audience.COURSE


def _write(place: Place, state: str, prompt: Prompt) -> Post:
    author, instructor = place.people["AU"], place.people["IN"]
    post = start_post(seat=author, prompt=prompt)
    title = PROPOSED if state == "draft" else state.capitalize()
    secret = {"draft": DRAFT, "submitted": WAITING}.get(state, "")
    words = Words(
        f"{state} {place.course.slug}", f"Bread {secret}.(({CITED.format(title, place.course.slug.capitalize())}))", 0
    )
    if state == "draft":
        save_revision(post=post, words=words, reason=Reason.SAVE, by=author.author)
        return post
    choices = Choices(Audience(prompt.audience), consents_to_public=True, note=NOTE)
    submit(post=post, words=words, choices=choices, key=uuid.uuid4(), by=author)
    post.refresh_from_db()
    if state == "returned":
        request_changes(post=post, reason=REASON, by=instructor)
    elif state != "submitted":
        accept(post=post, by=instructor)
    post.refresh_from_db()
    return post


def _make_comments(place: Place) -> None:
    """On the published post: one that is up, one held, one for the author and staff, all the classmate's."""
    post, mate = place.posts["published"], place.people["CL"]
    for name, words, circle in (("up", "Well said.", "class"), ("held", HELD, "class"), ("aside", ASIDE, "staff")):
        comment = post_comment(post=post, body=words, circle=circle, by=mate, key=uuid.uuid4())
        if name != "held":
            Comment.objects.filter(pk=comment.pk).update(state=State.PUBLISHED)
            comment.refresh_from_db()
        place.comments[name] = comment
    report_comment(comment=place.comments["up"], reason="Off the point.", by=place.people["AU"])


def _make_marks(place: Place) -> None:
    """A mark that waits for its release, and one that is out."""
    for state, points in (("published", CANARY_MARK), ("released", "88.00")):
        post = place.posts[state]
        assert post.published_revision
        mark = save_assessment(
            post=post,
            revision=post.published_revision,
            sheet=Sheet(points=Decimal(points), feedback=f"Feedback on {state}, {points}.", state="ready"),
            version=0,
            by=place.people["IN"],
        )
        if state == "released":
            release(assessments=[mark], by=place.people["IN"])


def _make_reply_points(place: Place) -> None:
    """Of the first week's replies: points that wait for their release, and the classmate's, which are out."""
    prompt = place.posts["published"].prompt
    assert prompt
    prompt.replies, prompt.reply_points = 2, Decimal(100)
    prompt.save()
    for role, points in (("AU", CANARY_MARK), ("CL", MATES_POINTS)):
        saved = save_points(
            seat=place.people[role],
            prompt=prompt,
            points=Decimal(points),
            state="ready",
            version=0,
            by=place.people["IN"],
        )
        if role == "CL":
            release_points(rows=[saved], by=place.people["IN"])


def _make_merge(place: Place) -> None:
    """Two records more of the library, one merged into the other."""
    by = place.people["IN"]
    kept, gone = (
        make_source(place.course, by=by, title=f"{name} {place.course.slug}", author=[]) for name in ("Kept", "Gone")
    )
    place.merge = merge_sources(kept=Seen(kept, 1), other=Seen(gone, 1), taken=set(), by=by.author)
    place.sources |= {"kept": kept.key, "merged": gone.key}


def _make_extension(place: Place) -> None:
    """More time for the author's draft."""
    prompt = place.posts["draft"].prompt
    assert prompt
    due = prompt.due + timedelta(days=3)
    given = extend(prompt=prompt, seat=place.people["AU"], due=due, why=WHY, by=place.people["IN"])
    place.extension = given.pk


def _make_invitation(place: Place) -> None:
    invitation = Invitation(
        course=place.course,
        email=f"invited-{place.course.slug}@example.edu",
        section=place.people["AU"].section,
        invited_by=place.people["IN"].author,
    )
    place.token = invitation.seal()
    invitation.save()
    place.invitation = invitation
