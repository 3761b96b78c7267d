"""The settings of the site: safe unless told otherwise, told by environment variables, each explained where it is read.

A production site sets COURSEBLOG_SECRET_KEY, COURSEBLOG_HOSTS and DATABASE_URL; COURSEBLOG_DEBUG=1 is for one's own
machine.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from courseblog import database
from courseblog.secret import local_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent


def setting(name: str, meaning: str) -> str:
    """Returns the environment variable that the site cannot run without, or says what it is for."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. It holds {meaning}. Set it, or set COURSEBLOG_DEBUG=1 on your own machine."
        )
    return value


def switch(name: str) -> bool:
    """Returns whether an environment variable is switched on; anything but a yes or a no is refused."""
    value = os.environ.get(name, "").strip().lower()
    if value not in {"", "0", "1", "false", "true", "no", "yes"}:
        raise ImproperlyConfigured(f"{name} is “{value}”; say 1 for yes or 0 for no.")
    return value in {"1", "true", "yes"}


# ---- who runs this -------------------------------------------------------------------------------------------------

DEBUG = switch("COURSEBLOG_DEBUG")
SECRET_KEY = (
    local_secret_key(BASE_DIR)
    if DEBUG and not os.environ.get("COURSEBLOG_SECRET_KEY")
    else setting("COURSEBLOG_SECRET_KEY", "at least 50 random characters that sign sessions and links")
)
ALLOWED_HOSTS = (
    ["localhost", "127.0.0.1", "[::1]", "testserver"]
    if DEBUG
    else setting("COURSEBLOG_HOSTS", "the site's host names, separated by commas").replace(" ", "").split(",")
)

# ---- what it is made of --------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "pages",
    "grading",
    "comments",
    "posts",
    "sources",
    "courses",
    "authors",
    "allauth",
    "allauth.account",
    "markdownx",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "courseblog.large.TooLargeMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "courses.viewing.LookingOnlyMiddleware",
    "courseblog.privacy.PrivatePagesMiddleware",
    "courseblog.outage.OutageMiddleware",
]

ROOT_URLCONF = "courseblog.urls"
WSGI_APPLICATION = "courseblog.wsgi.application"
ASGI_APPLICATION = "courseblog.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "courseblog.forms.FieldRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "courses.access.place",
            ],
        },
    },
]

# ---- where the essays live -----------------------------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.parse(database.url(os.environ, BASE_DIR), conn_max_age=60, conn_health_checks=True)
}

# ---- who may come in -----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "authors.Author"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "courses.signup.InvitationAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation is sent to the address that it is for
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {"signup": "courses.signup.SignupForm"}
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "check_receipt": "30/m/ip",
    "my_data": "5/m/user",
    "join": "30/m/ip",
    "join_letter": "30/m/ip,3/h/key",
}

# ---- what the browser may do ---------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEBUG
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "courseblog.views.stale_form"
SECURE_HSTS_SECONDS = 0 if DEBUG else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
if switch("COURSEBLOG_BEHIND_PROXY"):  # only behind a proxy that itself sets the header
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# ---- words, times, files -------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-us"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"  # pages of a course show the course's own zone
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "courseblog.storage.HashedModulesStorage"
    },
}
MARKDOWNX_MARKDOWNIFY_FUNCTION = "posts.rendering.preview_html"

# ---- mail and log --------------------------------------------------------------------------------------------------

EMAIL_BACKEND = f"django.core.mail.backends.{'console' if DEBUG else 'smtp'}.EmailBackend"
EMAIL_HOST = os.environ.get("COURSEBLOG_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("COURSEBLOG_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("COURSEBLOG_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("COURSEBLOG_MAIL_PASSWORD", "")
EMAIL_USE_TLS = switch("COURSEBLOG_MAIL_TLS")
DEFAULT_FROM_EMAIL = os.environ.get("COURSEBLOG_MAIL_FROM", "courseblog@localhost")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
