"""Seed: "kauhistelee ja hoputtaa"."""

from hoituu.coach import english, finnish
from hoituu.coach.habit import Habit
from hoituu.coach.rules import Level

HABIT = Habit(
    code="pressure",
    level=Level.THINK,
    seed="kauhistelee ja hoputtaa",
    why={
        "fi": "Hoputtaminen saa perääntymään. Anna aikaa ja tosiasiat.",
        "en": "Hurrying makes people back off. Give them time and the facts.",
    },
    instead={
        "fi": "Mieti ihan rauhassa, pidän tarjouksen voimassa [päivä] asti.",
        "en": "The offer holds until [date]. Do ask if anything is on your mind.",
    },
    fires={
        "fi": (
            "Päätä heti, paikkoja on enää yksi.",
            "Jos et maksa huomiseen mennessä, asia menee perintään.",
            "Tarjous on voimassa vain tämän tunnin.",
            "Hinta nousee illalla, joten kannattaa toimia nyt.",
            "Muuten suljemme liittymäsi välittömästi.",
        ),
        "en": (
            "Decide now, there is only one place left.",
            "If you don't pay by tomorrow, it goes to debt collection.",
            "The offer is only valid for the next hour.",
            "The price goes up tonight, so act now.",
            "Otherwise we will close your account immediately.",
        ),
    },
    near={
        "fi": (
            "Tarjous on voimassa kuun loppuun, mieti rauhassa.",
            "Pidän paikan sinulle perjantaihin asti.",
            "Maksu on nyt perillä, kiitos.",
            "Perintä on keskeytetty, ja hoidan asian.",
            "Hinta pysyy samana.",
        ),
        "en": (
            "The offer holds until the end of the month, take your time.",
            "I will keep the place for you until Friday.",
            "The payment has arrived, thank you.",
            "Collection has been stopped and I am looking after it.",
            "The price stays the same.",
        ),
    },
    shows={
        "fi": finnish.patterns("""
            heti|välittömästi|viipymättä|saman . tien|=nyt|tänään|=nopeasti .. päättää|vahvistaa|tilata|maksaa&:käsky|toimia|allekirjoittaa|ostaa|varata&:käsky
            päättää|vahvistaa|tilata|toimia|allekirjoittaa|ostaa .. heti|välittömästi|viipymättä|tien|=nyt|ennen|nopeasti
            ellei|jos|mikäli|jollei|muuten|tai|erä .. perintä|perintätoimisto|luottotieto|ulosotto|sulkea|irtisanoa|katkaista|haastaa|oikeus|maksuhäiriömerkintä|perintään
            perintä|luottotieto|ulosotto|maksuhäiriömerkintä .. mennä|lähteä|siirtää|jos|ellei|mennyttä
            paikka|kappale|huone|aika|auto .. enää|vain .. yksi|kaksi|pari|muutama
            enää .. yksi|kaksi|pari|muutama|viimeinen|jäljellä
            hinta|tarjous|etu .. nousta|päättyä|umpeutua|loppua .. illalla|tänään|pian|huomenna|kohta|hetki|tunti
            vain . tämän|tänään|nyt
            :ei .. jälkikäteen .. kaduttaa|katua|harmittaa
            kysyjä|kiinnostunut|ottaja .. jono|paljon|muita|moni|jonoksi
            muutoin|muuten .. :minä|:kukin .. sulkea|irtisanoa|katkaista|perua|poistaa|purkaa
            viimeinen . tilaisuus|mahdollisuus|hetki|varoitus
        """),
        "en": english.patterns("""
            decide|act|order|book|sign|confirm|pay|buy|commit|hurry|choose|move .. now|today|immediately|fast|quickly|tonight|once|before|right
            only .. left|remaining|one|few|couple|last
            last .. chance|one|warning|place|opportunity
            if|unless|otherwise|or|failing .. collection|collector|collectors|bailiff|court|legal|close|disconnect|cut|credit . rating|terminate|suspend|solicitor|debt|evict
            collection|bailiff|court|legal|debt .. go|hand|pass|action|proceedings|agency|next|straight
            price|offer|deal|rate .. go|end|expire|rise|run|gone|last .. tonight|today|soon|midnight|hour|up|noon
            offer|deal .. only|valid .. hour|today|minutes
            others|other|people|someone|plenty .. wait|interest|queue|line|after|want|waiting|asking
            snooze|regret
            :you . will|'ll . regret
            selling|going . fast
            now . or . never
            credit . rating|score|file
        """),
    },
    unless={
        "fi": finnish.patterns("""
            :ei .. kiire|tarvita
            rauhassa|=rauhassa
            :minä&pitää .. sinulle|varattu
            keskeyttää|peruttu
            kiitos .. maksu
            :te&:ehkä
        """),
        "en": english.patterns("""
            no . hurry|rush
            take . your . time
            =i|i'll .. keep|hold|stop|pause|look
            stop|stopped|paused|called . off
            order . the . right
            apologise|regret|sorry
        """),
    },
)
