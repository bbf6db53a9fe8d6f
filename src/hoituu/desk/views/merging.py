"""Two conversations of a customer become one, or two again: one press, one action."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoituu.conversations.models import Conversation
from hoituu.conversations.rules import BeingWritten, NoSuchMove, NotOpen, NotYours, OthersMatter
from hoituu.desk.shell import StaffRequest, agents_only, say_refusal
from hoituu.promises.actions import merge_conversations, separate_conversation
from hoituu.promises.rules import CallIsAgreed

REFUSED = (OthersMatter, NotYours, NotOpen, NoSuchMove, BeingWritten, CallIsAgreed)


@agents_only
@require_POST
def merge(request: StaffRequest, conversation_id: int, other_id: int) -> HttpResponse:
    other = get_object_or_404(Conversation, pk=other_id)
    into = get_object_or_404(Conversation, pk=conversation_id)
    try:
        merge_conversations(other, into=into, by_id=request.user.pk, now=timezone.now())
    except REFUSED as refusal:
        say_refusal(request, refusal)
    else:
        messages.success(request, _("They are one matter now, with everything promised in either."))
    return redirect("conversation", conversation_id)


@agents_only
@require_POST
def separate(request: StaffRequest, part_id: int) -> HttpResponse:
    part = get_object_or_404(Conversation, pk=part_id)
    try:
        separate_conversation(part, by_id=request.user.pk, now=timezone.now())
    except NotYours as refusal:
        say_refusal(request, refusal)
    else:
        messages.success(request, _("It is a matter of its own again, as it was."))
    return redirect("conversation", part_id)
