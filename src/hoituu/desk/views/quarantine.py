"""Mails that could not be read: they wait for a person, with their reason."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoituu.channels.email.actions import make_conversation, try_again
from hoituu.channels.email.models import RawMail
from hoituu.channels.email.queries import quarantine
from hoituu.channels.email.rules.outcome import Outcome
from hoituu.conversations.blobs import BlobMissing, open_blob
from hoituu.desk.shell import StaffRequest, managers_only, show


@managers_only
def index(request: StaffRequest) -> HttpResponse:
    return show(request, "quarantine", here="settings", rows=quarantine())


@managers_only
@require_POST
def retry(request: StaffRequest, mail_id: int) -> HttpResponse:
    try_again(_get(mail_id), actor_id=request.user.pk, now=timezone.now())
    return redirect("quarantine")


@managers_only
@require_POST
def make(request: StaffRequest, mail_id: int) -> HttpResponse:
    """Make a conversation of it, so that it has an owner and a next step."""
    conversation_id = make_conversation(
        _get(mail_id),
        subject=_("A mail that could not be read"),
        text=_("This mail could not be read. It is attached as it came."),
        actor_id=request.user.pk,
        now=timezone.now(),
    )
    return redirect("conversation", conversation_id)


@managers_only
def download(request: StaffRequest, mail_id: int) -> FileResponse:
    """Give a mail as it came; what its bytes may hold is no business of the browser's."""
    try:
        file = open_blob(_get(mail_id).sha256)
    except BlobMissing:
        raise Http404 from None
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"mail-{mail_id}.eml",
        content_type="application/octet-stream",
    )


def _get(mail_id: int) -> RawMail:
    return get_object_or_404(RawMail, pk=mail_id, outcome=Outcome.QUARANTINED)
