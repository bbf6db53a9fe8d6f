"""One habit a file; each carries its seed, why it hurts, what to say instead, and its examples."""

from hoituu.coach.habit import Habit
from hoituu.coach.habits import (
    argue,
    belittle,
    blame_colleague,
    blame_customer,
    demand_papers,
    doubt_customer,
    flat_no,
    grudging,
    new_customers_only,
    non_apology,
    officialese,
    person_absent,
    pressure,
    self_service_push,
    talking_down,
    tick_box,
    too_hard,
    too_old,
    vague_someone,
    wrong_department,
)

HABITS: tuple[Habit, ...] = (
    blame_colleague.HABIT,
    person_absent.HABIT,
    too_hard.HABIT,
    doubt_customer.HABIT,
    tick_box.HABIT,
    demand_papers.HABIT,
    wrong_department.HABIT,
    too_old.HABIT,
    grudging.HABIT,
    vague_someone.HABIT,
    blame_customer.HABIT,
    belittle.HABIT,
    argue.HABIT,
    self_service_push.HABIT,
    flat_no.HABIT,
    new_customers_only.HABIT,
    non_apology.HABIT,
    talking_down.HABIT,
    officialese.HABIT,
    pressure.HABIT,
)
# Found only in a sentence of which nothing else is said.
LAST = (flat_no.HABIT,)
