from datetime import date

import pytest

from hoituu.wording.rules import Heard, Trial, first_month, month_of


@pytest.mark.parametrize(
    ("kept", "used", "too_often"),
    [(19, 0, False), (20, 0, True), (20, 5, True), (20, 6, False), (0, 0, False)],
)
def test_what_is_nearly_always_kept_is_kept_too_often(kept, used, too_often):
    assert Heard("grudging", kept, used).is_kept_too_often is too_often


def test_remarks_count_for_three_months():
    assert month_of(date(2026, 11, 27)) == date(2026, 11, 1)
    assert first_month(date(2026, 11, 27)) == date(2026, 9, 1)
    assert first_month(date(2026, 2, 1)) == date(2025, 12, 1)


def test_more_than_every_fifth_reply_is_often():
    assert Trial(100, 21, ()).is_often
    assert not Trial(100, 20, ()).is_often
    assert not Trial(0, 0, ()).is_often
