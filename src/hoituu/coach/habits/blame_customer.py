"""Seed: "epäillään, oletko oikeassa"."""

from hoituu.coach import english, finnish
from hoituu.coach.habit import Habit
from hoituu.coach.rules import Level

HABIT = Habit(
    code="blame_customer",
    level=Level.STOP,
    seed="epäillään, oletko oikeassa",
    why={
        "fi": "Vaikka syy olisi asiakkaan, se ei auta häntä. Kerro, mitä nyt tehdään.",
        "en": "Even if it was the customer, saying so helps nobody. Say what happens now.",
    },
    instead={
        "fi": "Katsotaan yhdessä, miten tämä korjataan. Minä hoidan sen.",
        "en": "Let us see together how to put this right. I will look after it.",
    },
    fires={
        "fi": (
            "Olet itse antanut väärän osoitteen.",
            "Olisit lukenut ohjeet ennen käyttöä.",
            "Vika johtuu siitä, että käytit laitetta väärin.",
            "Jos olisitte tilanneet ajoissa, tätä ei olisi tapahtunut.",
            "Unohdit perua varauksen, joten maksu on aiheellinen.",
        ),
        "en": (
            "You gave us the wrong address yourself.",
            "You should have read the instructions first.",
            "It broke because you used it incorrectly.",
            "If you had ordered in time, this would not have happened.",
            "You forgot to cancel, so the fee is justified.",
        ),
    },
    near={
        "fi": (
            "Olet oikeassa, virhe oli meidän.",
            "Se ei ole sinun vikasi.",
            "Kiitos, kun huomasit virheen laskussa.",
            "Kerroit, että tilasit sen maanantaina.",
            "Voit tilata uuden ajan milloin vain.",
        ),
        "en": (
            "You are right, the mistake was ours.",
            "It is not your fault.",
            "Thank you for spotting the error on the bill.",
            "You told us that you ordered it on Monday.",
            "You can book a new time whenever you like.",
        ),
    },
    shows={
        "fi": finnish.patterns("""
            :te&:mennyt&valita|:te&:mennyt&unohtaa|:te&:mennyt&perua|:te&:mennyt&hakata|:te&:mennyt&antaa|:te&:mennyt&tilata|:te&:mennyt&jättää|:te&:mennyt&käyttää|:te&:mennyt&näppäillä|:te&:mennyt&kirjoittaa|:te&:mennyt&maksaa|:te&:mennyt&asentaa|:te&:mennyt&rikkoa .. väärä|väärin|liian|itse|myöhään|vasta|tekemättä|huolimattomasti|ohje|vastoin|väkisin|väärään
            :te&unohtaa&:mennyt|=unohdit|=unohditte
            :te .. itse .. antaa|antanut|valita|valinnut|tehdä|tehnyt|perua|perunut|rikkoa|rikkonut|jättää|jättänyt|hyväksyä|hyväksynyt|aiheuttaa|aiheuttanut|kirjata|tilata|unohtaa|unohtanut
            :ei&:te .. noudattaa|lukea|lukenut|seurata|ilmoittaa|muistaa|huomata|maksaa|toimia|hoitaa|noudattanut|ilmoittanut|maksanut|hoitanut|peruuttanut|vastannut|vastata|perehtyä
            johtua|aiheutua .. sinä|:sun|itse|oma|te|:te|käyttäjä|asiakas|tilaaja|käyttää|:ei
            mitä|miksi .. :te&:mennyt|menit|menitte
            niin|näin . sinä .. olla|tehdä
            =olet|=olette|=oot .. väärin|huolimattomasti|virheellisesti|väärä|ylittää|rikkoa
            heräsit|=heräsitte|=heräsit
            omapa|=oma . vika
            =olisit|=olisitte|=oisit|=oisitte .. lukenut|muistanut|huomannut|tilannut|ottanut|ilmoittanut|perunut|tarkistanut|hoitanut|varannut|säilyttänyt|maksanut|katsonut|kysynyt|käyttänyt|tehnyt|ollut|lukea
            pitää&:ehkä|kannattaa&:ehkä .. sinun|teidän|sun|lukea|tarkistaa|huomata|muistaa|perua
            :te .. pitää&:ehkä
            sinun|teidän|sun|:sun|tilaaja|asiakas|käyttäjä .. oma .. vika|syy|virhe|huolimattomuus|vastuu|laiminlyönti|moka|ajattelemattomuus|erehdys|valinta|häpeä|piittaamattomuus|päätös
            =omasta|=omaa|=omaasi|=omasi|=omaanne .. huolimattomuus|vika|moka|erehdys|virhe|syy|*muus
            vika|syy|virhe|moka .. olla .. =sinun|=teidän|=sun|=sinussa|=teissä|=sinulla|=teillä
            =sinun|=teidän|=sun .. vika|syy|moka|virhe|mokasi
            =itse .. antaa|syöttää|valita|perua|rikkoa|jättää|hyväksyä|aiheuttaa|kirjata|tilata|unohtaa|pyytää&:mennyt
            sinä|te|=olet|=olette .. =itse .. syöttänyt|antanut|valinnut|tehnyt|perunut|rikkonut|hyväksynyt|aiheuttanut|kirjannut|tilannut|pyytänyt|perua
            jos .. =olisit|=olisitte|=oisit
            jos .. tunkea|laittaa|käyttää|pestä|säilyttää|jättää|heittää&:hän .. turha|ihmetellä|niin|ihme
            :te&:mennyt .. itse .. mikä|väärä|liian|myöhään
        """),
        "en": english.patterns("""
            :you .. should|ought .. have
            :you . should've
            :you .. :not . follow|read|pay|check|cancel|tell|notify|update|bother|listen|charge|respect|comply|provide|return|keep|answer|act
            :you . forget|ignore|fail|neglect|misuse|misread
            had . :you
            your . own .. fault|mistake|error|choice|doing|responsibility|carelessness|negligence
            your . fault|mistake|error|doing
            caused|cause|due .. :you|misuse|user|customer|careless|incorrect|improper
            user . error
            what . did . :you . expect
            misuse|mishandling|negligence|carelessness|improper . use|handling
            if . :you .. had . read|check|order|cancel|tell|pay|follow|ask|book|told|paid
            :you . brought|bring|cause|caused .. yourself|it|this|on
            :you .. choose|enter|type|give|put|order|pick|select|write|leave|park|quote .. wrong|incorrect|incorrectly|late|yourself|empty|blank|outside|across|without|open|unlocked
            :you . left|leave .. empty|blank|open|out|it|unlocked|late
            because|since .. :you .. :not|wrong|incorrectly|yourself|late|misuse|overload|ignore|forget|forgot
            mistake|error|fault|blame|responsibility .. be . your|yours|you
            on . yourself
            your . responsibility|carelessness|choice
            :you . choose|chose .. wrong
            what .. :you .. expect
        """),
    },
    unless={
        "fi": finnish.patterns("""
            oikeassa
            :ei .. :sun|sinun|teidän .. vika|syy
            kiitos|hyvä|onneksi .. :te
            voida&:te
            virhe .. meidän|:meidän|minun
            anteeksi .. :minä
            :te .. kertoa|mainita|toivoa|pyytää|kysyä
            =olisitteko|=olisitko
            =laittaisitko|=lähettäisitkö|=kertoisitko|=voisitko|=saisinko|=antaisitko|=voisitteko|=lähettäisittekö
            oma .. =huolimattomuuteni|=virheeni|=mokani|=omani
            on . syytä
            vaikka .. kuinka
        """),
        "en": english.patterns("""
            :you .. right
            :not .. your . fault|mistake|doing
            thank|thanks|good|lucky
            our|my . mistake|error|fault
            should . :you
            :you . should . have . receive|received|get|got
            :you . have . receive
        """),
    },
)
