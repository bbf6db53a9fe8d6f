"""How it went, in the customer's own words: one tap, and words if they like."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from hoituu.counter.forms import RateForm, WordsForm
from hoituu.counter.shell import visit_of
from hoituu.feedback.actions import rate_conversation, say_more
from hoituu.feedback.rules import Mood, NotAskedYet, NothingToSay
from hoituu.staff.addresses import page_path


@login_not_required
@require_POST
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """Take in a face at the first tap; no face changes nothing."""
    one, filled, kept = visit_of(token).conversation, RateForm(request.POST), ""
    if filled.is_valid():
        mood = Mood(filled.cleaned_data["mood"])
        kept = "sorry" if mood.is_low else "rated"
        try:
            rate_conversation(one, mood=mood, now=timezone.now())
        except NotAskedYet:
            kept = "too-early"
    return redirect(f"{page_path(one.pk)}?kept={kept}")


@login_not_required
@require_POST
def words(request: HttpRequest, token: str) -> HttpResponse:
    """Take in what they add to it."""
    one, filled, kept = visit_of(token).conversation, WordsForm(request.POST), ""
    if filled.is_valid():
        kept = "words"
        try:
            say_more(one, words=filled.cleaned_data["words"], now=timezone.now())
        except (NotAskedYet, NothingToSay):
            kept = ""
    return redirect(f"{page_path(one.pk)}?kept={kept}")
