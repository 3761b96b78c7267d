"""The account of a person."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class AuthorManager(BaseUserManager["Author"]):
    """Makes accounts that sign in by e-mail."""

    def create_user(self, email: str, password: str | None = None, *, name: str = "") -> "Author":
        """Makes an account; without a password it can sign in only after a reset."""
        author = self.model(email=self.normalize_email(email).lower(), name=name)
        author.set_password(password)
        author.save(using=self._db)
        return author

    def create_superuser(self, email: str, password: str | None = None, *, name: str = "") -> "Author":
        """Makes the account of a site administrator."""
        author = self.create_user(email, password, name=name)
        author.is_staff = author.is_superuser = True
        author.save(using=self._db)
        return author

    def get_by_natural_key(self, username: str | None) -> "Author":
        """Returns the account with this address, in whichever case it was typed."""
        return self.get(email__iexact=username)


class Author(AbstractBaseUser, PermissionsMixin):
    """A person with an account; never the author of a source."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(
        max_length=120,
        help_text="As it should stand under your posts, for example Ana Reyes.",
    )
    is_staff = models.BooleanField(
        "site administrator", default=False, help_text="May make courses and use the administration pages."
    )
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[AuthorManager] = AuthorManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="author_email_unique_in_any_case",
                violation_error_message="An account with this e-mail address exists already.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """Returns the name, or the part of the address before the @ where no name was given."""
        return self.name or self.email.partition("@")[0]

    def get_short_name(self) -> str:
        """Returns the first word of the name."""
        return self.get_full_name().split()[0]
