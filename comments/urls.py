"""The addresses of comments."""

from django.urls import path

from comments import views

urlpatterns = [
    path("c/<slug:slug>/posts/<slug:post>/comments/", views.comment_new, name="comment_new"),
    path("c/<slug:slug>/comments/<int:pk>/", views.comment, name="comment"),
    path("c/<slug:slug>/comments/<int:pk>/reply/", views.comment_reply, name="comment_reply"),
    path("c/<slug:slug>/comments/<int:pk>/edit/", views.comment_edit, name="comment_edit"),
    path("c/<slug:slug>/comments/<int:pk>/delete/", views.comment_delete, name="comment_delete"),
    path("c/<slug:slug>/comments/<int:pk>/report/", views.comment_report, name="comment_report"),
]
