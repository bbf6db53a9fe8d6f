"""What the coach is taught: what this house does not say, what rests, how a message sounds."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoituu import coach
from hoituu.conversations.models import Message
from hoituu.desk.forms import OwnHabitForm, SoundForm
from hoituu.desk.queries import habits_heard
from hoituu.desk.shell import StaffRequest, agents_only, managers_only, say_refusal, show
from hoituu.wording.actions import (
    correct_tone,
    keep_own_habit,
    let_rest,
    remove_own_habit,
    wake,
)
from hoituu.wording.models import OwnHabit
from hoituu.wording.queries import tried_on_past_replies
from hoituu.wording.rules import NotACustomersMessage


@managers_only
def settings_coach(request: StaffRequest) -> HttpResponse:
    """Show what this house does not say, and how often each remark was left as it was."""
    heard = habits_heard(lang=request.user.language, today=timezone.now().date())
    return show(
        request,
        "settings/coach",
        here="settings",
        own=list(OwnHabit.objects.order_by("name")),
        heard=heard,
        too_often=[one for one in heard if one.proposed],
    )


@managers_only
def own_habit(request: StaffRequest, habit_id: int | None = None) -> HttpResponse:
    """Write down what this house does not say, tried on past replies before it is kept."""
    one = get_object_or_404(OwnHabit, pk=habit_id) if habit_id else OwnHabit()
    now, me = timezone.now(), request.user.pk
    if "remove" in request.POST and one.pk:
        remove_own_habit(one, actor_id=me, now=now)
        return redirect("settings_coach")
    form = OwnHabitForm(request.POST or None, instance=one)
    trial = None
    if form.is_valid():
        facts = {**form.cleaned_data}
        if facts.pop("tried") == form.mark and "keep" in request.POST:
            keep_own_habit(one, **facts, actor_id=me, now=now)
            messages.success(request, _("Saved."))
            return redirect("settings_coach")
        habit = coach.own_habit("new", lang=facts["language"], says=facts["says"])
        trial = tried_on_past_replies(habit, facts["language"])
    return show(
        request,
        "settings/own_habit",
        here="settings",
        status=422 if form.errors else 200,
        one=one,
        form=form,
        trial=trial,
        tried=form.mark if trial else "",
    )


@managers_only
@require_POST
def rest(request: StaffRequest, habit: str, what: str) -> HttpResponse:
    """Let a remark rest, or wake it."""
    known = habits_heard(lang=request.user.language, today=timezone.now().date())
    if habit not in {one.code for one in known} or what not in {"rest", "wake"}:
        raise Http404
    change = let_rest if what == "rest" else wake
    change(habit, actor_id=request.user.pk, now=timezone.now())
    return redirect("settings_coach")


@agents_only
@require_POST
def sounds(request: StaffRequest, message_id: int) -> HttpResponse:
    """Correct how a customer's message sounds; the house learns from it."""
    message = get_object_or_404(Message, pk=message_id)
    form, now = SoundForm(request.POST), timezone.now()
    if not form.is_valid():
        messages.error(request, _("Pick how it sounds."))
        return redirect("conversation", message.conversation_id)
    try:
        correct_tone(message, **form.cleaned_data, actor_id=request.user.pk, now=now)
    except NotACustomersMessage as refusal:
        say_refusal(request, refusal)
    return redirect("conversation", message.conversation_id)
