"""Markdown that people typed, as HTML that is safe to show: plain functions over strings, no Django, no database."""
