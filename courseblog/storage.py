"""Static files under hashed names, the imports between ES modules included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModulesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Also rewrites `import … from` inside JavaScript modules."""

    support_js_module_import_aggregation = True
