"""Kynsistudio Lunadella: two chairs, one phone, and customers who are known by name."""

from datetime import datetime, timedelta

from hoituu.coach import Level
from hoituu.conversations.actions import confirm, wait_on_other
from hoituu.conversations.actions.templates import keep_template
from hoituu.conversations.models import Template
from hoituu.conversations.rules import Channel, Contact
from hoituu.customers.rules import PointKind, Preference
from hoituu.feedback.actions import rate_conversation, say_more
from hoituu.feedback.rules import Mood
from hoituu.language import search_terms
from hoituu.promises.actions import merge_conversations, take_in
from hoituu.site.demo.feedback import put_right_at_the_studio, say_at_the_studio
from hoituu.site.demo.telling import Telling, demo_inbox, hours_around
from hoituu.staff.actions import change_person, employ, name_team, set_shifts, set_up_business
from hoituu.staff.models import User
from hoituu.staff.queries import business, opening_hours
from hoituu.staff.rules import Role
from hoituu.wording.actions import keep_own_habit, use_better_words
from hoituu.wording.models import OwnHabit


def build_studio(*, now: datetime) -> None:
    """Tell the week so far of a nail studio, as its owner sees it now."""
    long_ago = now - timedelta(days=21)
    set_up_business(
        name="Kynsistudio Lunadella",
        phone="09 555 0142",
        language="fi",
        hours=hours_around(now, since=9, until=18),
        closes_on_holidays=False,
        demo="studio",
        welcome="Kysy, varaa aika tai kerro, jos jokin harmittaa. Vastaamme aina nimellä.",
        now=long_ago,
    )
    camilla = employ(
        email="camilla@lunadella.example",
        name="Camilla Rinne",
        role=Role.ADMIN,
        language="fi",
        now=long_ago,
    )
    tiina = employ(email="tiina@lunadella.example", name="Tiina Aho", language="fi", now=long_ago)
    set_shifts(tiina, week=_afternoons(), actor_id=camilla.pk, now=long_ago)
    team = name_team("Studio", signature="Kynsistudio Lunadella\n09 555 0142", now=long_ago)
    change_person(camilla, teams=[team], actor_id=None, now=long_ago)
    change_person(tiina, teams=[team], actor_id=None, now=long_ago)
    inbox = demo_inbox(
        name="studio",
        address="hei@lunadella.example",
        from_name="Kynsistudio Lunadella",
        now=long_ago,
    )
    inbox.team = team
    inbox.save(update_fields=["team"])
    told = Telling(now, inbox, opening_hours(business()).calendar(now=now))
    _templates(now=long_ago)
    _not_said(camilla, now=long_ago)
    _past(told)
    _this_week(told)
    _asked_elsewhere(told)
    _this_morning(told)
    put_right_at_the_studio(told, camilla)
    say_at_the_studio(told, camilla)


def _afternoons() -> dict[int, list[tuple[int, int]]]:
    return {day: [(12 * 60, 18 * 60)] for day in range(1, 6)}


def _templates(*, now: datetime) -> None:
    texts = {
        "Irronnut kynsi": "Kiitos, että kerroit! Ikävä juttu, että kynsi irtosi. Korjaan sen "
        "tietenkin veloituksetta. Sopisiko sinulle [aika]?",
        "Ajan siirto": "Kiitos viestistäsi! Siirretään vain. Minulla olisi vapaana [aika]. "
        "Kävisikö se?",
        "Kiitos käynnistä": "Kiitos, että kävit! Miltä kynnet ovat tuntuneet? Jos jokin jäi "
        "mietityttämään, laita viestiä.",
    }
    for name, body in texts.items():
        keep_template(Template(), name=name, body=body, language="fi", now=now)


def _not_said(camilla: User, *, now: datetime) -> None:
    """What nobody says at Lunadella, and a few remarks that were taken up."""
    keep_own_habit(
        OwnHabit(),
        name="Halvat kynnet",
        language="fi",
        says="halpa kynsi\nhalpakynnet\nperuskynnet",
        why="Kenenkään kynnet eivät ole meille halvat. Kerro hinta, jos sitä kysytään.",
        instead="[palvelun nimi]",
        level=Level.THINK,
        actor_id=camilla.pk,
        now=now,
    )
    for habit in ("vague_someone", "vague_someone", "non_apology"):
        use_better_words(habit, now=now)


def _past(told: Telling) -> None:
    """Earlier matters that were taken care of, one of them confirmed."""
    paivi = told.writes(
        "Päivi Laine",
        "paivi.laine@asiakas.example",
        "Kynsilakan sävy",
        "Hei! Mikä se punainen sävy olikaan, joka minulla oli kesällä? Haluaisin saman jouluksi.",
        at=told.ago(3000),
    )
    told.answers(
        paivi,
        "Hei Päivi!\n\nSe oli Puolukka 14, ja sitä on hyllyssä. Laitan sen sinulle valmiiksi "
        "seuraavaan käyntiin.\n\nCamilla\nKynsistudio Lunadella",
        at=told.ago(2960),
        resolves=True,
    )
    confirm(paivi, now=told.ago(2900))
    rate_conversation(paivi, mood=Mood.BEYOND, now=told.ago(2890))
    say_more(
        paivi,
        words="Camilla muisti sävyn kesältä saakka ja laittoi sen valmiiksi. Tuli niin hyvä mieli!",
        now=told.ago(2889),
    )
    told.knows(
        paivi,
        since="vuodesta 2019",
        preference=Preference.EMAIL,
        remember="Juttelee mielellään. Tytär pääsi lukioon, kysy, miten sujuu.\n"
        "Kymmenes käynti tulossa.",
    )
    oona = told.writes(
        "Oona Sillanpää",
        "oona@asiakas.example",
        "Ajan peruutus",
        "Moi, pääsenkö vielä perumaan huomisen ajan? Lapsi tuli kipeäksi.",
        at=told.ago(1500),
    )
    told.answers(
        oona,
        "Hei Oona!\n\nTottakai pääset, eikä se maksa mitään. Paranemisia teille! Laita "
        "viestiä, kun haluat uuden ajan.\n\nCamilla\nKynsistudio Lunadella",
        at=told.ago(1470),
        resolves=True,
    )
    rate_conversation(oona, mood=Mood.WELL, now=told.ago(1460))


def _this_week(told: Telling) -> None:
    """Promises made, and people whose word we wait for."""
    noora = told.writes(
        "Noora Salo",
        "noora.salo@asiakas.example",
        "Toive seuraavaan käyntiin",
        "Hei, saisiko seuraavalla kerralla mattapinnan? Ja jos sopii, kuuntelen mielelläni "
        "musiikkia käynnin ajan.",
        at=told.ago(700),
    )
    told.answers(
        noora,
        "Hei Noora!\n\nMattapinta onnistuu hyvin, ja saat olla ihan rauhassa. Kävisikö "
        "lauantaina klo 12?\n\nCamilla\nKynsistudio Lunadella",
        at=told.ago(660),
    )
    told.knows(
        noora,
        since="vuodesta 2022",
        remember="Haluaa olla rauhassa. Kuuntelee mielellään musiikkia.\nMattapinta.",
    )
    hanna = told.writes(
        "Hanna Koski",
        "hanna.koski@asiakas.example",
        "Lahjakortti äidille",
        "Hei! Haluaisin ostaa äidille lahjakortin 60-vuotislahjaksi. Voisitteko soittaa, niin "
        "sovitaan summasta? Aamupäivä sopii parhaiten.",
        at=told.ago(300),
    )
    told.knows(hanna, phone="040 765 4321", preference=Preference.PHONE, call_times="aamupäivisin")
    told.answers(
        hanna,
        "Hei Hanna!\n\nOnpa kiva ajatus. Minäpä otan tämän hoitaakseni ja soitan, kun sinulle "
        "sopii. Valitse aika omalta sivultasi, niin pidän sen vapaana.\n\nCamilla\n"
        "Kynsistudio Lunadella",
        at=told.ago(280),
    )
    told.agrees(hanna, window=told.window(-5, 55), phone="040 765 4321", at=told.ago(270))


def _asked_elsewhere(told: Telling) -> None:
    """A question that waits for somebody else's word, written twice and made one."""
    milla = told.writes(
        "Milla Ranta",
        "milla.ranta@asiakas.example",
        "Allergia geelistä?",
        "Hei, sormenpäitä on kutittanut viime käynnin jälkeen. Voisiko se johtua geelistä?",
        at=told.ago(420),
    )
    again = told.writes(
        "Milla Ranta",
        "milla.ranta@asiakas.example",
        "Vielä siitä kutinasta",
        "Unohdin sanoa, että kutina alkoi jo samana iltana.",
        at=told.ago(415),
    )
    merge_conversations(again, into=milla, by_id=milla.owner_id, now=told.ago(410))
    told.answers(
        milla,
        "Hei Milla!\n\nKiitos, että kerroit, ja ikävä kuulla. Kysyn heti geelin "
        "maahantuojalta, mitä siinä on, ja kerron sinulle huomenna klo 12 mennessä. Jos kutina "
        "pahenee, käythän näyttämässä sitä lääkärille.\n\nCamilla\nKynsistudio Lunadella",
        at=told.ago(400),
        promise="Kerron, mitä geelissä on",
        due_at=told.at_clock(12, days=1),
    )
    wait_on_other(milla, actor_id=milla.owner_id, now=told.ago(395))


def _this_morning(told: Telling) -> None:
    """What waits right now: the loose nail, the phone between two appointments, a stranger."""
    jenna = told.writes(
        "Jenna Rautio",
        "jenna.rautio@asiakas.example",
        "Kynsi irtosi kahden päivän päästä",
        "Moi!\n\nKävin teillä toissapäivänä ja oikean käden nimettömän kynsi irtosi jo. Ei kai sen "
        "näin pitäisi mennä? Viikonloppuna olisi ystävän häät, joten vähän harmittaa.\n\nJenna",
        at=told.now - timedelta(minutes=32),
    )
    told.knows(
        jenna,
        since="vuodesta 2024",
        phone="050 123 4567",
        remember="Valitsee aina vaaleat sävyt.",
        monthly_cents=4_500,
    )
    contact = Contact(
        channel=Channel.PHONE,
        body="Soitti kahden asiakkaan välissä. Kysyi, ehtisikö tänään "
        "geelihuoltoon, kun huomenna on matka. Lupasin, että kuulee meistä pian.",
        subject="Ehtisikö vielä tänään huoltoon?",
        at=told.now - timedelta(minutes=14),
        sender_kind=PointKind.PHONE,
        sender="+358449876543",
        sender_name="Riikka Mäki",
        language="fi",
        terms=search_terms("Riikka Mäki geelihuolto matka", "fi"),
    )
    take_in([contact], now=told.now - timedelta(minutes=14))
    told.writes(
        "Emma Lindqvist",
        "emma.lindqvist@asiakas.example",
        "Ledig tid på fredag?",
        "Hej! Har ni någon ledig tid på fredag eftermiddag? Det är första gången jag kommer.",
        at=told.now - timedelta(minutes=9),
        language="sv",
    )
    told.writes(
        "Best SEO Offers",
        "offers@seo.example",
        "Rank #1 on Google!!!",
        "Dear business owner, we can bring you 10000 visitors.",
        at=told.ago(200),
        spam=True,
        language="en",
    )
