"""Two graders over the same ten students: whatever the order of their savings, nothing lands under another student."""

import random
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import Membership
from grading.models import Assessment, MarkChange
from posts.models import Post
from tests.factories import make_assistant, make_instructor, make_member, make_prompt, make_section
from tests.factories_posts import make_post
from tests.readers import signed_in

pytestmark = pytest.mark.django_db

STUDENTS, SAVES = 10, 500


class Grader:
    """A grader with a window open on each student's page: what they have read, and what they mean to give."""

    def __init__(self, seat: Membership, posts: list[Post]) -> None:
        self.client: Client = signed_in(seat)
        self.posts = posts
        self.versions = dict.fromkeys(range(len(posts)), 0)

    def save(self, student: int, points: int) -> int:
        """Saves from the window of one student; opens the page anew where someone else was quicker."""
        post = self.posts[student]
        week = post.prompt.week if post.prompt else 0
        data = {
            "points": points,
            "feedback": f"Student {student}: {points}.",
            "state": "draft",
            "revision": post.submitted_revision_id,
            "version": self.versions[student],
            "autosave": "1",
        }
        answer = self.client.post(reverse("mark", args=[post.course.slug, week, post.slug]), data)
        told = answer.json()
        assert told["revision"] == post.submitted_revision_id
        if answer.status_code == 409:
            self.versions[student] = Assessment.objects.get(post=post).version
        else:
            self.versions[student] = told["version"]
        return answer.status_code


def test_500_random_savings_of_two_graders_put_no_value_under_another_student() -> None:
    course = make_member().course
    section = make_section(course)
    prompt = make_prompt(course, points=1000)
    posts = [make_post(make_member(section=section), prompt) for _ in range(STUDENTS)]
    graders = [Grader(make_instructor(course), posts), Grader(make_assistant(section=section), posts)]
    chance = random.Random(1789)  # noqa: S311  (an order of savings, not a secret)
    last: dict[int, int] = {}
    refused = 0
    for _ in range(SAVES):
        student, points = chance.randrange(STUDENTS), chance.randrange(1000)
        if chance.choice(graders).save(student, points) == 200:
            last[student] = points
        else:
            refused += 1
    assert refused > 50  # else the two never met
    for student, post in enumerate(posts):
        mark = Assessment.objects.get(post=post)
        assert (mark.points, mark.feedback) == (Decimal(last[student]), f"Student {student}: {last[student]}.")
        for change in MarkChange.objects.filter(assessment=mark).exclude(feedback_before=""):
            assert change.feedback_before.startswith(f"Student {student}:")
