"""What a business assumes, what its people may agree on, and what new customers are offered."""

from datetime import datetime
from typing import Any

from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic
from hoituu.recovery.models import Budget, Offer, Terms


@atomic
def keep_terms(*, by_id: int, now: datetime, **facts: Any) -> Terms:
    """Write down what this business assumes; `facts` are fields of Terms."""
    terms, _ = Terms.objects.update_or_create(pk=1, defaults=facts)
    write("recovery.terms_kept", actor_id=by_id, now=now)
    return terms


@atomic
def set_budget(user_id: int, *, cents: int | None, by_id: int, now: datetime) -> None:
    """Say what somebody may agree on by themselves in thirty days; None is as everybody's."""
    if cents is None:
        Budget.objects.filter(user=user_id).delete()
    else:
        Budget.objects.update_or_create(user_id=user_id, defaults={"cents": cents})
    write("recovery.budget_set", actor_id=by_id, now=now, user_id=user_id)


@atomic
def keep_offer(offer: Offer, *, by_id: int, now: datetime) -> Offer:
    """Register what a campaign gives new customers, so that those we have get at least as much."""
    offer.save()
    write("recovery.offer_kept", actor_id=by_id, now=now, offer_id=offer.pk)
    return offer


@atomic
def remove_offer(offer: Offer, *, by_id: int, now: datetime) -> None:
    """Forget an offer that nobody gets any more."""
    write("recovery.offer_removed", actor_id=by_id, now=now, offer_id=offer.pk)
    offer.delete()
