"""What customers of a demo said of it, and what the firm did about it."""

from datetime import timedelta

from hoituu.feedback.actions import (
    answer_in_public,
    keep_point,
    name_cause,
    note_change,
    publish_change,
    take_taps,
)
from hoituu.feedback.models import Feedback, Point
from hoituu.feedback.rules import Metric, PointKind, Tap
from hoituu.recovery.actions import (
    assess,
    choose_remedy,
    keep_offer,
    name_its_cause,
    offer_remedy,
)
from hoituu.recovery.models import Offer
from hoituu.recovery.queries import recovery_of
from hoituu.recovery.rules import RemedyKind, Severity
from hoituu.review.actions import decide
from hoituu.site.demo.telling import Telling
from hoituu.staff.models import User

DAY = 24 * 60
TAPS = (2, 1, 2, 2, 1, 1, 2, -1, 1, 2, 2, 1, 2, 1, 1, 2, 2, 1)


def say_at_the_studio(told: Telling, camilla: User) -> None:
    """Tell what was tapped at the till and beside the mirror, and what came of a cold draught."""
    long_ago, me = told.now - timedelta(days=14), camilla.pk
    till = Point(name="Kassan näyttö", kind=PointKind.KIOSK, question="Miten käyntisi sujui?")
    mirror = Point(name="Peilin vieressä", kind=PointKind.LINK, metric=Metric.NPS)
    for point in (till, mirror):
        keep_point(point, by_id=me, now=long_ago)
    for number, score in enumerate(TAPS):
        at = told.ago(300 * (number + 1))
        take_taps(till, taps=[Tap(key=f"demo-till-{number}", score=score, at=at)], now=at)
    for number, score in enumerate((10, 9, 8, 10, 7)):
        at = told.ago(700 * (number + 1))
        take_taps(mirror, taps=[Tap(key=f"demo-mirror-{number}", score=score, at=at)], now=at)
    _draught(told, till, camilla)
    take_taps(
        till,
        taps=[
            Tap(
                key="demo-till-waited",
                score=-1,
                words="Odotin vartin, eikä kukaan tullut kertomaan, kauanko vielä kestää.",
            )
        ],
        now=told.now - timedelta(minutes=50),
    )
    decide(
        text="Kerromme odottavalle heti, kauanko kestää",
        owner=camilla,
        due_on=(told.now + timedelta(days=3)).date(),
        by_id=me,
        now=told.ago(900),
    )


def _draught(told: Telling, till: Point, camilla: User) -> None:
    """A cold draught, said without a name: answered in public, and mended."""
    at = told.ago(2600)
    cold = Tap(key="demo-till-cold", score=-1, words="Ovesta tulee kylmä veto tuolille.", at=at)
    [one] = take_taps(till, taps=[cold], now=at)
    answer_in_public(
        [one],
        said="Ovesta käy veto tuolille.",
        text="Kiitos, että kerroit, ja olemme pahoillamme. Laitoimme oven eteen verhon.",
        language="fi",
        by_id=camilla.pk,
        now=told.ago(2500),
    )
    one = Feedback.objects.get(pk=one.pk)
    name_cause(one, name="Kylmä veto", by_id=camilla.pk, now=told.ago(2500))
    change = note_change(
        one, text="Oven edessä on nyt paksu verho.", by_id=camilla.pk, now=told.ago(2490)
    )
    said = "Ovesta käy veto tuolille."
    publish_change(change, said=said, by_id=camilla.pk, now=told.ago(2480))


def put_right_at_the_studio(told: Telling, camilla: User) -> None:
    """A varnish that chipped the same evening, and a solution that suits both."""
    laura = told.writes(
        "Laura Ketola",
        "laura.ketola@asiakas.example",
        "Lakka lohkeili samana iltana",
        "Hei! Olen kyllä pettynyt. Lakkaus maksoi 45 euroa ja lohkeili jo samana iltana, vaikka "
        "en tehnyt mitään erikoista. Tämä on jo toinen kerta!",
        at=told.ago(1000),
        preferred=camilla,
    )
    told.knows(laura, since="vuodesta 2021", monthly_cents=4_500)
    told.answers(
        laura,
        "Hei Laura!\n\nKiitos, että kerroit, ja olen todella pahoillani. Minäpä otan tämän "
        "hoitaakseni. Laitoin omalle sivullesi pari tapaa, joilla voin hyvittää tämän. Valitse "
        "sieltä, kumpi sopii, tai ehdota muuta, niin sovitaan se vielä tänään.\n\nCamilla\n"
        "Kynsistudio Lunadella",
        at=told.ago(960),
    )
    one = recovery_of(laura.pk)
    if one is None:
        return
    me = camilla.pk
    assess(one, severity=Severity.REAL, lost_cents=4_500, by_id=me, now=told.ago(955))
    name_its_cause(one, name="Lakka lohkeili", by_id=me, now=told.ago(954))
    ways = [
        offer_remedy(
            one,
            kind=kind,
            text=text,
            worth_cents=cents,
            days=3,
            by=camilla,
            now=told.ago(950),
        )
        for kind, text, cents in (
            (RemedyKind.REDO, "Lakkaus uudestaan, ja hoitoöljy mukaan", 4_500),
            (RemedyKind.REFUND, "Rahat takaisin", 4_500),
        )
    ]
    choose_remedy(one, remedy_id=ways[0].pk, now=told.ago(300))
    told.settle(told.ago(299))


def offer_to_new_customers(told: Telling, aino: User) -> None:
    """Register what a campaign gives new customers of the operator."""
    offer = Offer(title="Uusi reititin", about="reititin, modeemi", worth_cents=12_900)
    keep_offer(offer, by_id=aino.pk, now=told.ago(4000))
