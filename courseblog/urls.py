"""Every address of the site; each app writes its own in full, in the order of the house."""

from django.contrib import admin
from django.urls import include, path

from courseblog.views import healthz

urlpatterns = [
    path("", include("courses.urls")),  # first: /c/new/ is no course
    path("", include("pages.urls")),
    path("", include("grading.urls")),
    path("", include("comments.urls")),
    path("", include("posts.urls")),
    path("", include("authors.urls")),
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
]
