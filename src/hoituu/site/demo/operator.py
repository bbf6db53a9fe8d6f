"""Pohjan Verkko: a telecom operator, with Matti of thirty years and a fee charged by mistake."""

from datetime import datetime, timedelta

from hoituu.conversations.actions import confirm, offer_to, take
from hoituu.conversations.actions.templates import keep_template
from hoituu.conversations.models import Template
from hoituu.customers.rules import Preference
from hoituu.site.demo.calls import earlier_calls
from hoituu.site.demo.feedback import offer_to_new_customers
from hoituu.site.demo.telling import Telling, demo_inbox, hours_around
from hoituu.staff.actions import add_absence, change_person, employ, name_team, set_up_business
from hoituu.staff.models import User
from hoituu.staff.queries import business, opening_hours
from hoituu.staff.rules import AbsenceReason, Role

SIGNED = "\n\n{name}\nPohjan Verkko"


def build_operator(*, now: datetime) -> None:
    """Tell the week so far of an operator's customer care, as Aino sees it now."""
    long_ago = now - timedelta(days=21)
    set_up_business(
        name="Pohjan Verkko",
        phone="09 555 0100",
        language="fi",
        hours=hours_around(now, since=8, until=18),
        closes_on_holidays=False,
        demo="operator",
        welcome="Kerro, mikä on mielessä. Joku meistä ottaa sen heti hoitaakseen.",
        now=long_ago,
    )
    people = _people(now=long_ago)
    aino, olli = people["Aino"], people["Olli"]
    inbox = demo_inbox(
        name="asiakaspalvelu",
        address="asiakaspalvelu@pohjanverkko.example",
        from_name="Pohjan Verkko",
        now=long_ago,
    )
    inbox.team = aino.teams.first()
    inbox.save(update_fields=["team"])
    add_absence(
        people["Leena"],
        starts_at=now - timedelta(days=2),
        ends_at=now + timedelta(days=9),
        reason=AbsenceReason.HOLIDAY,
        actor_id=aino.pk,
        now=long_ago,
    )
    told = Telling(now, inbox, opening_hours(business()).calendar(now=now))
    keep_template(
        Template(),
        name="Kuittaus ja aika",
        body="Kiitos, että kerroit. Selvitän asian ja vastaan sinulle viimeistään [aika].",
        language="fi",
        now=long_ago,
    )
    earlier_calls([aino, people["Jussi"]], now=now)
    _matti(told, aino, olli)
    _others(told, aino, olli)
    _newest(told, aino)
    offer_to_new_customers(told, aino)


def _people(*, now: datetime) -> dict[str, User]:
    team = name_team("Asiakaspalvelu", signature="Pohjan Verkko, asiakaspalvelu", now=now)
    billing = name_team("Laskutus", signature="Pohjan Verkko, laskutus", now=now)
    names = [
        ("Aino Mäkelä", Role.ADMIN, team),
        ("Olli Saarinen", Role.LEAD, billing),
        ("Leena Virta", Role.AGENT, team),
        ("Jussi Lahti", Role.AGENT, team),
        ("Ville Kari", Role.VIEWER, team),
    ]
    people = {}
    for name, role, their in names:
        first = name.split()[0]
        person = employ(
            email=f"{first.lower()}@pohjanverkko.example",
            name=name,
            role=role,
            language="fi",
            now=now,
        )
        people[first] = change_person(person, teams=[their], actor_id=None, now=now)
    return people


def _matti(told: Telling, aino: User, olli: User) -> None:
    """The fee that was refunded and charged again by mistake, and nobody told."""
    matti = told.writes(
        "Matti Virtanen",
        "matti.virtanen@asiakas.example",
        "Palvelumaksu veloitettiin uudestaan",
        "Hei, huomasin, että palvelumaksu oli ensin palautettu tililleni ja sitten veloitettu "
        "uudestaan. Mitenköhän näin on käynyt? Kukaan ei ole kertonut minulle tästä mitään.",
        at=told.now - timedelta(minutes=47),
        preferred=aino,
    )
    told.knows(
        matti,
        since="vuodesta 1994",
        phone="040 123 4567",
        preference=Preference.EMAIL,
        call_times="vasta klo 15 jälkeen",
        remember="Ei leffalippuja: pieni lahja loukkasi viimeksi.\nLyhyet viestit, ei jutustelua.",
        monthly_cents=40_000,
    )
    told.answers(
        matti,
        "Hei Matti,\n\nkiitos, että kerroit. Ikävä juttu, että näin on käynyt. Minäpä otan "
        "asian hoitaakseni. En vielä tiedä, mistä veloitus johtuu, mutta selvitän sen ja vastaan "
        "sinulle vielä tänään. Miten haluat, että ilmoitan: sähköpostilla vai soittamalla?"
        + SIGNED.format(name="Aino"),
        at=told.now - timedelta(minutes=39),
        promise="Selvitän, mistä veloitus johtuu",
        due_at=told.now + timedelta(minutes=42),
    )
    told.writes(
        "Matti Virtanen",
        "matti.virtanen@asiakas.example",
        "Palvelumaksu veloitettiin uudestaan",
        "Sähköposti riittää. Harmittaa, että asia piti huomata itse.",
        at=told.now - timedelta(minutes=20),
        to_conversation=matti,
    )
    told.notes(
        matti,
        olli,
        "Järjestelmämme palautti palvelumaksuja yöllä ja veloitti ne uudestaan "
        "vahingossa, eikä siitä kerrottu. Kukaan ei menettänyt rahaa. @Aino, tarkistan tilit "
        "huomenna klo 9.",
        at=told.now - timedelta(minutes=12),
    )


def _others(told: Telling, aino: User, olli: User) -> None:
    """An old customer and a new router, a line that fails, an office that is not too small."""
    sari = told.writes(
        "Sari Lehtonen",
        "sari.lehtonen@asiakas.example",
        "Saako vanhakin asiakas uuden reitittimen?",
        "Hei! Mainostatte uutta reititintä, mutta sanotte, että se on vain uusille asiakkaille. "
        "Olen ollut teillä kahdeksan vuotta. Eikö sitä saa edes ostaa?",
        at=told.now - timedelta(minutes=6),
        preferred=aino,
    )
    told.knows(sari, since="vuodesta 2018", monthly_cents=6_500)
    elina = told.writes(
        "Elina Korhonen",
        "elina.korhonen@asiakas.example",
        "Netti pätkii iltaisin",
        "Hei, netti on pätkinyt joka ilta jo viikon. Etätyöt eivät onnistu.",
        at=told.ago(900),
        preferred=aino,
    )
    told.answers(
        elina,
        "Hei Elina,\n\nkiitos, että kerroit, ja pahoittelut hankaluudesta. Vaihdoimme "
        "tänään tukiaseman linkin. Kertoisitko huomenna, onko yhteys nyt kunnossa?"
        + SIGNED.format(name="Aino"),
        at=told.ago(700),
    )
    pekka = told.writes(
        "Pekka Aalto",
        "pekka.aalto@toimisto.example",
        "Liittymät viiden hengen toimistoon",
        "Hei, pyysimme tarjousta toimistoomme. Edellinen yritys sanoi, että olemme liian pieni "
        "asiakas. Kiinnostaako teitä?",
        at=told.ago(1500),
        preferred=aino,
    )
    told.answers(
        pekka,
        "Hei Pekka,\n\nkiitos, että kysyitte, ja tervetuloa juuri sen kokoisina kuin olette. "
        "Teen teille tarjouksen, jossa on kaikki viisi liittymää." + SIGNED.format(name="Aino"),
        at=told.ago(1450),
        promise="Tarjous viidestä liittymästä",
        due_at=told.at_clock(16, days=1),
    )
    offer_to(
        pekka,
        to_id=olli.pk,
        by_id=aino.pk,
        now=told.ago(1400),
        sentence="Olli, osaatko hinnoitella tämän? Pekka odottaa tarjousta.",
    )
    take(pekka, by_id=olli.pk, now=told.ago(1390))


def _newest(told: Telling, aino: User) -> None:
    """What was taken care of, who is to be called, and what came three minutes ago."""
    juha = told.writes(
        "Juha Heikkilä",
        "juha.heikkila@asiakas.example",
        "Kotinetin siirto uuteen osoitteeseen",
        "Muutamme joulukuussa. Selittäisin mieluummin puhelimessa, mutta en pääse puhelimeen "
        "kesken työpäivän kuin silloin tällöin.",
        at=told.ago(200),
        preferred=aino,
    )
    told.knows(juha, phone="040 555 1234", preference=Preference.PHONE, call_times="kahvitauolla")
    told.agrees(juha, window=told.window(-10, 50), phone="040 555 1234", at=told.ago(190))
    kaisa = told.writes(
        "Kaisa Niemi",
        "kaisa.niemi@asiakas.example",
        "Laskun eräpäivä",
        "Voisiko laskun eräpäivää siirtää viikolla?",
        at=told.ago(2000),
        preferred=aino,
    )
    told.answers(
        kaisa,
        "Hei Kaisa,\n\nsiirsin eräpäivää viikolla, eikä siitä tule kuluja."
        + SIGNED.format(name="Aino"),
        at=told.ago(1980),
        resolves=True,
    )
    confirm(kaisa, now=told.ago(1900))
    told.writes(
        "James Porter",
        "james.porter@customer.example",
        "Moving to a new flat",
        "Hi, I am moving next month. Can I keep my number and my connection?",
        at=told.now - timedelta(minutes=3),
        language="en",
    )
