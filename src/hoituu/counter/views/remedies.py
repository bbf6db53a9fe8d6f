"""A solution that suits the customer: they choose, propose another, or need nothing."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from hoituu.counter.forms import RightForm
from hoituu.counter.shell import visit_of
from hoituu.feedback.rules import NothingToSay
from hoituu.recovery.actions import choose_remedy, need_nothing, propose_remedy
from hoituu.recovery.models import Recovery
from hoituu.recovery.queries import recovery_of
from hoituu.recovery.rules import AlreadyAgreed, Closed, NoSuchRemedy, RemedyGone
from hoituu.staff.addresses import page_path


@login_not_required
@require_POST
def put_right(request: HttpRequest, token: str) -> HttpResponse:
    """Take what the customer decided; a choice that is gone says so and changes nothing."""
    one, form = visit_of(token).conversation, RightForm(request.POST)
    recovery = recovery_of(one.pk)
    kept = _take(recovery, form) if recovery is not None and form.is_valid() else "gone"
    return redirect(f"{page_path(one.pk)}?kept={kept}")


def _take(recovery: Recovery, form: RightForm) -> str:
    """Return what the page says of what was taken in."""
    facts, now = form.cleaned_data, timezone.now()
    try:
        if facts["nothing"]:
            need_nothing(recovery, now=now)
            return "nothing"
        if "other" in form.data:
            propose_remedy(recovery, text=facts["other"], now=now)
            return "proposed"
        choose_remedy(recovery, remedy_id=facts["choice"] or 0, now=now)
    except NothingToSay:
        return "empty"
    except (NoSuchRemedy, RemedyGone):
        return "gone"
    except (AlreadyAgreed, Closed):
        return "agreed-already"
    return "chosen"
