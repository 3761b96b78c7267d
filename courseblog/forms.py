"""How a form is drawn: one template for a field, everywhere."""

from django.forms.renderers import TemplatesSetting


class FieldRenderer(TemplatesSetting):
    """Draws a field with its label, help and errors tied together for a screen reader."""

    field_template_name = "components/field.html"
    form_template_name = "components/form.html"
