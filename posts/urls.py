"""The addresses of writing, and of the library."""

from django.urls import path

from posts import views

urlpatterns = [
    path("c/<slug:slug>/weeks/<int:week>/write/", views.write, name="write"),
    path("c/<slug:slug>/preview/", views.preview_essay, name="preview"),
    path("c/<slug:slug>/posts/<slug:post>/edit/", views.post_edit, name="post_edit"),
    path("c/<slug:slug>/posts/<slug:post>/submit/", views.post_submit, name="post_submit"),
    path("c/<slug:slug>/posts/<slug:post>/receipt/", views.receipt, name="receipt"),
    path("c/<slug:slug>/posts/<slug:post>/withdraw/", views.post_withdraw, name="post_withdraw"),
    path("c/<slug:slug>/posts/<slug:post>/history/", views.history, name="history"),
    path("c/<slug:slug>/posts/<slug:post>/history/<int:number>/", views.revision, name="revision"),
]
