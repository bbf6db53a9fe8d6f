"""Seed: "kysytään huokaisten, haluatko näistä kopion"."""

from hoituu.coach import english, finnish
from hoituu.coach.habit import Habit
from hoituu.coach.rules import Level

HABIT = Habit(
    code="grudging",
    level=Level.THINK,
    seed="kysytään huokaisten, haluatko näistä kopion",
    why={
        "fi": "Apu, joka annetaan huokaisten, tuntuu vaivalta, jonka asiakas aiheutti.",
        "en": "Help that is given with a sigh feels like a trouble the customer has caused.",
    },
    instead={
        "fi": "Teen tämän mielelläni.",
        "en": "I am glad to do this.",
    },
    fires={
        "fi": (
            "No hyvä on, teen sen nyt tämän kerran.",
            "Ei tämä oikeastaan kuulu minun töihini, mutta katsotaan.",
            "Olkoon sitten, vaihdan sen.",
            "Kai minun on pakko selvittää tämä.",
            "Voin minä katsoa, vaikka olisi muutakin tekemistä.",
        ),
        "en": (
            "Fine, I'll do it just this once.",
            "This isn't really my job, but let's see.",
            "All right then, if you insist.",
            "I suppose I have to look into it.",
            "I can check, although we have better things to do.",
        ),
    },
    near={
        "fi": (
            "Teen sen mielelläni heti tänään.",
            "Vaihdan sen tietysti.",
            "Ilman muuta, hoidan sen huomenna.",
            "Hyvä on, sovitaan näin: soitan klo 14.",
            "Tämä kerta toden sanoo, toivotaan parasta!",
        ),
        "en": (
            "I am happy to do it today.",
            "Of course I will replace it.",
            "No problem, I will see to it tomorrow.",
            "Good, let us agree on that: I will call at 2 pm.",
            "It is no trouble at all.",
        ),
    },
    shows={
        "fi": finnish.patterns("""
            tämän . kerran|kerta
            kerran|kerta . poikkeus|vielä|tämän
            poikkeuksellisesti|poikkeuksellinen|poikkeus
            olkoon|=huoh|=huokaus|=huhhuh|=plääh|=äh|=ääh
            =kai|=kaipa|kaiketi|kaipa .. minä|pakko|täytyä|pitää|minun|:minä|joku|se
            pakko .. minä|minun|tehdä|se|tämä|kai|katsoa
            vaikka .. :ei .. kuulua|tarvita|tarvitse|velvollisuus|pitää|velvollinen|makseta|maksaa|oikeastaan|työ|toimenkuva|=tarvitsisi
            :ei .. kuulua .. toimenkuva|työ|tehtävä|hommat|minun|työnkuva|:minä .. mutta
            :ei .. oikeasti|oikeastaan|varsinaisesti .. kuulua|meidän|minun|tehtävä .. mutta
            vaikka .. muu|parempi|tärkeämpi|kiire .. tekeminen|homma|tehdä|työ
            vaikka .. menettää|joutua|makseta|maksaa
            muu . =tekemistä|=hommaa|=hommia
            velvollisuus|velvollinen .. mutta|:ei|ilman
            ilman .. velvollisuus|velvoite
            =mieliksi|=rauhan|=vaivoiksi|=vaivoikseni|=iloksesi
            älä|älkää .. jatkossa|tottua|toiste|oleta|oletko|luulla|kuvitella
            tavallisesti|yleensä|normaalisti .. :ei|:minä .. mutta
            suostua
            kiusa|riesa|vaiva|kiusallinen .. tehdä|katsoa|mutta
            ylimääräinen . työ|vaiva|homma
            ^ no|joo|jaa . hyvä|kai|olkoon|kyllä
            ^ no .. sitten .. :minä
            jos|kun . kerran|kerta|välttämättä|pakko|niin .. vaatia|pakottaa|ruinata|jankata|haluta|jaksaa|vängätä|inttää|vinkua|:te
        """),
        "en": english.patterns("""
            just|only . this . once
            this . one . time|=once
            as . a . favour|favor|one-off
            one-off|exception|exceptionally
            ^ fine|okay|ok|well|alright|sigh|ugh|whatever
            i . suppose|guess
            if . :you . insist|must|really
            since . :you .. insist|keep|ask|nag|go . on
            :not .. my|our . job|problem|responsibility|duty .. but
            strictly|technically|really .. :not .. but
            although|though|even .. :not .. have . to|job|obliged|supposed|paid
            better . things
            enough . on . my|our
            :not . oblige|obliged|obligation|required .. but|however
            under . no . obligation
            against . my . better
            :not . expect|make . a . habit
            have . no . choice
            go . out . of . my|our . way
            will . have . to . do
            grudgingly|reluctantly
            despite .. busy|workload
            bend . the . rule
            for . the . sake
            goodwill
            :i|we . suppose|guess
            :not .. meant|mean|supposed|suppose . to .. but
            paying . job|jobs|customers .. wait|waiting
            though|although .. honestly|frankly .. have|had|wait|busy
            just . to . be . nice
            if . it .. bother|bothers|matters|upset .. :you|much
            :i . will|'ll|i'll .. if . it|:you . bother|must|insist
        """),
    },
    unless={
        "fi": finnish.patterns("""
            mielelläni|mielellään|ilo|mielihyvä|=mielelläni|=mielellämme|tietysti|tottakai|ilman . muuta
            :ei .. vaiva|ongelma .. mitään|lainkaan|eikä
            :ei . vaiva
            hyvä . olla .. sovittaa|sovitaan
            poikkeuksellinen .. aukiolo|aika|sää
        """),
        "en": english.patterns("""
            glad|happy|gladly|pleasure|delighted|course
            no . trouble|problem|bother
            no . exception|exceptions
        """),
    },
)
