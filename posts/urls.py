"""The addresses of writing, and of the library."""

from django.urls import path

from posts import (
    editor_views,
    exchange_views,
    history_views,
    library_views,
    merge_views,
    note_views,
    pick_views,
    proposal_views,
    receipt_views,
    record_views,
    submit_views,
    upload_views,
)
from posts.merge_views import follows_merges

urlpatterns = [
    path("receipts/", receipt_views.receipt_check, name="receipt_check"),
    path("c/<slug:slug>/weeks/<int:week>/write/", editor_views.write, name="write"),
    path("c/<slug:slug>/weeks/<int:week>/write/upload/", upload_views.write_upload, name="write_upload"),
    path("c/<slug:slug>/preview/", editor_views.preview_essay, name="preview"),
    path("c/<slug:slug>/posts/<slug:post>/edit/", editor_views.post_edit, name="post_edit"),
    path("c/<slug:slug>/posts/<slug:post>/upload/", upload_views.post_upload, name="post_upload"),
    path("c/<slug:slug>/posts/<slug:post>/notes/", note_views.notes, name="notes"),
    path("c/<slug:slug>/posts/<slug:post>/submit/", submit_views.post_submit, name="post_submit"),
    path("c/<slug:slug>/posts/<slug:post>/receipt/", receipt_views.receipt, name="receipt"),
    path("c/<slug:slug>/posts/<slug:post>/withdraw/", submit_views.post_withdraw, name="post_withdraw"),
    path("c/<slug:slug>/posts/<slug:post>/unpublish/", submit_views.post_unpublish, name="post_unpublish"),
    path("c/<slug:slug>/posts/<slug:post>/history/", history_views.history, name="history"),
    path("c/<slug:slug>/posts/<slug:post>/history/<int:number>/", history_views.revision, name="revision"),
    path("c/<slug:slug>/posts/<slug:post>/history/compare/", history_views.compared, name="compare"),
    path("c/<slug:slug>/posts/<slug:post>/history/<int:number>/restore/", history_views.restored, name="restore"),
    path("c/<slug:slug>/sources/", library_views.sources, name="sources"),
    path("c/<slug:slug>/posts/<slug:post>/export.<slug:form>", exchange_views.post_export, name="post_export"),
    path("c/<slug:slug>/sources/export.<slug:form>", exchange_views.source_export, name="source_export"),
    path("c/<slug:slug>/sources/import/", exchange_views.source_import, name="source_import"),
    path("c/<slug:slug>/sources/pick/", pick_views.source_pick, name="source_pick"),
    path("c/<slug:slug>/sources/pick/words/", pick_views.source_words, name="source_words"),
    path("c/<slug:slug>/sources/new/", record_views.source_new, name="source_new"),
    path("c/<slug:slug>/sources/preview/", record_views.source_preview, name="source_preview"),
    path("c/<slug:slug>/sources/proposals/", proposal_views.proposals, name="proposals"),
    path("c/<slug:slug>/sources/proposals/<int:pk>/", proposal_views.proposal, name="proposal"),
    path("c/<slug:slug>/sources/duplicates/", merge_views.source_duplicates, name="source_duplicates"),
    path("c/<slug:slug>/sources/<slug:key>/", follows_merges(library_views.source), name="source"),
    path("c/<slug:slug>/sources/<slug:key>/edit/", follows_merges(record_views.source_edit), name="source_edit"),
    path(
        "c/<slug:slug>/sources/<slug:key>/propose/", follows_merges(record_views.source_propose), name="source_propose"
    ),
    path("c/<slug:slug>/sources/<slug:key>/undo/<int:pk>/", proposal_views.source_undo, name="source_undo"),
    path("c/<slug:slug>/sources/<slug:key>/check/", follows_merges(library_views.source_check), name="source_check"),
    path("c/<slug:slug>/sources/<slug:key>/merge/<slug:other>/", merge_views.source_merge, name="source_merge"),
    path(
        "c/<slug:slug>/sources/<slug:key>/merges/<int:pk>/undo/",
        merge_views.source_merge_undo,
        name="source_merge_undo",
    ),
    path("c/<slug:slug>/bibliography/", library_views.bibliography, name="bibliography"),
]
