"""The addresses of the account: of allauth's pages those alone that this site needs."""

from allauth.account import views as allauth_views
from django.urls import path, re_path

from authors.forms import ChangePasswordForm, NewPasswordForm, ResetForm, SignInForm
from authors.views import account_name

urlpatterns = [
    path("accounts/name/", account_name, name="account_name"),
    path("accounts/login/", allauth_views.LoginView.as_view(form_class=SignInForm), name="account_login"),
    path("accounts/logout/", allauth_views.logout, name="account_logout"),
    path("accounts/signup/", allauth_views.signup, name="account_signup"),
    path("accounts/inactive/", allauth_views.account_inactive, name="account_inactive"),
    path(
        "accounts/password/change/",
        allauth_views.PasswordChangeView.as_view(form_class=ChangePasswordForm),
        name="account_change_password",
    ),
    path(
        "accounts/password/reset/",
        allauth_views.PasswordResetView.as_view(form_class=ResetForm),
        name="account_reset_password",
    ),
    path("accounts/password/reset/done/", allauth_views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth_views.PasswordResetFromKeyView.as_view(form_class=NewPasswordForm),
        name="account_reset_password_from_key",
    ),
    path(
        "accounts/password/reset/key/done/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
