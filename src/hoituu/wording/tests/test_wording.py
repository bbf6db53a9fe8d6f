"""What this house does not say: tried first, counted by habit and never by person, rested."""

import pytest
from django.utils import timezone

from hoituu.coach import BadPattern
from hoituu.conversations.actions import save_draft
from hoituu.conversations.models import WrittenDraft
from hoituu.conversations.tests.builders import a_conversation
from hoituu.journal.models import Entry
from hoituu.wording.actions import (
    keep_own_habit,
    leave_as_it_is,
    let_rest,
    remove_own_habit,
    use_better_words,
    wake,
)
from hoituu.wording.models import Count, OwnHabit
from hoituu.wording.queries import heard, house
from hoituu.wording.rules import NameTaken

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def an_own_habit(**more):
    facts = {
        "name": "Asap",
        "language": "en",
        "says": "asap\nreach out",
        "why": "We say when.",
        "instead": "by [time]",
        "level": "think",
    }
    return keep_own_habit(OwnHabit(), **(facts | more), actor_id=1, now=NOW)


def a_draft(body="I reach out asap."):
    one = a_conversation(now=NOW)
    return save_draft(one, author_id=one.owner_id, body=body, now=NOW)


def test_an_own_habit_is_what_the_coach_knows_too():
    one = an_own_habit()
    assert [habit.code for habit in house().own] == [one.code]
    assert house().names == {one.code: "Asap"}
    remove_own_habit(one, actor_id=1, now=NOW)
    assert house().own == ()


def test_a_line_that_says_nothing_is_refused_and_nothing_is_kept():
    with pytest.raises(BadPattern, match="line 2"):
        an_own_habit(says="asap\na | b")
    assert not OwnHabit.objects.exists()


def test_a_row_that_no_longer_says_anything_stops_nobody():
    one = an_own_habit()
    OwnHabit.objects.filter(pk=one.pk).update(says=":gone")
    assert house().own == ()


def test_a_remark_left_is_counted_once_by_its_habit_and_names_nobody():
    draft = a_draft()
    for _ in range(2):
        leave_as_it_is(draft, habit="grudging", mark="1f", now=NOW)
    assert heard(today=NOW.date())["grudging"].kept == 1
    assert WrittenDraft.objects.get().left == ["1f"]
    entry = Entry.objects.get(kind="remarks.counted")
    assert (entry.actor_id, entry.conversation_id, entry.facts) == (None, None, {})
    leave_as_it_is(draft, habit="grudging", mark="2e", now=NOW)
    assert WrittenDraft.objects.get().left == ["1f", "2e"]
    assert Entry.objects.filter(kind="remarks.counted").count() == 1, "once a month, not each"
    assert {field.name for field in Count._meta.get_fields()} == {
        "id", "habit", "month", "kept", "used",
    }  # fmt: skip


def test_words_that_were_taken_count_for_a_habit():
    use_better_words("grudging", now=NOW)
    assert heard(today=NOW.date())["grudging"].used == 1


def test_a_remark_rests_and_wakes_with_a_fresh_count():
    use_better_words("grudging", now=NOW)
    let_rest("grudging", actor_id=1, now=NOW)
    let_rest("grudging", actor_id=1, now=NOW)
    assert house().resting == {"grudging"}
    wake("grudging", actor_id=1, now=NOW)
    assert house().resting == frozenset()
    assert "grudging" not in heard(today=NOW.date())


def test_a_name_is_taken_once_a_language():
    an_own_habit()
    with pytest.raises(NameTaken):
        an_own_habit()
    assert an_own_habit(language="fi").pk


def test_what_a_colleague_has_just_removed_is_written_down_anew():
    one = an_own_habit()
    stale = OwnHabit.objects.get(pk=one.pk)
    remove_own_habit(one, actor_id=1, now=NOW)
    facts = {"name": "Asap", "language": "en", "says": "asap", "why": "x", "instead": "y"}
    keep_own_habit(stale, **facts, level="think", actor_id=1, now=NOW)
    assert OwnHabit.objects.count() == 1


def test_a_draft_that_has_gone_has_nothing_left_to_leave():
    draft = a_draft()
    WrittenDraft.objects.all().delete()
    leave_as_it_is(draft, habit="grudging", mark="1f", now=NOW)
    assert not Count.objects.exists()
    assert not WrittenDraft.objects.exists()
