"""Feedback: what nobody has read, what waits for an answer, and how it adds up."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoituu.desk.forms import SayForm
from hoituu.desk.shell import StaffRequest, agents_only, say_refusal, show
from hoituu.feedback.actions import mark_read, note_change
from hoituu.feedback.models import Feedback
from hoituu.feedback.queries import faces, latest, to_answer, to_read
from hoituu.feedback.rules import NothingToSay, SaidMore, StepSkipped
from hoituu.feedback.words import FACES

COUNTED = timedelta(days=90)


def index(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    return show(
        request,
        "feedback",
        here="feedback",
        now=now,
        new=to_read(),
        waiting=to_answer(),
        latest=latest(),
        shares=faces(since=now - COUNTED),
        faces=FACES,
    )


@agents_only
@require_POST
def step(request: StaffRequest, feedback_id: int, what: str) -> HttpResponse:
    """Take a piece of feedback to its next step."""
    one = get_object_or_404(Feedback, pk=feedback_id)
    now, me = timezone.now(), request.user.pk
    said = SayForm(request.POST)
    text = said.cleaned_data["text"] if said.is_valid() else ""
    try:
        if what == "read":
            mark_read(one, seen=request.POST.get("seen", ""), by_id=me, now=now)
        elif what == "change":
            note_change(one, text=text, by_id=me, now=now)
            messages.success(request, _("Written down."))
        else:
            raise Http404
    except (StepSkipped, NothingToSay, SaidMore) as refusal:
        say_refusal(request, refusal)
    return redirect("feedback")
