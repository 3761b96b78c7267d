"""The addresses of the desk and of an author's feedback."""

from django.urls import path

from grading.views.desk import desk
from grading.views.feedback import feedback
from grading.views.gradebook import excusal, gradebook, gradebook_canvas, gradebook_csv, gradebook_import
from grading.views.mark import mark
from grading.views.marking import marking
from grading.views.moderation import moderate_comment, moderate_post, moderation
from grading.views.participation import (
    participation,
    participation_release,
    participation_week,
    participation_withdraw,
)
from grading.views.release import release
from grading.views.remarks import remark_bank
from grading.views.reminder import reminder
from grading.views.rubric import rubric
from grading.views.sources import source_desk_page
from grading.views.student import gradebook_student

urlpatterns = [
    path("c/<slug:slug>/desk/", desk, name="desk"),
    path("c/<slug:slug>/desk/weeks/<int:week>/remind/", reminder, name="reminder"),
    path("c/<slug:slug>/desk/moderation/", moderation, name="moderation"),
    path("c/<slug:slug>/desk/moderation/posts/<slug:post>/", moderate_post, name="moderate_post"),
    path("c/<slug:slug>/desk/moderation/comments/<int:pk>/", moderate_comment, name="moderate_comment"),
    path("c/<slug:slug>/desk/marking/", marking, name="marking"),
    path("c/<slug:slug>/desk/marking/<int:week>/<slug:post>/", mark, name="mark"),
    path("c/<slug:slug>/desk/remarks/", remark_bank, name="remark_bank"),
    path("c/<slug:slug>/weeks/<int:week>/rubric/", rubric, name="rubric"),
    path("c/<slug:slug>/desk/release/", release, name="release"),
    path("c/<slug:slug>/desk/sources/", source_desk_page, name="source_desk"),
    path("c/<slug:slug>/desk/gradebook/", gradebook, name="gradebook"),
    path("c/<slug:slug>/desk/gradebook.csv", gradebook_csv, name="gradebook_csv"),
    path("c/<slug:slug>/desk/gradebook/canvas/", gradebook_canvas, name="gradebook_canvas"),
    path("c/<slug:slug>/desk/gradebook/import/", gradebook_import, name="gradebook_import"),
    path("c/<slug:slug>/desk/gradebook/<int:student>/<int:week>/", excusal, name="excusal"),
    path("c/<slug:slug>/desk/gradebook/<int:student>/", gradebook_student, name="gradebook_student"),
    path("c/<slug:slug>/desk/participation/", participation, name="participation"),
    path("c/<slug:slug>/desk/participation/<int:week>/", participation_week, name="participation_week"),
    path("c/<slug:slug>/desk/participation/<int:week>/release/", participation_release, name="participation_release"),
    path(
        "c/<slug:slug>/desk/participation/<int:week>/<int:student>/withdraw/",
        participation_withdraw,
        name="participation_withdraw",
    ),
    path("c/<slug:slug>/posts/<slug:post>/feedback/", feedback, name="feedback"),
]
