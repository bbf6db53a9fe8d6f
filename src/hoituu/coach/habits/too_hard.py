"""Seed: "asia on tosi vaikea hoitaa eikä se onnistu nyt tässä"."""

from hoituu.coach import english, finnish
from hoituu.coach.habit import Habit
from hoituu.coach.rules import Level

HABIT = Habit(
    code="too_hard",
    level=Level.THINK,
    seed="asia on tosi vaikea hoitaa eikä se onnistu nyt tässä",
    why={
        "fi": "Vaikeus on meidän, ei asiakkaan. Hän haluaa tietää, mitä teemme.",
        "en": "The difficulty is ours, not the customer's. They want to know what we will do.",
    },
    instead={
        "fi": "En vielä tiedä, miten, mutta selvitän tämän ja kerron sinulle [aika].",
        "en": "I do not know how yet, but I will find out and tell you by [time].",
    },
    fires={
        "fi": (
            "Tämä on todella mutkikas juttu, eikä se tästä hetkessä ratkea.",
            "Se ei onnistu meidän järjestelmällämme.",
            "Tuon selvittäminen on hirveän työlästä.",
            "Sellaista on miltei mahdotonta enää muuttaa.",
            "Tässä olisi valtava homma.",
        ),
        "en": (
            "This is really complicated and can't be solved just like that.",
            "Our system makes that nearly impossible.",
            "It would be an awful lot of work to find out.",
            "That's a tough one, honestly.",
            "It is difficult to sort out from here.",
        ),
    },
    near={
        "fi": (
            "Tämä vaatii vähän työtä, mutta teen sen perjantaihin mennessä.",
            "Ymmärrän, että tilanne on sinulle hankala.",
            "Se ei ole lainkaan vaikeaa, hoidan sen heti tänään.",
            "Pahoittelen hankaluutta, jonka tästä sait.",
            "Tämä on monivaiheinen juttu, joten käyn sen läpi kanssasi huomenna klo 9.",
        ),
        "en": (
            "This takes some work, but I will have it done by Friday.",
            "I understand that this is a difficult situation for you.",
            "It is not hard at all, I will do it today.",
            "I am sorry for all the difficulty this has caused you.",
            "It is a complicated case, so I will go through it with you at 9 tomorrow.",
        ),
    },
    shows={
        "fi": finnish.patterns("""
            @hard
            :ei .. onnistua|pystyä|taipua|kyetä|mahdollinen|voida|luonnistua|ratketa|saada .. nyt|tässä|täältä|tällä|tästä|juuri|näillä|järjestelmä|ohjelma|vehje|chat|puhelin|laite|käsin|miehitys|resurssi|väki
            :ei .. meidän|tällä|näillä .. onnistua|pystyä|taipua|kyetä|voida
            vaatia|edellyttää|teettää|viedä|tarkoittaa|merkitä .. työ|selvitystyö|aika|vaiva|puuha|selvittely|käsityö|paljon|tunti
            hirveä|valtava|kova|iso|kamala|järjetön|mieletön .. homma|työ|vaiva|urakka|savotta|selvittely|soppa|vyyhti
            =työlästä|=hankalaa|=vaikeaa|=mutkikasta|=mahdotonta|=monimutkaista
        """),
        "en": english.patterns("""
            @hard
            lot|ton|load|mountain|amount .. work|effort|digging|paperwork|admin|time|faff
            :not .. do|solve|sort|fix|handle|manage|possible|untangle|change .. now|here|system|today|stage|phone|chat|desk|like
            system .. :not .. let|allow|support|able|can
            no . easy
            easier . said
            :not . easy|simple|straightforward|simples
            will|would . take . forever|ages
            huge|massive|enormous|big|major|heck|hell|serious .. job|undertaking|task|effort|ask|headache|operation
            :not . set . up . for
            have . to . take .. out|apart|whole
            sound .. simple .. but
            can . of . worms
            needle . in
        """),
    },
    unless={
        "fi": finnish.patterns("""
            :ei .. ollenkaan|lainkaan|mitenkään|yhtään|niin .. @hard
            :ei . olla . @hard
            @sorry .. @hard|hankaluus|vaiva|vaikeus
            ymmärtää .. @hard
            sinä|sinulle|teille|te|teitä|sinua .. @hard
            @hard .. sinulle|teille|sinua|teitä
            mutta|ja|joten|siksi|silti .. :minä&!olla&!voida&!tietää&!pystyä&:verbi
            =kysymys|=kysymykset
            @old .. enää|siitä|pitkä
            aika|vanha .. @hard
            vanha .. viedä|kestää
        """),
        "en": english.patterns("""
            :not .. at . all
            sorry|apologise|apologies|understand|appreciate .. @hard|difficulty
            @hard .. for . :you
            :you|your .. @hard .. time|week|day|situation
            but|so|and|still .. =i|i'll|we'll|i'm
            =i|i'll .. but
            =work . hard
            =hard . =copy|=drive|=disk|=hat
            long . ago
            year|old .. take
        """),
    },
)
