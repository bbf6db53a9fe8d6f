"""Seed: "piiloutua vankasti roolien taakse"."""

from hoituu.coach import english, finnish
from hoituu.coach.habit import Habit
from hoituu.coach.rules import Level

HABIT = Habit(
    code="officialese",
    level=Level.THINK,
    seed="piiloutua vankasti roolien taakse",
    why={
        "fi": "Laitos puhuu laitokselle. Kirjoita niin kuin sanoisit sen ihmiselle.",
        "en": "An institution speaks to an institution. Write as you would say it to a person.",
    },
    instead={
        "fi": "Kerron mielelläni, miksi päädyin tähän: [syy].",
        "en": "I decided so because [reason]. If anything is open, I am glad to answer.",
    },
    fires={
        "fi": (
            "Asia on ratkaistu voimassa olevan ohjeistuksen mukaisesti.",
            "Hakemuksenne on hylätty sovellettavien kriteerien nojalla.",
            "Asianomainen velvoitetaan toimittamaan selvitys.",
            "Päätös on tehty hallintosäännön edellyttämässä järjestyksessä.",
            "Palautteenne on merkitty tiedoksi asianmukaisesti.",
        ),
        "en": (
            "Your request has been processed in accordance with applicable guidelines.",
            "Pursuant to section 4, the claim is hereby rejected.",
            "The aforementioned matter is outside the remit of this office.",
            "The decision was made in line with internal policy.",
            "The undersigned acknowledges receipt of your submission.",
        ),
    },
    near={
        "fi": (
            "Noudatan tässä lakia, ja kerron mielelläni miten.",
            "Päätin näin, koska laite oli rikki.",
            "Käsittelin hakemuksesi tänään.",
            "Sopimuksesi on voimassa vuoden loppuun.",
            "Asetus muuttui tammikuussa, joten maksat nyt vähemmän.",
        ),
        "en": (
            "I follow the law here, and I am glad to say how.",
            "I decided so because the device was broken.",
            "I dealt with your application today.",
            "Your contract runs until the end of the year.",
            "The rule changed in January, so you pay less now.",
        ),
    },
    shows={
        "fi": finnish.patterns("""
            :kukin|=on|=käsitelty|=tehty|=toteutettu|=sovellettu|=ratkaistu .. =mukaisesti|=edellyttämällä|=edellyttämässä|=nojalla|=perusteella|=puitteissa
            =edellyttämällä|=edellyttämässä|=edellyttämän|=asianmukaisesti|=edellyttämiin
            asianomainen|asianosainen|viranhaltija|hallintosääntö|allekirjoittanut|=allekirjoittaneen|=allekirjoittanut|toimivalta|myöntämisperuste|säännös|muutoksenhaku|viranomaismenettely|lainvoimainen
            voimassa . oleva|olevan .. mukaan|mukaisesti|ohje|sääntö|säännös|prosessi|menettely|=edellyttämällä
            merkitä .. tiedoksi
            =tiedoksi .. merkitty
            @rules .. =mukaisesti|=mukainen|=nojalla|=edellyttämällä
            käsitelty|=käsitelty .. @rules|=mukaisesti|=edellyttämällä
            todettakoon|=todettakoon|lisäksi . todetaan
            asiakas . esittää|=esittämä .. vaatimus
            =velvoitetaan|velvoittaa
            tapaus .. =yksikössämme|toimielin
            saattaa|saatettu .. tiedoksi
            =ottanee|=lienee|=todettaneen
        """),
        "en": english.patterns("""
            in . accordance|line|compliance|conformity . with
            pursuant . to
            hereby|herewith|aforementioned|aforesaid|undersigned|hereinafter|thereof|therein|foregoing|abovementioned|notwithstanding
            has|have . been .. process|reject|consider|determine|handle|register|review|assess|duly|noted .. accordance|line|guideline|procedure|policy|criteria|rules|under
            duly
            as . per .. policy|procedure|guideline|regulation
            subject . to .. provision|review|approval
            outside|within . the|our . remit|scope|purview
            the . customer|claimant|applicant|complainant|client
            deem|deemed
            this . office|institution|authority|department
            applicable . guideline|rule|procedure|law|regulation|term
            the . decision|determination .. make|take .. accordance|line|policy|basis
            acknowledge|acknowledges . receipt
        """),
    },
    unless={
        "fi": finnish.patterns("""
            :minä&noudattaa|:minä&päättää|:minä&käsitellä
            sinulle|teille .. kuulua
            virkavapaus|*vapaus
            lukeutua|kysymys
        """),
        "en": english.patterns("""
            :you . due|entitle
        """),
    },
)
