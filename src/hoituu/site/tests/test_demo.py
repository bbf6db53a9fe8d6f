"""A demo is told at whatever moment somebody asks for it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from hoituu.callbacks.models import Callback
from hoituu.site.checks import count_guarantees
from hoituu.site.demo import FIRMS, build_firm

DAY = datetime(2026, 11, 26, 22, 0, tzinfo=UTC)  # Midnight in Helsinki.
LAST_MOMENT = DAY - timedelta(minutes=2)


def tell(firm: str, now: datetime) -> tuple[dict[str, object], int]:
    """Tell a demo, count, and take back what it wrote."""
    with transaction.atomic():
        build_firm(firm, now=now)
        counted, calls = count_guarantees(now=now, full=True), Callback.objects.count()
        transaction.set_rollback(True)
    return counted, calls


@pytest.mark.django_db
@pytest.mark.parametrize("firm", FIRMS)
@pytest.mark.parametrize("hour", [0, 3, 7, 12, 18, 21])
def test_a_demo_keeps_every_guarantee_at_any_hour(firm, hour):
    for now in (DAY + timedelta(hours=hour), LAST_MOMENT):
        counted, calls = tell(firm, now)
        assert counted["ok"], {k: v for k, v in counted.items() if v}
        assert calls


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("firm", FIRMS)
@pytest.mark.parametrize(
    ("day", "minutes"), [(DAY, 5), (datetime(2027, 3, 27, 22, tzinfo=UTC), 30)]
)
def test_a_demo_can_be_told_all_through_a_day(firm, day, minutes):
    for number in range(24 * 60 // minutes):
        counted, _ = tell(firm, day + timedelta(minutes=minutes * number, seconds=130))
        assert counted["ok"], (number, counted)
