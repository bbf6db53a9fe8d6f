"""The weekly half hour: an agenda that makes itself, and what is decided."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoituu.desk.forms import DecisionForm, PutOffForm
from hoituu.desk.queries import habit_names
from hoituu.desk.shell import StaffRequest, agents_only, say_refusal, show
from hoituu.feedback.words import FACES
from hoituu.review.actions import decide, end_decision, put_off
from hoituu.review.models import Decision
from hoituu.review.queries import agenda
from hoituu.review.rules import (
    COMES_BACK_AFTER,
    DecisionNeedsOwner,
    DecisionNeedsWords,
    DecisionState,
)
from hoituu.staff.queries import employed, home_zone

REFUSED = (DecisionNeedsOwner, DecisionNeedsWords)
ENDS = {"done": DecisionState.DONE, "drop": DecisionState.DROPPED, "again": DecisionState.OPEN}


def index(request: StaffRequest) -> HttpResponse:
    """Show what there is to talk over, and take in a decision."""
    now = timezone.now()
    today = now.astimezone(home_zone()).date()
    form = DecisionForm(
        request.POST or None,
        people=employed(),
        initial={"owner": request.user.pk, "due_on": today + COMES_BACK_AFTER},
    )
    if request.method == "POST" and not request.user.answers:
        raise Http404
    if form.is_valid():
        try:
            decide(**form.cleaned_data, by_id=request.user.pk, now=now)
        except REFUSED as refusal:
            say_refusal(request, refusal)
        else:
            messages.success(request, _("Decided. It comes back next week."))
            return redirect("review")
    return show(
        request,
        "review",
        here="feedback",
        now=now,
        status=422 if form.errors else 200,
        agenda=agenda(today=today, now=now),
        form=form,
        put_off_form=PutOffForm(initial={"due_on": today + timedelta(days=7)}),
        faces=FACES,
        names=habit_names(),
        today=today,
    )


@agents_only
@require_POST
def act(request: StaffRequest, decision_id: int, what: str) -> HttpResponse:
    """Say that a decision was carried out, is dropped, or has another day."""
    decision, now, me = get_object_or_404(Decision, pk=decision_id), timezone.now(), request.user.pk
    try:
        if what in ENDS:
            end_decision(decision, state=ENDS[what], by_id=me, now=now)
        elif what == "later":
            form = PutOffForm(request.POST)
            due_on = form.cleaned_data["due_on"] if form.is_valid() else None
            put_off(decision, due_on=due_on, by_id=me, now=now)
        else:
            raise Http404
    except REFUSED as refusal:
        say_refusal(request, refusal)
    return redirect("review")
