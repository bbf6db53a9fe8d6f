"""Feedback: what nobody has read, what waits for an answer, what we changed, and how it adds up."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hoituu.desk.forms import (
    AskingForm,
    AskingPointForm,
    ChangeWordsForm,
    PublicAnswerForm,
    ReviewsForm,
    SayForm,
    SpokenForm,
)
from hoituu.desk.shell import StaffRequest, agents_only, managers_only, say_refusal, show
from hoituu.desk.words import bad_table
from hoituu.feedback.actions import (
    answer_in_public,
    close_point,
    correct_change,
    correct_public_answer,
    import_reviews,
    keep_asking,
    keep_point,
    mark_read,
    name_cause,
    note_change,
    publish_change,
    tell_change,
    write_down_spoken,
)
from hoituu.feedback.models import Change, Feedback, Point, PublicAnswer
from hoituu.feedback.queries import (
    asking,
    changes,
    faces,
    latest,
    points,
    response_rate,
    sums,
    to_answer,
    to_read,
)
from hoituu.feedback.rules import (
    AnsweredAlready,
    NotAnonymous,
    NothingToSay,
    PointKind,
    SaidMore,
    StepSkipped,
    TooLong,
    read_reviews,
)
from hoituu.feedback.words import CONTENT, FACES
from hoituu.lib.tables import BadTable
from hoituu.recovery.queries import causes
from hoituu.staff.addresses import base_url, say_path
from hoituu.staff.queries import business, home_zone
from hoituu.web.qr import qr_svg

COUNTED = timedelta(days=90)
LARGEST_FILE = 5 * 1024 * 1024
REFUSED = (AnsweredAlready, StepSkipped, NothingToSay, TooLong, SaidMore, NotAnonymous)


def index(request: StaffRequest) -> HttpResponse:
    return _index(request)


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
        elif what == "cause":
            name_cause(one, name=text, by_id=me, now=now)
        elif what == "change":
            note_change(one, text=text, by_id=me, now=now)
            messages.success(request, _("Written down."))
        else:
            raise Http404
    except REFUSED as refusal:
        say_refusal(request, refusal)
    return redirect("feedback")


@agents_only
@require_POST
def public_answer(request: StaffRequest) -> HttpResponse:
    """Answer what nobody's name is on, where anybody may read it."""
    form = PublicAnswerForm(request.POST)
    if not form.is_valid():
        return _index(request, status=422, answer_form=form)
    pieces = list(Feedback.objects.filter(pk__in=form.pieces))
    try:
        answer_in_public(
            pieces,
            **form.cleaned_data,
            language=business().language,
            by_id=request.user.pk,
            now=timezone.now(),
        )
    except REFUSED as refusal:
        say_refusal(request, refusal)
        return _index(request, status=409, answer_form=form)
    messages.success(request, _("Answered, where everybody can read it."))
    return redirect("feedback")


@agents_only
@require_POST
def correct(request: StaffRequest, answer_id: int) -> HttpResponse:
    """Put other words in a public answer's place."""
    one, form = get_object_or_404(PublicAnswer, pk=answer_id), PublicAnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(e[0]) for e in form.errors.values()))
        return redirect("feedback")
    correct_public_answer(one, **form.cleaned_data, by_id=request.user.pk, now=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("feedback")


@agents_only
@require_POST
def spoken(request: StaffRequest) -> HttpResponse:
    """Write down what somebody said aloud."""
    form = SpokenForm(request.POST)
    if not form.is_valid():
        return _index(request, status=422, spoken_form=form)
    write_down_spoken(**form.cleaned_data, by_id=request.user.pk, now=timezone.now())
    messages.success(request, _("Written down. You see to it that it is answered."))
    return redirect("feedback")


@agents_only
@require_POST
def change(request: StaffRequest, change_id: int, what: str) -> HttpResponse:
    """Tell those who said it what we changed, show it to everybody, or correct its words."""
    one, now, me = get_object_or_404(Change, pk=change_id), timezone.now(), request.user.pk
    said = SayForm(request.POST)
    try:
        if what == "tell":
            told = tell_change(one, by_id=me, now=now)
            messages.success(
                request,
                ngettext("%(n)d customer was told.", "%(n)d customers were told.", told)
                % {"n": told},
            )
        elif what == "publish":
            text = said.cleaned_data["text"] if said.is_valid() else ""
            publish_change(one, said=text, by_id=me, now=now)
            messages.success(request, _("Now everybody can read it."))
        elif what == "correct":
            words = ChangeWordsForm(request.POST)
            if not words.is_valid():
                raise NothingToSay
            correct_change(one, **words.cleaned_data, by_id=me, now=now)
            messages.success(request, _("Saved."))
        else:
            raise Http404
    except REFUSED as refusal:
        say_refusal(request, refusal)
    return redirect("feedback")


@managers_only
def settings_feedback(request: StaffRequest) -> HttpResponse:
    """Where and how often we ask."""
    return _settings(request)


@managers_only
@require_POST
def change_settings(request: StaffRequest, what: str) -> HttpResponse:
    """Add a place where we ask, say how often we ask by mail, or bring reviews from elsewhere."""
    now, me = timezone.now(), request.user.pk
    if what == "point":
        point = AskingPointForm(request.POST)
        if not point.is_valid():
            return _settings(request, point_form=point)
        keep_point(point.instance, by_id=me, now=now)
    elif what == "asking":
        form = AskingForm(request.POST, instance=asking())
        if not form.is_valid():
            return _settings(request, asking_form=form)
        keep_asking(by_id=me, now=now, **form.cleaned_data)
    elif what == "reviews":
        reviews = ReviewsForm(request.POST, request.FILES)
        if not (reviews.is_valid() and _bring(request, reviews)):
            return _settings(request, reviews_form=reviews)
        return redirect("settings_feedback")
    else:
        raise Http404
    messages.success(request, _("Saved."))
    return redirect("settings_feedback")


@managers_only
@require_POST
def end_point(request: StaffRequest, point_id: int) -> HttpResponse:
    close_point(get_object_or_404(Point, pk=point_id), by_id=request.user.pk, now=timezone.now())
    return redirect("settings_feedback")


def _index(request: StaffRequest, *, status: int = 200, **forms: Any) -> HttpResponse:
    now = timezone.now()
    facts = {"answer_form": PublicAnswerForm(), "spoken_form": SpokenForm()}
    unread, waiting = to_read(), to_answer()
    return show(
        request,
        "feedback",
        here="feedback",
        now=now,
        status=status,
        new=[piece for piece in unread if not piece.is_for_everybody],
        waiting=[*waiting, *(piece for piece in unread if piece.is_for_everybody)],
        latest=latest(),
        shares=faces(since=now - COUNTED),
        sums=sums(since=now - COUNTED),
        responses=response_rate(since=now - COUNTED),
        changes=changes(),
        causes=causes(),
        faces=FACES,
        content=CONTENT,
        **(facts | forms),
    )


def _settings(request: StaffRequest, **forms: Any) -> HttpResponse:
    base = base_url(business())
    return show(
        request,
        "settings/feedback",
        here="settings",
        status=422 if forms else 200,
        points=[
            (point, link, qr_svg(link, label=_("How did it go?")))
            for point in points()
            if (link := base + say_path(point.pk))
        ],
        public=base,
        form_kind=PointKind.FORM,
        **(
            {
                "point_form": AskingPointForm(),
                "asking_form": AskingForm(instance=asking()),
                "reviews_form": ReviewsForm(),
            }
            | forms
        ),
    )


def _bring(request: StaffRequest, form: ReviewsForm) -> bool:
    """Take in a CSV of reviews; tells whether it could be read."""
    file, firm = form.cleaned_data["file"], business()
    if file.size > LARGEST_FILE:
        form.add_error("file", _("The file is over 5 MB."))
        return False
    try:
        reviews = read_reviews(file.read(), tz=home_zone())
    except BadTable as refusal:
        form.add_error("file", bad_table(refusal))
        return False
    new = import_reviews(
        reviews,
        origin=form.cleaned_data["origin"],
        language=firm.language,
        by_id=request.user.pk,
        now=timezone.now(),
    )
    messages.success(
        request,
        _("%(all)d reviews were in it, and %(new)d of them are new.")
        % {"all": len(reviews), "new": new},
    )
    return True
