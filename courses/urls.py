"""The addresses of the app."""

from django.urls import path

from courses import extension_views, join_views, roster_views, seat_views, views

urlpatterns = [
    path("accounts/invitation/<str:token>/", views.invitation, name="invitation"),
    path("c/new/", views.course_new, name="course_new"),
    path("c/<slug:slug>/seat/", views.my_seat, name="my_seat"),
    path("c/<slug:slug>/people/<int:pk>/end/", views.membership_end, name="membership_end"),
    path("c/<slug:slug>/weeks/<int:week>/extensions/", extension_views.extensions, name="extensions"),
    path(
        "c/<slug:slug>/weeks/<int:week>/extensions/<int:pk>/end/", extension_views.extension_end, name="extension_end"
    ),
    path("accounts/join/<str:token>/", join_views.join_page, name="join"),
    path("c/<slug:slug>/people/links/", join_views.join_links, name="join_links"),
    path("c/<slug:slug>/people/links/<int:pk>/", join_views.join_link, name="join_link"),
    path("c/<slug:slug>/people/links/<int:pk>/revoke/", join_views.join_link_revoke, name="join_link_revoke"),
    path("view-as/end/", seat_views.view_as_end, name="view_as_end"),
    path("c/<slug:slug>/view-as/", seat_views.view_as, name="view_as"),
    path("c/<slug:slug>/people/<int:pk>/seat/", seat_views.seat_edit, name="seat_edit"),
    path("c/<slug:slug>/people/<int:pk>/return/", seat_views.membership_return, name="membership_return"),
    path("c/<slug:slug>/people/past/", seat_views.people_past, name="people_past"),
    path("c/<slug:slug>/people/sections/", seat_views.sections, name="sections"),
    path("c/<slug:slug>/people/sections/<int:pk>/", seat_views.section_edit, name="section_edit"),
    path("c/<slug:slug>/people/sections/<int:pk>/delete/", seat_views.section_delete, name="section_delete"),
    path("c/<slug:slug>/people/import/", roster_views.roster_import, name="roster_import"),
    path("c/<slug:slug>/people/roster.csv", roster_views.roster_csv, name="roster_csv"),
    path("c/<slug:slug>/people/log/", roster_views.roster_log, name="roster_log"),
    path("c/<slug:slug>/invitations/", views.invitations, name="invitations"),
    path("c/<slug:slug>/invitations/<int:pk>/revoke/", views.invitation_revoke, name="invitation_revoke"),
]
