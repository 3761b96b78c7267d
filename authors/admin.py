"""The administration of accounts.

The administration holds accounts, courses, sections and memberships, and on purpose no posts, comments, marks or
sources: content is not for the back door. Who signs in here does so on the site's own page.
"""

from importlib import import_module

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from authors.models import Author

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # as allauth documents it
admin.site.site_header = admin.site.site_title = "Course blog: administration"
for packaged in ("allauth.account.admin", "django.contrib.auth.admin"):
    import_module(packaged)  # registers now what it would register later
admin.site.unregister([EmailAddress, Group])


class AuthorForm(forms.ModelForm):  # type: ignore[type-arg]  # Django’s class takes none
    """Asks for what an administrator may know and change of an account: never a password."""

    class Meta:
        model = Author
        fields = ["email", "name", "is_active", "is_staff", "is_superuser"]

    def clean_email(self) -> str:
        """Returns the address in lower case, as the sign-in looks for it."""
        return str(self.cleaned_data["email"]).lower()


@admin.register(Author)
class AuthorAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Django’s class takes none
    """Accounts; a new one has no password until its holder asks for one by mail."""

    form = AuthorForm
    list_display = ["email", "name", "is_active", "is_staff", "date_joined"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["email", "name"]
    ordering = ["email"]

    def has_change_permission(self, request: HttpRequest, obj: Author | None = None) -> bool:
        """Keeps administrators' accounts to those who may do everything: an address can reset a password."""
        may_touch = obj is None or not (obj.is_staff or obj.is_superuser) or request.user.is_superuser
        return may_touch and super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Author | None = None) -> list[str]:
        """Keeps the making of administrators to those who may do everything."""
        return [] if request.user.is_superuser else ["is_staff", "is_superuser"]

    def save_model(self, request: HttpRequest, obj: Author, form: object, change: bool) -> None:  # noqa: FBT001  # Django's signature
        """Saves the account, and takes the sign-in from an address that is no longer its own."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        EmailAddress.objects.filter(user=obj).exclude(email=obj.email).delete()
