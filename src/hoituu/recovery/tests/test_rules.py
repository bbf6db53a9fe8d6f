"""A gesture grows with what it is for, and never insults; what was agreed on moves one way."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoituu.recovery.rules import (
    Assumptions,
    Facts,
    Reason,
    RecoveryStep,
    RemedyGone,
    RemedyState,
    Severity,
    Trouble,
    Verdict,
    done_by,
    needs_approval,
    next_step,
    span_of,
    steps_done,
    tenure_years,
    turn_into,
    weigh,
)
from hoituu.worktime import Calendar

ASSUMED = Assumptions()
cents = st.integers(0, 2_000_000)
perhaps = st.none() | cents
troubles = st.builds(
    Trouble,
    severity=st.sampled_from(Severity),
    lost_cents=perhaps,
    monthly_cents=perhaps,
    years=st.none() | st.integers(0, 60),
    given_cents=cents,
)


def test_a_film_ticket_insults_who_pays_four_hundred_a_month():
    matti = Trouble(Severity.REAL, lost_cents=0, monthly_cents=40_000, years=25)
    span = span_of(matti, ASSUMED)
    assert weigh(1_500, span) == Verdict.INSULTING
    assert (span.low_cents, span.high_cents) == (7_500, 18_000)
    assert weigh(10_000, span) == Verdict.FITS
    assert weigh(100_000, span) == Verdict.LARGE


def test_a_loose_nail_is_small_and_known():
    jenna = Trouble(Severity.SMALL, lost_cents=6_500, monthly_cents=4_500, years=2)
    span = span_of(jenna, ASSUMED)
    assert 1_000 <= span.low_cents <= 2_000
    assert span.high_cents <= 6_500
    assert span.reasons == (Reason.LOSS, Reason.VALUE, Reason.TENURE)


def test_what_nobody_knows_widens_it_and_is_said():
    known = Trouble(Severity.REAL, lost_cents=3_000, monthly_cents=3_000, years=3)
    unknown = Trouble(Severity.REAL)
    narrow, wide = span_of(known, ASSUMED), span_of(unknown, ASSUMED)
    assert wide.low_cents <= narrow.low_cents
    assert wide.high_cents >= narrow.high_cents
    assert {Reason.LOSS_UNKNOWN, Reason.VALUE_UNKNOWN, Reason.TENURE_UNKNOWN} == set(wide.reasons)


@given(troubles, st.integers(0, 500_000))
def test_more_of_anything_never_makes_it_less(trouble, more):
    span = span_of(trouble, ASSUMED)
    larger = [
        Trouble(**{**facts(trouble), name: value + more})
        for name in ("lost_cents", "monthly_cents", "years")
        if (value := getattr(trouble, name)) is not None
    ]
    if trouble.severity < Severity.SERIOUS:
        larger.append(Trouble(**{**facts(trouble), "severity": Severity(trouble.severity + 1)}))
    for other in larger:
        grown = span_of(other, ASSUMED)
        assert grown.low_cents >= span.low_cents
        assert grown.high_cents >= span.high_cents


@given(troubles)
def test_it_never_insults_and_is_never_absurd(trouble):
    span = span_of(trouble, ASSUMED)
    assert 0 < span.low_cents <= span.high_cents
    assert weigh(span.low_cents, span) == Verdict.FITS
    yearly = 12 * (
        ASSUMED.unknown_monthly_cents if trouble.monthly_cents is None else trouble.monthly_cents
    )
    loss = ASSUMED.unknown_loss_cents if trouble.lost_cents is None else trouble.lost_cents
    most = max(1.5 * loss + 0.0625 * yearly, 2 * ASSUMED.floors[trouble.severity])
    assert span.high_cents <= max(most * 1.1, most + 5_000)


@given(troubles, cents)
def test_what_they_got_before_lowers_the_upper_end_alone(trouble, more):
    before = span_of(trouble, ASSUMED)
    after = span_of(
        Trouble(**{**facts(trouble), "given_cents": trouble.given_cents + more}), ASSUMED
    )
    assert after.low_cents == before.low_cents
    assert after.low_cents <= after.high_cents <= before.high_cents


@pytest.mark.parametrize(
    ("said", "years"),
    [("vuodesta 2019", 7), ("asiakas jo 1987", 39), ("pitkään", None), ("2031", None), ("", None)],
)
def test_how_long_somebody_has_been_with_us(said, years):
    assert tenure_years(said, this_year=2026) == years


def test_a_budget_is_for_thirty_days_together():
    assert not needs_approval(4_000, spent_cents=6_000, budget_cents=10_000)
    assert needs_approval(4_001, spent_cents=6_000, budget_cents=10_000)
    assert not needs_approval(None, spent_cents=60_000, budget_cents=10_000), (
        "a redo costs no money"
    )


def test_what_was_withdrawn_is_gone():
    with pytest.raises(RemedyGone):
        turn_into(RemedyState.WITHDRAWN, RemedyState.CHOSEN)
    assert turn_into(RemedyState.OFFERED, RemedyState.CHOSEN) == RemedyState.CHOSEN


def test_the_steps_are_drawn_from_what_was_done_in_any_order():
    done = steps_done(
        Facts(
            seen=True,
            thanked=False,
            apologised=True,
            cause_named=False,
            agreed=True,
            owed=True,
            confirmed=False,
        )
    )
    assert done == {RecoveryStep.HEARD, RecoveryStep.APOLOGISED, RecoveryStep.AGREED}
    assert next_step(done) == RecoveryStep.THANKED
    assert next_step(set(RecoveryStep)) is None


def test_three_working_days_end_when_the_third_does():
    office = Calendar(ZoneInfo("Europe/Helsinki"), {day: [(540, 1020)] for day in range(5)})
    friday = datetime(2026, 3, 6, 10, 0, tzinfo=UTC)
    assert done_by(office, days=3, now=friday) == datetime(2026, 3, 11, 15, 0, tzinfo=UTC)
    never = Calendar(ZoneInfo("Europe/Helsinki"), {})
    assert (done_by(never, days=3, now=friday) - friday).days == 3


def facts(trouble):
    return {name: getattr(trouble, name) for name in trouble.__slots__}
