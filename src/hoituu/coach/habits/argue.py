"""Seed: "älä väittele tai keskeytä"."""

from hoituu.coach import english, finnish
from hoituu.coach.habit import Habit
from hoituu.coach.rules import Level

HABIT = Habit(
    code="argue",
    level=Level.STOP,
    seed="älä väittele tai keskeytä",
    why={
        "fi": "Väittelyn voittaja menettää asiakkaan. Kuuntele, ja ehdota jotakin.",
        "en": "Who wins an argument loses the customer. Listen, and suggest something.",
    },
    instead={
        "fi": "Ymmärrän, että näemme tämän eri tavoin. Ehdotan, että teen näin: [ehdotus].",
        "en": "I understand that we see this differently. I suggest that I do this: [suggestion].",
    },
    fires={
        "fi": (
            "Kuten jo kerroin, maksua ei palauteta.",
            "Sopimusehdoissa sanotaan selvästi toisin.",
            "Päätös on lopullinen, emme keskustele tästä enempää.",
            "Olet väärässä, hinta on ollut sama koko ajan.",
            "Ehdot ovat ehdot.",
        ),
        "en": (
            "As I already told you, there is no refund.",
            "The terms clearly state otherwise.",
            "The decision is final and we will not discuss it further.",
            "You are wrong, the price has been the same all along.",
            "Rules are rules.",
        ),
    },
    near={
        "fi": (
            "Ehtojemme mukaan sinulle kuuluu hyvitys, ja maksan sen tänään.",
            "Kuten toivoit, siirsin ajan perjantaille.",
            "Kerroit jo, että netti pätkii.",
            "Olet oikeassa, ehdoissa on ristiriita.",
            "Keskustelin asiasta huollon kanssa ja soitan sinulle klo 15.",
        ),
        "en": (
            "Under our terms you are due a refund, and I am paying it today.",
            "As you wished, I moved the appointment to Friday.",
            "You told us already that the line drops.",
            "You are right, the terms contradict each other.",
            "I talked about it with maintenance and will call you at 3 pm.",
            "Thank you for saying so.",
            "I said that I would call you once more, and did not.",
        ),
    },
    shows={
        "fi": finnish.patterns("""
            kuten|=niinkuin|=niinku|niinkuin .. @told
            niin . kuin .. @told
            jo|kertaalleen|kahdesti|kolmesti|uudelleen|aiemmin|moneen|kahteen|useasti|monesti|selvästi .. @told&:minä|todettu|sanottu|ilmoitettu|kerrottu
            @told&:minä .. jo|kertaalleen|kahdesti|kolmesti|aiemmin|moneen|kahteen|useasti|monesti|selvästi
            =sanoin|=kerroin|=totesin|=kirjoitin|=kirjotin .. jo|aiemmin|kerran|kahteen|viimeksi
            @rules .. sanoa|sanotaan|lukea|selvästi|selvä|yksiselitteinen|yksiselitteisesti|todeta|mainita|todetaan|puhua|kieltää|edellyttää|määrätä|mukaisesti|pykälä|kohta|hyväksyä|hyväksynyt
            @rules .. olla . @rules|sitova|selvä
            @rules . mukaan
            väärässä
            väitellä|kiistellä|jankata|inttää|vääntää|jankuttaa|jankkaaminen|väittely|kinata
            keskustelu|asia|aihe|tämä|juttu .. käyty|päättyä|päättynyt|loppua|loppuunkäsitelty|käsitelty|selvä .. nyt|meidän|osalta|loppu|sillä|tähän|piste|enempää|enää|puolelta|puolestamme
            =piste
            päätös|kanta|vastaus|hinta .. lopullinen|pitää|pysyä|muuttua|sitova|ennallaan
            lopullinen|sitova
            :ei .. enempää|toista|toistaa|toistamaan|keskustella|ruveta|alkaa|aikoa .. puhuttavaa|puhua|sanottavaa|siitä|itse|väitellä|väittelemään|tästä|kiistellä|lisättävää|keskustella|jankata
            :ei .. mielipide .. muuttaa
            lukea&:käsky|=lukekaa|=lue .. tarkemmin|ehto|sopimus|uudestaan|@rules|huolella|viesti
            vaikka .. kuinka
            tosiasia|fakta .. olla|pysyä|se
            pitää . paikka|kutinsa
            yksiselitteinen|yksiselitteisesti
            =ehdoissa|=ehdot|=pykälä
            =olen|=oon|=olemme|=ollaan .. oikeassa
            :ei .. sen . enempää
            noudattaa|rikkoa .. @rules .. :ei|ettet|sinä
            =ettet|=ettette|:te&:ei .. noudattaa|noudattanut .. @rules
        """),
        "en": english.patterns("""
            as|like .. already|previously|explained|said|stated|told|mentioned|advised|per|before|outlined|indicated
            already .. tell|say|explain|answer|state|inform|clarify|mention|go|write|address|reply
            told|tell|explained|said|answered . :you .. already|before|twice|times|yesterday|clearly|last
            per .. my|our|previous|last
            @rules .. state|say|clear|clearly|specify|stipulate|apply|sign|accept|agree|explicit|plain|plainly|stand|rule|rules|require|unambiguous|black
            :you .. sign|accept|agree|tick .. @rules|it|that|them
            according|under|per|pursuant|accordance .. @rules
            :not .. discuss|debate|argue|going|enter|repeat|continue|further|respond|change|up . for
            end . of
            closed|close . matter|discussion|case
            matter|case|discussion|subject|conversation .. closed|over|finished|settled
            i . be . right
            full . stop
            period $
            read .. @rules|again|carefully|properly|contract|before
            how . many . times
            repeat . myself
            nothing . more|further|else .. say|add|discuss|do
            whether . :you . like
            i . beg . to
            simply . not . true
            that . be . :not . correct|true|right|what
            =bring . up . again
            :you . be . wrong|mistaken|incorrect
            with . respect
            with . all . due
            final . decision|word|answer|say
            decision|answer|ruling .. final
            fee|charge|decision|price . stand|stands
            the . fact|facts . be|is|remain
            :not . agree . with
            explain .. twice|again|third|two|already|before|emails
            :i|we . :not .. explain|going|debate|argue|discuss .. again|third|further|this
            wording|contract|terms .. say|state .. so|plainly|clearly
        """),
    },
    unless={
        "fi": finnish.patterns("""
            sinulle|teille|sinä .. kuulua|saada|oikeus|oikeutettu
            :te .. toivoa|pyytää|sanoa|kertoa|ehdottaa
            kuten|niinkuin|niin .. toivoa&:te|pyytää&:te|sovittaa|sovittiin|sopia|kerroit|ehdottaa&:te
            oikeassa .. sinä|te
            =olet|=olette .. oikeassa
            laki|lain .. mukaan .. tunnistaa|pitää
            hyvitys|korvaus|takuu .. kuulua|saada|lisätä
            :minä&lisätä|:minä&hyvittää|:minä&palauttaa|:minä&korvata
            =edellyttämällä|=edellyttämässä
            kuulua .. korvaus|hyvitys
            saada .. kunto
            rasti
        """),
        "en": english.patterns("""
            as . :you . ask|wish|request|say|mention|suggest|like|prefer|told|requested|asked
            :you .. due|entitle|right|owe|qualify|get
            as . agree|promise|agreed|promised
            =i|i'll|we'll|i've .. refund|pay|credit|add|waive|return|send
            as . already . agreed
            i . have . already . refund|send|fix|ask|call|check|sent|asked|book
            final . bill|invoice|payment|instalment|price|step|check|quote|version
            under . warranty
            already . sent
            :i|i'll . fetch|read
            :i . had|put|made
            :you|your .. like .. but .. :i|i've
            =i|i've . already . change|changed|moved|asked|sent|fixed|refunded
            set . up . for
            end . of . the . world
        """),
    },
)
