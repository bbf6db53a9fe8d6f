"""Seed: "kohtelevat heitä kuin lapsia"."""

from hoituu.coach import english, finnish
from hoituu.coach.habit import Habit
from hoituu.coach.rules import Level

HABIT = Habit(
    code="talking_down",
    level=Level.THINK,
    seed="kohtelevat heitä kuin lapsia",
    why={
        "fi": "Asiakas on tasavertainen. Kerro sama lyhyesti ja suoraan.",
        "en": "The customer is an equal. Say the same shortly and straight.",
    },
    instead={
        "fi": "Näin se toimii: [lyhyt selitys]. Autan mielelläni, jos jokin jäi auki.",
        "en": "This is how it works: [short explanation]. I am glad to help if anything is open.",
    },
    fires={
        "fi": (
            "Selitän tämän nyt oikein hitaasti.",
            "Katsos, raha ei kasva puussa.",
            "Kyllä aikuisen ihmisen pitäisi tämä ymmärtää.",
            "Otetaanpa aivan alusta, kun et näytä tajuavan.",
            "Tämähän opetetaan jo alakoulussa.",
        ),
        "en": (
            "Let me explain this slowly.",
            "As any adult should know, bills have to be paid.",
            "Do you follow so far?",
            "It's really quite simple if you think about it.",
            "Sweetheart, that's not how it works.",
        ),
    },
    near={
        "fi": (
            "Selitän mielelläni, miten lasku muodostuu.",
            "Hyvä kysymys, se toimii näin.",
            "Autan sinua alkuun huomenna klo 10.",
            "Lapsille on oma nurkkaus.",
            "Opetan laitteen käytön, kun tulen perjantaina.",
        ),
        "en": (
            "I am glad to explain how the bill is made up.",
            "Good question, it works like this.",
            "I will help you get started at 10 tomorrow.",
            "There is a corner for children.",
            "I will show you how to use it when I come on Friday.",
        ),
    },
    shows={
        "fi": finnish.patterns("""
            alkeet|=alkeista|perusasia|aakkonen|=aakkoset
            mietipä|=mietipä|=mietihän|=ajatelkaapa|=miettikääpä
            pysyä&:kysyy|=pysytkö|=pysyttekö|=tajuatko|=ymmärrätkö|=ymmärrättekö
            opettaa .. koulu|alakoulu|päiväkoti
            hitaasti|rautalanka|vääntää .. selittää|rautalanka
            selittää .. hitaasti|rautalanka|yksinkertaisesti|oikein|lapsi|uudestaan
            aikuinen .. ymmärtää|ihminen|tietää|pitää|juttu
            pikku . =päähäsi|pää|=pikku
            jokainen|kaikki|kuka|lapsikin .. tietää|ymmärtää|osata|tajuta
            maalaisjärki|=maalaisjärjellä
            eikö . niin
            otetaan|=otetaanpa .. alku|alkeet|alusta
            lue .. kaksi|kahteen|hitaasti|ajatus
            niin . yksinkertaista|yksinkertainen
            =katsos|=kuules|=kuulepas|kultaseni|=kultaseni|=muru|=tyttöseni|=poikaseni
            kädestä|=kädestä . pitäen|pitää
            pysyä .. kärryillä|=kärryillä|mukana
        """),
        "en": english.patterns("""
            let . me . explain .. slowly|simply|again|simple
            slowly|simple . terms|english|words|language
            :you . follow|with . me|see|understand .. ?
            any|every|even .. adult|child|grown-up|schoolchild|toddler|five-year-old|kid|one|idiot|grandmother
            common . sense
            sweetheart|darling|dear|love|honey|sweetie|hun|pet|petal .. :you|that|this|it
            think . about . it
            quite|really|very|perfectly|so . simple|basic|elementary|easy|straightforward .. if|:you|really
            basics
            as . you . know|surely
            big|clever . words
            hold . your . hand
            spell . it . out
            baby . steps
            it . be . :not . rocket
            rocket . science
        """),
    },
    unless={
        "fi": finnish.patterns("""
            mielelläni|=mielelläni .. selittää
            autan|auttaa&:minä
        """),
        "en": english.patterns("""
            glad|happy . to
            dear . mr|mrs|ms|sir|madam|customer|:name
        """),
    },
)
