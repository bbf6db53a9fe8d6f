"""Numbers with their uncertainty, against published examples; and steps in their order."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoituu.feedback.rules import (
    Mood,
    Share,
    Step,
    StepSkipped,
    check_step,
    csat_of,
    difference,
    is_different,
    may_rate,
    nps,
    wilson,
)

counts = st.integers(0, 10_000)


def test_published_intervals(shared):
    cases = json.loads((shared / "fixtures/feedback_stats.json").read_text())
    for case in cases["wilson"]:
        assert wilson(case["k"], case["n"]) == pytest.approx(case["expect"], abs=case["tol"])
    for case in cases["nps"]:
        value, *interval = nps(case["promoters"], case["passives"], case["detractors"])
        assert value == pytest.approx(case["nps"])
        assert interval == pytest.approx(case["adjusted_wald"], abs=1e-6)
    for case in cases["two_sample"]:
        found = difference(case["k1"], case["n1"], case["k2"], case["n2"])
        assert found == pytest.approx(case["expect"], abs=1e-9)


def test_newcombes_table():
    """Newcombe 1998, Statistics in Medicine 17, table I, method 3."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=6e-5)
    assert wilson(0, 20) == pytest.approx((0, 0.1611), abs=6e-5)


@given(counts, counts)
def test_an_interval_holds_its_share_and_turns_with_it(k, more):
    n = k + more
    low, high = wilson(k, n)
    assert 0 <= low <= high <= 1
    if n:
        assert low <= k / n <= high
        assert low < high
        assert wilson(n - k, n) == pytest.approx((1 - high, 1 - low))
        wider = wilson(k * 2, n * 2)
        assert wider[1] - wider[0] < high - low


@given(counts, counts, counts)
def test_a_score_lies_in_its_range_and_turns_with_its_roles(promoters, passives, detractors):
    value, low, high = nps(promoters, passives, detractors)
    assert -100 <= low < high <= 100
    if value is not None:
        turned = nps(detractors, passives, promoters)
        assert turned == pytest.approx((-value, -high, -low))
        more_passives = nps(promoters, passives + 1, detractors)[0]
        assert abs(more_passives) <= abs(value)


def test_of_no_answers_there_is_no_score():
    assert nps(0, 0, 0) == (None, -100.0, 100.0)
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize("bad", [(-1, 3), (4, 3), (1, -1)])
def test_what_is_no_share_is_refused(bad):
    with pytest.raises(ValueError, match="no share"):
        wilson(*bad)
    with pytest.raises(ValueError, match="no fewer"):
        nps(-1, 0, 0)


def test_few_answers_are_no_percentage():
    assert not Share(9, 9).is_known
    assert Share(9, 10).is_known


def test_no_step_is_skipped():
    check_step(Step.READ, done=Step.RECEIVED)
    check_step(Step.READ, done=Step.TOLD)
    with pytest.raises(StepSkipped):
        check_step(Step.ANSWERED, done=Step.RECEIVED)


def test_how_it_went_is_asked_when_it_is_over():
    assert may_rate(confirmed=True, resolved_by="clock")
    assert may_rate(confirmed=False, resolved_by="person")
    assert not may_rate(confirmed=False, resolved_by="")
    assert not may_rate(confirmed=False, resolved_by="clock")


def test_two_of_the_four_faces_are_low():
    assert [mood.is_low for mood in Mood] == [True, True, False, False]


def test_newcombes_difference():
    """Newcombe 1998, Statistics in Medicine 17:873, method 10: 56/70 less 48/80."""
    assert difference(56, 70, 48, 80) == pytest.approx((0.0524, 0.3339), abs=6e-5)
    assert difference(0, 0, 1, 2) == (-1.0, 1.0)


@given(counts, counts, counts, counts)
def test_a_difference_turns_with_its_sides_and_holds_itself(k1, more1, k2, more2):
    n1, n2 = k1 + more1, k2 + more2
    low, high = difference(k1, n1, k2, n2)
    assert difference(k2, n2, k1, n1) == pytest.approx((-high, -low))
    if n1 and n2:
        assert low <= k1 / n1 - k2 / n2 <= high


def test_two_periods_differ_only_when_it_is_sure():
    assert is_different(Share(48, 80), Share(56, 70))
    assert not is_different(Share(8, 10), Share(9, 10))
    assert not is_different(Share(0, 9), Share(9, 9)), "with fewer than ten nothing is said"


def test_content_is_a_four_or_a_five():
    assert csat_of({5: 3, 4: 2, 3: 1, 2: 1, 1: 1}) == Share(5, 8)
