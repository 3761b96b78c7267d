"""The addresses of the pages that join several apps."""

from django.urls import path

from pages import course_copy, course_settings, home, me, people, prompts, reading, weeks

urlpatterns = [
    path("", home.home, name="home"),
    path("me/", me.me, name="me"),
    path("me/download/", me.me_download, name="me_download"),
    path("c/<slug:slug>/", weeks.week_now, name="week_now"),
    path("c/<slug:slug>/settings/", course_settings.course_edit, name="course_edit"),
    path("c/<slug:slug>/archive/", course_settings.course_archive, name="course_archive"),
    path("c/<slug:slug>/copy/", course_copy.course_copy, name="course_copy"),
    path("c/<slug:slug>/weeks/<int:week>/", weeks.week, name="week"),
    path("c/<slug:slug>/weeks/new/", prompts.prompt_new, name="prompt_new"),
    path("c/<slug:slug>/weeks/<int:week>/edit/", prompts.prompt_edit, name="prompt_edit"),
    path("c/<slug:slug>/posts/", weeks.posts, name="posts"),
    path("c/<slug:slug>/posts/<slug:post>/", reading.post, name="post"),
    path("c/<slug:slug>/people/", people.people, name="people"),
    path("c/<slug:slug>/people/<int:pk>/", people.person, name="person"),
]
