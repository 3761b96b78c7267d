from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import posts.submission


def number_all(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Gives each submission that stands already a receipt number of its own."""
    submissions = apps.get_model("posts", "Submission").objects
    for pk in submissions.values_list("pk", flat=True).iterator():
        submissions.filter(pk=pk).update(receipt=posts.submission.new_receipt())


class Migration(migrations.Migration):
    dependencies = [("posts", "0003_revision_outdated")]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="receipt",
            field=models.CharField(
                default=posts.submission.new_receipt, editable=False, max_length=20, verbose_name="receipt number"
            ),
        ),
        migrations.RunPython(number_all, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(
                fields=("receipt",),
                name="submission_receipt_number_unique",
                violation_error_message="Another submission has this receipt number.",
            ),
        ),
    ]
