"""How it went, from whoever comes by: a link, a kiosk, a form; and what we did with what was said."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hoituu.counter.forms import MoreOfItForm
from hoituu.counter.shell import chosen_language, is_one_of_many, show, visit_of
from hoituu.customers.rules import NotAContactPoint, contact_point
from hoituu.feedback.actions import join_conversation, take_taps, want_no_asking
from hoituu.feedback.models import Feedback, Point
from hoituu.feedback.queries import said_and_done
from hoituu.feedback.rules import (
    LONGEST_WORDS,
    MOST_AT_ONCE,
    Metric,
    NoSuchScore,
    PointClosed,
    PointKind,
    Tap,
)
from hoituu.feedback.words import CONTENT, ENDS, FACES, QUESTIONS
from hoituu.lib.storable import storable
from hoituu.lib.tokens import BadToken, unseal
from hoituu.staff.addresses import page_path, say_path

KEY = re.compile(r"[A-Za-z0-9-]{8,40}")
MOST_TAPS = 10_000
OLDEST = timedelta(days=60)
Answer = dict[str, Any]


@login_not_required
def say(request: HttpRequest, token: str) -> HttpResponse:
    """Ask how it went."""
    return _ask(request, _point(token), token)


@csrf_exempt  # A form on the business's own site posts here; there is no session to misuse.
@login_not_required
@require_POST
def tap(request: HttpRequest, token: str) -> HttpResponse:
    """Take in one answer, at the first tap; the same page posted twice is one."""
    point = _point(token)
    given = request.POST.get("key", "")
    key = given if KEY.fullmatch(given) else uuid4().hex
    score, words = request.POST.get("score", ""), storable(request.POST.get("words", ""))
    try:
        answer = Tap(key=key, score=int(score), words=words[:LONGEST_WORDS])
        take_taps(point, taps=[answer], now=timezone.now())
    except (ValueError, NoSuchScore):
        return _ask(request, point, token, missed=True)
    except PointClosed:
        return _ask(request, point, token)
    return redirect(f"{say_path(point.pk)}{key}/")


@login_not_required
def said(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """Thank, and take in more words, and where to answer if they want an answer."""
    point = _point(token)
    full = Feedback.objects.select_related("point", "conversation")
    one = get_object_or_404(full, key=f"{point.pk}-{key}")
    form = MoreOfItForm(request.POST or None, is_low=one.is_low)
    if request.method == "POST" and form.is_valid():
        facts, now = form.cleaned_data, timezone.now()
        words = "\n\n".join(part for part in (one.words, facts["words"]) if part)
        score = one.mood if one.mood is not None else one.score or 0
        take_taps(point, taps=[Tap(key=key, score=score, words=words)], now=now)
        if facts["reach"]:
            return redirect(
                page_path(
                    _join(request, one, point, facts, language=_language(request, point), now=now)
                )
            )
        return redirect(f"{say_path(point.pk)}{key}/?kept=words")
    with translation.override(_language(request, point)):
        page = show(
            request,
            "said",
            status=422 if form.errors else 200,
            point=point,
            token=token,
            one=one,
            form=form,
            kept=request.GET.get("kept", ""),
            in_kiosk=point.kind == PointKind.KIOSK,
        )
        page.render()
    return page


@csrf_exempt  # A kiosk has no session; its address is its key.
@login_not_required
@require_POST
def queue(request: HttpRequest, token: str) -> HttpResponse:
    """Take in what a kiosk has gathered, at most 25 answers: each once, however often it is sent.

    Answers the ids that are safe here now, and of those that can never be, why.
    """
    point, now = _point(token), timezone.now()
    try:
        sent = storable(json.loads(request.body))
        answers, skew = list(sent["answers"])[:MOST_AT_ONCE], _age_of(sent.get("sent_at"), now=now)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return JsonResponse({"error": _("That could not be read.")}, status=400)
    taps: dict[str, Tap] = {}
    refused: dict[str, str] = {}
    for answer in answers:
        key = str(answer.get("id", ""))[:80] if isinstance(answer, dict) else ""
        read = _tap(answer, point, skew=skew, now=now) if KEY.fullmatch(key) else None
        if read is None:
            refused[key] = _("That is not one of the answers.")
        else:
            taps[key] = read
    try:
        pieces = take_taps(point, taps=list(taps.values()), now=now)
    except PointClosed:
        return JsonResponse({"error": _("Here we do not ask any more. Thank you!")}, status=410)
    by_key = {one.key.partition("-")[2]: one for one in pieces}
    for answer in answers:
        _answer_who_asks(request, answer, by_key, point, now=now)
    return JsonResponse({"kept": list(taps), "refused": refused})


@login_not_required
def done(request: HttpRequest) -> HttpResponse:
    """Show what customers said and what we answered or did, for anybody to read."""
    return show(request, "done", lines=said_and_done())


@login_not_required
@require_POST
def no_asking(request: HttpRequest, token: str) -> HttpResponse:
    """Take a customer's word that they do not want to be asked by mail how it went."""
    one = visit_of(token).conversation
    want_no_asking(one.customer, now=timezone.now())
    return redirect(f"{page_path(one.pk)}?kept=no-asking")


@login_not_required
def worker(request: HttpRequest) -> HttpResponse:
    """Serve the script that lets a kiosk open without a network; its place is its scope."""
    script = (settings.STATIC_FOLDER / "js" / "kiosk-offline.js").read_text()
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def _point(token: str) -> Point:
    try:
        pk = unseal(token, purpose="point", key=settings.HOITUU_KEY)
    except BadToken:
        raise Http404 from None
    return get_object_or_404(Point, pk=pk)


def _language(request: HttpRequest, point: Point) -> str:
    """Return the language they chose; at a kiosk the next person has not chosen it."""
    kept = point.kind != PointKind.KIOSK
    return chosen_language(request, kept=kept) or point.language


def _ask(
    request: HttpRequest, point: Point, token: str, *, missed: bool = False
) -> TemplateResponse:
    with translation.override(_language(request, point)):
        metric = Metric(point.metric)
        closed = point.closed_at is not None
        page = show(
            request,
            "kiosk" if point.kind == PointKind.KIOSK and not closed else "say",
            status=410 if closed else 422 if missed else 200,
            point=point,
            token=token,
            key=uuid4().hex,
            question=_question(point),
            metric=metric,
            faces=FACES,
            content=CONTENT,
            ends=ENDS.get(metric),
            closed=closed,
            missed=missed,
        )
        page.render()
    return page


def _question(point: Point) -> str:
    """Return what is asked, in the language that is spoken: a business's own words are in theirs."""
    own = point.question if get_language() == point.language else ""
    return own or str(QUESTIONS[Metric(point.metric)])


def _join(
    request: HttpRequest,
    one: Feedback,
    point: Point,
    facts: Answer,
    *,
    language: str,
    now: datetime,
) -> int:
    """Open a matter for who wants an answer; return its id."""
    conversation = join_conversation(
        one,
        said=_said_by_tap(one, point),
        name=facts["name"],
        reach=facts["reach"],
        language=language,
        quiet=one.conversation_id is None and is_one_of_many(request),
        now=now,
    )
    return conversation.pk


def _said_by_tap(one: Feedback, point: Point) -> str:
    """Return what somebody said who wrote no words: what they were asked and tapped."""
    with translation.override(point.language):
        asked = _question(point)
        if one.mood is not None:
            return f"{asked} {next(str(t) for m, t in FACES.items() if m == one.mood)}."
        return f"{asked} {one.score}"


def _age_of(sent_at: object, *, now: datetime) -> timedelta | None:
    """Return how far a kiosk's clock is from ours, None where it does not say."""
    if isinstance(sent_at, (int, float)) and 0 < sent_at < 1e14:
        return now - datetime.fromtimestamp(sent_at / 1000, UTC)
    return None


def _tap(answer: Answer, point: Point, *, skew: timedelta | None, now: datetime) -> Tap | None:
    """Return one answer of a queue, None for what is none. Its time is by our clock."""
    score, at, taps = answer.get("score"), answer.get("at"), answer.get("taps", 1)
    if not isinstance(score, int) or not Metric(point.metric).takes(score):
        return None
    given = None
    if skew is not None and isinstance(at, (int, float)) and 0 < at < 1e14:
        given = datetime.fromtimestamp(at / 1000, UTC) + skew
        given = min(given, now) if given - now < timedelta(minutes=1) else None
    words, reach = _text(answer.get("words")), _text(answer.get("reach")).strip()
    if reach and not _reaches(reach):
        words = f"{words}\n({reach[:320]})".strip()  # Nothing that was written is lost.
    return Tap(
        key=str(answer["id"]),
        score=score,
        at=given,
        words=words,
        taps=min(max(taps, 1), MOST_TAPS) if isinstance(taps, int) else 1,
    )


def _text(said: object) -> str:
    return said if isinstance(said, str) else ""


def _reaches(text: str) -> bool:
    try:
        return bool(contact_point(text))
    except NotAContactPoint:
        return False


def _answer_who_asks(
    request: HttpRequest, answer: Any, pieces: dict[str, Feedback], point: Point, *, now: datetime
) -> None:
    """Open a matter for an answer of a queue that says where its writer can be reached."""
    if not isinstance(answer, dict):
        return
    one, reach = pieces.get(str(answer.get("id", ""))), _text(answer.get("reach"))
    if one is not None and _reaches(reach):
        facts = {"name": _text(answer.get("name")), "reach": reach}
        spoken = str(answer.get("lang", ""))
        language = spoken if spoken in dict(settings.LANGUAGES) else point.language
        _join(
            request,
            Feedback.objects.get(pk=one.pk),
            point,
            facts,
            language=language,
            now=now,
        )
