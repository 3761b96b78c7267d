"""Who gets what at every address: the table of permissions, a row for each address, method and state of its object.

The answers stand in the order of the roles: AN anonymous, ST student of another section, AU the object's author,
CL classmate of the same section, TA assistant of the section, IN instructor, OI instructor of another course,
AD site administrator. 302 for AN is the way to the sign-in; `SIGN_IN` tells it from other redirects.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from posts.models import Citation
from tests.permissions.world import Place, World

SIGN_IN = "sign-in"
Kwargs = Mapping[str, object]


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    method: str
    state: str
    answers: tuple[object, ...]
    find: Callable[[Place], Kwargs]
    place: str = "here"
    data: Callable[[Place], Kwargs] = field(default=lambda place: {})

    @property
    def label(self) -> str:
        """What the test is called."""
        return f"{self.method} {self.name} {self.state}".strip()

    def where(self, world: World) -> Place:
        """The course that the row asks in."""
        found = getattr(world, self.place)
        assert isinstance(found, Place)
        return found


def answers(words: str) -> tuple[object, ...]:
    """Reads `- 404 200 …`, where `-` is the way to the sign-in."""
    return tuple(SIGN_IN if word == "-" else int(word) for word in words.split())


MEMBERS = answers("- 200 200 200 200 200 404 404")
STAFF = answers("- 404 404 404 200 200 404 404")
INSTRUCTORS = answers("- 404 404 404 404 200 404 404")
AUTHOR = answers("- 404 200 404 404 404 404 404")
SECTION = answers("- 404 200 200 200 200 404 404")
AUTHOR_AND_STAFF = answers("- 404 200 404 200 200 404 404")
EVERYONE = answers("200 200 200 200 200 200 200 200")
SIGNED_IN = answers("- 200 200 200 200 200 200 200")


def course(place: Place) -> Kwargs:
    """The course alone."""
    return {"slug": place.course.slug}


def week(number: int) -> Callable[[Place], Kwargs]:
    """A week of the course."""
    return lambda place: {"slug": place.course.slug, "week": number}


def post(state: str, **more: object) -> Callable[[Place], Kwargs]:
    """The author's post in a state."""
    return lambda place: {"slug": place.course.slug, "post": place.posts[state].slug, **more}


def comment(name: str) -> Callable[[Place], Kwargs]:
    """The classmate's comment of a name."""
    return lambda place: {"slug": place.course.slug, "pk": place.comments[name].pk}


def source(name: str) -> Callable[[Place], Kwargs]:
    """A source of the course's library."""
    return lambda place: {"slug": place.course.slug, "key": place.sources[name]}


def exported(form: str) -> Callable[[Place], Kwargs]:
    """The library in a format."""
    return lambda place: {"slug": place.course.slug, "form": form}


def proposal(place: Place) -> Kwargs:
    """The classmate's proposed correction."""
    return {"slug": place.course.slug, "pk": place.proposal}


def two_sources(name: str, other: str) -> Callable[[Place], Kwargs]:
    """Two sources of the course's library, to be merged."""
    return lambda place: {**course(place), "key": place.sources[name], "other": place.sources[other]}


def merge(name: str) -> Callable[[Place], Kwargs]:
    """The merge of a source into the one of a name."""
    return lambda place: {**source(name)(place), "pk": place.merge.pk if place.merge else 0}


def seat(role: str) -> Callable[[Place], Kwargs]:
    """Somebody's membership."""
    return lambda place: {"slug": place.course.slug, "pk": place.people[role].pk}


def past(place: Place) -> Kwargs:
    """The seat of a former member."""
    return {"slug": place.course.slug, "pk": place.past}


def section(role: str) -> Callable[[Place], Kwargs]:
    """The section of somebody."""
    return lambda place: {"slug": place.course.slug, "pk": place.people[role].section_id}


def section_of(role: str) -> Callable[[Place], Kwargs]:
    """What a form sends to put a student into somebody's section."""
    return lambda place: {"role": "student", "section": place.people[role].section_id}


def student_week(role: str) -> Callable[[Place], Kwargs]:
    """A student's first week, by the role of the one who has that seat."""
    return lambda place: {"slug": place.course.slug, "student": place.people[role].pk, "week": 1}


def student(role: str) -> Callable[[Place], Kwargs]:
    """A student, by the role of the one who has that seat."""
    return lambda place: {"slug": place.course.slug, "student": place.people[role].pk}


def extension(place: Place) -> Kwargs:
    """The author's extension for the week of the draft."""
    return {**week(2)(place), "pk": place.extension}


def nothing(place: Place) -> Kwargs:
    """No object."""
    return {}


def essay(place: Place) -> Kwargs:
    """An essay as the editor sends it."""
    return {"title": "Words", "body": "More words.", "version": 0, "action": "save"}


def first_citation(place: Place) -> int:
    """The first citation of the submitted post."""
    revision = place.posts["submitted"].submitted_revision
    return Citation.objects.filter(footnote__revision=revision).values_list("pk", flat=True)[0]


def row(
    name: str, allowed: tuple[object, ...] | str, find: Callable[[Place], Kwargs], state: str = "", **more: object
) -> Row:
    """A row of GET, unless `method` says otherwise."""
    method = str(more.pop("method", "GET"))
    found = answers(allowed) if isinstance(allowed, str) else allowed
    return Row(name, method, state, found, find, **more)  # type: ignore[arg-type]


def then(allowed: str) -> tuple[object, ...]:
    """Answers of a POST that leads on: 302 for those who may."""
    return answers(allowed)


MATRIX = [
    # ---- outside the courses
    row("home", EVERYONE, nothing),
    row("me", SIGNED_IN, nothing),
    row("me_download", SIGNED_IN, nothing, "without its button"),
    row("me_download", SIGNED_IN, nothing, method="POST"),
    row("healthz", EVERYONE, nothing),
    row("receipt_check", EVERYONE, nothing),
    row(
        "receipt_check",
        EVERYONE,
        nothing,
        "checked",
        method="POST",
        data=lambda place: {"number": "AAAAA-AAAAA-AAAAA-AAAAA", "text": "Bread."},
    ),
    row("account_name", SIGNED_IN, nothing),
    row("account_login", "200 302 302 302 302 302 302 302", nothing),
    row("account_logout", "302 200 200 200 200 200 200 200", nothing),
    row("account_signup", "200 302 302 302 302 302 302 302", nothing, "without invitation"),
    row("account_inactive", EVERYONE, nothing),
    row("account_change_password", SIGNED_IN, nothing),
    row("account_reset_password", EVERYONE, nothing),
    row("account_reset_password_done", EVERYONE, nothing),
    row("account_reset_password_from_key", EVERYONE, lambda place: {"uidb36": "1", "key": "bad"}, "bad key"),
    row("account_reset_password_from_key_done", EVERYONE, nothing),
    row("invitation", EVERYONE, lambda place: {"token": place.token}, "usable"),
    row("invitation", "404 404 404 404 404 404 404 404", lambda place: {"token": "unknown"}, "unknown"),
    # ---- the course and its people
    row("course_new", "- 404 404 404 404 200 200 200", nothing),
    row("course_edit", INSTRUCTORS, course),
    row("course_archive", then("- 404 404 404 404 302 404 404"), course, method="POST"),
    row("course_copy", INSTRUCTORS, course),
    row("course_copy", "- 404 404 404 404 422 404 404", course, "incomplete", method="POST"),
    row("my_seat", MEMBERS, course),
    row("people", MEMBERS, course),
    row("person", SECTION, seat("AU"), "a student"),
    row("person", MEMBERS, seat("IN"), "an instructor"),
    row("membership_end", then("- 404 404 404 404 302 404 404"), seat("CL"), method="POST"),
    row("invitations", INSTRUCTORS, course),
    row(
        "invitation_revoke",
        then("- 404 404 404 404 302 404 404"),
        lambda place: {"slug": place.course.slug, "pk": place.invitation.pk if place.invitation else 0},
        method="POST",
    ),
    # ---- the weeks
    row("week_now", MEMBERS, course),
    row("week_now", EVERYONE, course, "open", place="open"),
    row("week", MEMBERS, week(1)),
    row("week", INSTRUCTORS, week(7), "not yet opened"),
    row("posts", MEMBERS, course),
    row("prompt_new", INSTRUCTORS, course),
    row("prompt_edit", INSTRUCTORS, week(1)),
    row("extensions", STAFF, week(2)),
    row(
        "extensions",
        then("- 404 404 404 302 302 404 404"),
        week(2),
        method="POST",
        data=lambda place: {"seat": place.people["AU"].pk, "due": "2099-01-01T12:00"},
    ),
    row(
        "extensions",
        then("- 404 404 404 422 302 404 404"),
        week(2),
        "for another section",
        method="POST",
        data=lambda place: {"seat": place.people["ST"].pk, "due": "2099-01-01T12:00"},
    ),
    row("extension_end", then("- 404 404 404 302 302 404 404"), extension, method="POST"),
    # ---- posts
    row("post", SECTION, post("published"), "published to the section"),
    row("post", MEMBERS, post("course"), "published to the course"),
    row("post", EVERYONE, post("course"), "public", place="open"),
    row("post", "404 404 404 404 404 404 404 404", post("published"), "of the section, course open", place="open"),
    row("post", AUTHOR, post("draft"), "draft"),
    row("post", AUTHOR_AND_STAFF, post("submitted"), "submitted"),
    row("post", AUTHOR_AND_STAFF, post("returned"), "returned"),
    row("write", MEMBERS, week(1)),
    row("write", "- 404 404 404 404 404 404 404", week(7), "not yet opened"),
    row("write", then("- 302 409 302 302 302 404 404"), week(1), method="POST", data=essay),
    row("write_upload", MEMBERS, week(1)),
    row("write_upload", "- 404 404 404 404 404 404 404", week(7), "not yet opened"),
    row("write_upload", then("- 302 409 302 302 302 404 404"), week(1), method="POST", data=essay),
    row("preview", MEMBERS, course, method="POST", data=essay),
    row("post_edit", AUTHOR, post("published")),
    row("post_edit", then("- 404 409 404 404 404 404 404"), post("draft"), method="POST", data=essay),
    row("post_upload", AUTHOR, post("published")),
    row("post_upload", then("- 404 409 404 404 404 404 404"), post("draft"), method="POST", data=essay),
    row("post_submit", AUTHOR, post("draft")),
    row("post_submit", then("- 404 200 404 404 404 404 404"), post("draft"), "incomplete", method="POST"),
    row("notes", AUTHOR, post("published")),
    row(
        "notes",
        then("- 404 302 404 404 404 404 404"),
        post("submitted"),
        method="POST",
        data=lambda place: {"citation": first_citation(place), "source": place.sources["listed"]},
    ),
    row("receipt", AUTHOR, post("submitted")),
    row("post_withdraw", then("- 404 302 404 404 404 404 404"), post("submitted"), method="POST"),
    row("post_unpublish", then("- 404 404 404 404 404 404 404"), post("course"), "public", method="POST", place="open"),
    row("post_unpublish", then("- 404 302 404 404 404 404 404"), post("course"), method="POST"),
    row("history", AUTHOR, post("published")),
    row("revision", AUTHOR_AND_STAFF, post("submitted", number=1), "submitted"),
    row("revision", AUTHOR, post("draft", number=1), "saved only"),
    row("compare", answers("- 404 422 404 422 422 404 404"), post("submitted"), "submitted, no numbers"),
    row("compare", answers("- 404 422 404 404 404 404 404"), post("draft"), "saved only, no numbers"),
    row("restore", then("- 404 302 404 404 404 404 404"), post("submitted", number=1), method="POST"),
    row("restore", then("- 404 302 404 404 404 404 404"), post("draft", number=1), "saved only", method="POST"),
    # ---- comments
    row("comment", "- 404 302 302 302 302 404 404", comment("up"), "published"),
    row("comment", "- 404 404 302 302 302 404 404", comment("held"), "held"),
    row("comment", "- 404 302 302 302 302 404 404", comment("aside"), "for the author and staff"),
    row("comment_new", SECTION, post("published")),
    row("comment_new", "- 404 404 404 404 404 404 404", post("draft"), "on a draft"),
    row("comment_reply", SECTION, comment("up")),
    row("comment_reply", "- 404 404 200 200 200 404 404", comment("held"), "held"),
    row("comment_edit", "- 404 404 200 404 404 404 404", comment("up")),
    row("comment_delete", then("- 404 404 302 404 404 404 404"), comment("up"), method="POST"),
    row("comment_report", SECTION, comment("up")),
    # ---- sources
    row("sources", MEMBERS, course),
    row("source_new", MEMBERS, course),
    row(
        "source_new", MEMBERS, course, "pasted", method="POST", data=lambda place: {"pasted": "TY  - BOOK\nTI  - Corn"}
    ),
    row("source_pick", MEMBERS, course),
    row("source_words", MEMBERS, course, "listed", data=lambda place: {"key": place.sources["listed"]}),
    row(
        "source_words",
        "- 404 200 404 404 404 404 404",
        course,
        "proposed: only its writer cites it",
        data=lambda place: {"key": place.sources["proposed"]},
    ),
    row("source", MEMBERS, source("listed"), "listed"),
    row("source", AUTHOR_AND_STAFF, source("proposed"), "proposed"),
    row("source_edit", AUTHOR_AND_STAFF, source("listed"), "listed"),
    row("source_edit", "- 404 200 404 404 200 404 404", source("proposed"), "proposed"),
    row("source_check", then("- 404 404 404 302 302 404 404"), source("listed"), method="POST"),
    row("source_check", then("- 404 404 404 404 302 404 404"), source("proposed"), "proposed", method="POST"),
    row("source_preview", MEMBERS, course, method="POST"),
    row("source_propose", MEMBERS, source("listed"), "listed"),
    row("source_propose", "- 404 404 404 404 404 404 404", source("proposed"), "proposed"),
    row(
        "source_propose",
        then("- 302 302 302 302 302 404 404"),
        source("listed"),
        method="POST",
        data=lambda place: {"kind": "book", "title": "Bread", "read_version": 2},
    ),
    row("proposals", MEMBERS, course),
    row("proposal", "- 404 404 200 200 200 404 404", proposal),
    row(
        "proposal",
        then("- 404 404 404 302 302 404 404"),
        proposal,
        "accepted",
        method="POST",
        data=lambda place: {"accept": 1, "read_version": 2},
    ),
    row(
        "source_undo",
        then("- 404 404 404 302 302 404 404"),
        lambda place: {"slug": place.course.slug, "key": place.sources["listed"], "pk": place.change},
        method="POST",
    ),
    row("source_import", MEMBERS, course),
    row(
        "source_import",
        MEMBERS,
        course,
        "looked through",
        method="POST",
        data=lambda place: {"text": "TY  - BOOK\nTI  - Corn"},
    ),
    row(
        "source_import",
        then("- 302 302 302 302 302 404 404"),
        course,
        "taken",
        method="POST",
        data=lambda place: {"text": "TY  - BOOK\nTI  - Corn", "take": "0"},
    ),
    row("source_export", MEMBERS, exported("bib")),
    row("source_export", EVERYONE, exported("json"), "open", place="open"),
    row("source_export", "- 404 404 404 404 404 404 404", exported("exe"), "no format"),
    row("post_export", SECTION, post("published", form="bib"), "published to the section"),
    row("post_export", MEMBERS, post("course", form="ris"), "published to the course"),
    row("post_export", EVERYONE, post("course", form="json"), "public", place="open"),
    row("post_export", AUTHOR, post("draft", form="json"), "draft"),
    row("post_export", AUTHOR_AND_STAFF, post("submitted", form="json"), "submitted"),
    row("source", then("- 302 302 302 302 302 404 404"), source("merged"), "merged into another"),
    row("source_duplicates", INSTRUCTORS, course),
    row(
        "source_duplicates",
        then("- 404 404 404 404 302 404 404"),
        course,
        method="POST",
        data=lambda place: {"one": place.sources["listed"], "other": place.sources["other"]},
    ),
    row("source_merge", INSTRUCTORS, two_sources("listed", "other")),
    row(
        "source_merge",
        then("- 404 404 404 404 302 404 404"),
        two_sources("kept", "other"),
        method="POST",
        data=lambda place: {
            **dict.fromkeys(("one_version", "other_version"), 1),
            "keep": "one",
            "action": "merge",
            **{f"take-{name}": "one" for name in ("title", "author", "publisher", "publisher-place")},
        },
    ),
    row("source_merge_undo", then("- 404 404 404 404 302 404 404"), merge("kept"), method="POST"),
    row("bibliography", MEMBERS, course),
    # ---- the desk
    row("desk", STAFF, course),
    row("reminder", STAFF, week(1)),
    row("reminder", then("- 404 404 404 302 302 404 404"), week(1), method="POST"),
    row("moderation", STAFF, course),
    row("moderate_post", STAFF, post("submitted")),
    row("moderate_post", "- 404 404 404 404 404 404 404", post("draft"), "draft"),
    row(
        "moderate_post",
        then("- 404 404 404 404 302 404 404"),
        post("submitted"),
        method="POST",
        data=lambda place: {"decision": "accept", "revision": place.posts["submitted"].submitted_revision_id},
    ),
    row(
        "moderate_comment",
        then("- 404 404 404 302 302 404 404"),
        comment("held"),
        method="POST",
        data=lambda place: {"decision": "approve"},
    ),
    row("marking", STAFF, course),
    row("mark", STAFF, post("published", week=1)),
    row("remark_bank", STAFF, course),
    row(
        "remark_bank",
        then("- 404 404 404 302 302 404 404"),
        course,
        method="POST",
        data=lambda place: {"text": "Name the page.", "code": "L02"},
    ),
    row("rubric", INSTRUCTORS, week(1)),
    row("rubric", INSTRUCTORS, week(1), "incomplete", method="POST"),
    row("release", INSTRUCTORS, course),
    row("source_desk", STAFF, course),
    row("gradebook", STAFF, course),
    row("gradebook_csv", INSTRUCTORS, course),
    row("gradebook_canvas", INSTRUCTORS, course),
    row("gradebook_canvas", INSTRUCTORS, course, "incomplete", method="POST"),
    row("gradebook_import", INSTRUCTORS, course),
    row("gradebook_import", INSTRUCTORS, course, "incomplete", method="POST"),
    row("excusal", STAFF, student_week("CL")),
    row("excusal", then("- 404 404 404 302 302 404 404"), student_week("CL"), method="POST"),
    row("gradebook_student", STAFF, student("AU")),
    row("gradebook_student", INSTRUCTORS, student("ST"), "of another section"),
    row("participation", STAFF, course),
    row("participation_week", STAFF, week(1)),
    row("participation_week", "- 404 404 404 404 404 404 404", week(2), "asks for no replies"),
    row("participation_week", then("- 404 404 404 302 302 404 404"), week(1), method="POST"),
    row(
        "participation_week",
        then("- 404 404 404 422 422 404 404"),
        week(1),
        "with points under a version that is not the stored one",
        method="POST",
        data=lambda place: {f"points-{place.people['AU'].pk}": "1", f"version-{place.people['AU'].pk}": 0},
    ),
    row("participation_release", INSTRUCTORS, week(1)),
    row(
        "participation_release",
        then("- 404 404 404 404 302 404 404"),
        week(1),
        method="POST",
        data=lambda place: {"all": "1"},
    ),
    row("participation_withdraw", INSTRUCTORS, student_week("CL"), "released"),
    row("participation_withdraw", "- 404 404 404 404 404 404 404", student_week("AU"), "not released"),
    row(
        "participation_withdraw",
        then("- 404 404 404 404 302 404 404"),
        student_week("CL"),
        method="POST",
        data=lambda place: {"why": "A slip."},
    ),
    row("feedback", AUTHOR_AND_STAFF, post("released"), "released"),
    row("feedback", "- 404 404 404 404 404 404 404", post("published"), "not released"),
    # ---- the roster
    row("roster_import", INSTRUCTORS, course),
    row("roster_import", then("- 404 404 404 404 422 404 404"), course, "incomplete", method="POST"),
    row("roster_csv", INSTRUCTORS, course),
    row("roster_log", INSTRUCTORS, course),
    row("view_as_end", then("- 302 302 302 302 302 302 302"), nothing, method="POST"),
    row("view_as", then("- 404 404 404 404 302 404 404"), course, method="POST", data=section_of("CL")),
    row("seat_edit", INSTRUCTORS, seat("CL")),
    row("seat_edit", then("- 404 404 404 404 422 404 404"), seat("CL"), "incomplete", method="POST"),
    row("seat_edit", then("- 404 404 404 404 302 404 404"), seat("CL"), method="POST", data=section_of("ST")),
    row("seat_edit", then("- 404 404 404 404 404 404 404"), past, "former member"),
    row("people_past", INSTRUCTORS, course),
    row("membership_return", then("- 404 404 404 404 302 404 404"), past, method="POST"),
    row("sections", INSTRUCTORS, course),
    row("sections", then("- 404 404 404 404 422 404 404"), course, "incomplete", method="POST"),
    row("sections", then("- 404 404 404 404 302 404 404"), course, method="POST", data=lambda place: {"name": "C"}),
    row("section_edit", INSTRUCTORS, section("CL")),
    row(
        "section_edit",
        then("- 404 404 404 404 302 404 404"),
        section("CL"),
        method="POST",
        data=lambda _: {"name": "C"},
    ),
    row("section_delete", then("- 404 404 404 404 302 404 404"), section("CL"), "with people", method="POST"),
    row("join", EVERYONE, lambda place: {"token": place.join_token}),
    row("join", answers("422 302 302 302 302 302 302 302"), lambda place: {"token": place.join_token}, method="POST"),
    row("join", answers("404 404 404 404 404 404 404 404"), lambda place: {"token": "none"}, "unknown"),
    row("join_links", INSTRUCTORS, course),
    row("join_link", INSTRUCTORS, section("CL")),
    row("join_link", then("- 404 404 404 404 422 404 404"), section("CL"), "incomplete", method="POST"),
    row("join_link_revoke", then("- 404 404 404 404 302 404 404"), section("CL"), method="POST"),
]
