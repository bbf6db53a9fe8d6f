"""Seed: "pahoittelut, mikäli jotain meni pieleen"."""

from hoituu.coach import english, finnish
from hoituu.coach.habit import Habit
from hoituu.coach.rules import Level

HABIT = Habit(
    code="non_apology",
    level=Level.THINK,
    seed="pahoittelut, mikäli jotain meni pieleen",
    why={
        "fi": "Jos ja mahdollinen vievät anteeksipyynnön pois. Sano se suoraan.",
        "en": "If and any take the apology away. Say it straight.",
    },
    instead={
        "fi": "Olen pahoillani, että näin kävi.",
        "en": "I am sorry that this happened.",
    },
    fires={
        "fi": (
            "Pahoittelemme mahdollisia aiheutuneita haittoja.",
            "Olen pahoillani, jos koit palvelun huonoksi.",
            "Harmillista, mikäli jouduitte odottamaan.",
            "Anteeksi, jos jokin meni vikaan.",
            "Ikävää, jos jäi paha mieli.",
        ),
        "en": (
            "We apologise for any inconvenience.",
            "I am sorry if you felt that way.",
            "It is regrettable should you have had to wait.",
            "Sorry if something went wrong.",
            "We regret that you feel this way.",
        ),
    },
    near={
        "fi": (
            "Olen pahoillani, että jouduit odottamaan.",
            "Anteeksi, virhe oli minun.",
            "Jos sinulle sopii, soitan huomenna klo 10, ja anteeksi vielä kerran viivästys.",
            "Pahoittelen, että lasku oli väärin.",
            "Olen pahoillani viivästyksestä.",
        ),
        "en": (
            "I am sorry that you had to wait.",
            "I apologise, the mistake was mine.",
            "I am sorry about the delay, and if it suits you I will call at 10 tomorrow.",
            "I am sorry that the bill was wrong.",
            "I apologise for the inconvenience we caused you.",
        ),
    },
    shows={
        "fi": finnish.patterns("""
            =jos|mikäli .. @sorry|valitettava|sääli
            pahoitella|pahoittelu|valitella|harmitella .. mahdollinen|aiheutunut|koettu|epämukavuus|=kokemaanne|=kokemaasi|=tuntemaanne|kenties|ehkä
            @sorry .. että .. koit|=koit|=koitte|=tunsit|=tunsitte|kokea&:te|tuntea&:te|=tunnet|=tunnette|=pidät|=ajattelet|tulkita|=tulkitsit|kokemus
            sääli|surku|valitettava|harmi .. =jos|mikäli
            @sorry .. =jos|mikäli|kenties|mahdollisesti|mahdollinen
            valitettava|sääli|harmi|ikävä .. =jos|mikäli
        """),
        "en": english.patterns("""
            sorry|apologise|apologize|apologies|apology|regret|regrettable|shame|pity|unfortunate .. =if|any|should|may|might|possible|perhaps|potential|whatever
            =if|should .. sorry|apologise|apologize|apologies|apology|regret|regrettable|shame|pity|unfortunate
            sorry|regret|apologise|unfortunate|shame .. :you .. feel|felt|think|see|find|perceive|view|believe|disappointed|consider
            mistakes . be . make
            any . inconvenience|trouble|upset|offence
            inconvenience .. may|might|could
            sorry . to . hear . that . :you . feel
            pity|shame|sorry . that . :you .. take|took|feel|felt|see|think|find
            sorry . :you .. feel|felt|disappoint|disappointed|unhappy|upset
            should . :you .. have .. sorry|apologise|regret
            regret .. any|inconvenience
            might . possibly|have
        """),
    },
    unless={
        "fi": finnish.patterns("""
            =jos .. sopia|haluta|voida|kysyttävää|käydä
        """),
        "en": english.patterns("""
            =if .. suit|like|want|prefer|ok|okay|convenient
            the . inconvenience . we|i
            =if . that|this|it . work
        """),
    },
)
