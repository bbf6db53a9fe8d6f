"""Seed: "ettei se onnistu nyt tässä"."""

from hoituu.coach import english, finnish
from hoituu.coach.habit import Habit
from hoituu.coach.rules import Level

HABIT = Habit(
    code="flat_no",
    level=Level.THINK,
    seed="ettei se onnistu nyt tässä",
    why={
        "fi": "Pelkkä ei sulkee oven. Kerro, mikä on mahdollista.",
        "en": "A bare no shuts the door. Say what is possible.",
    },
    instead={
        "fi": "Juuri se ei onnistu, mutta voin tehdä näin: [vaihtoehto].",
        "en": "That very thing is not possible, but I can do this: [alternative].",
    },
    fires={
        "fi": (
            "Valitettavasti se ei ole mahdollista.",
            "Ei onnistu.",
            "Emme korvaa kadonneita tavaroita.",
            "Sellaista palvelua meillä ei ole.",
            "Maksua ei palauteta.",
        ),
        "en": (
            "Unfortunately that is not possible.",
            "No can do.",
            "We don't replace lost items.",
            "We do not offer that service.",
            "The fee will not be refunded.",
        ),
    },
    near={
        "fi": (
            "Sunnuntaina emme ole auki, mutta maanantaina klo 9 sopii hyvin.",
            "Ei onnistu tänään, mutta tulen huomenna klo 10.",
            "Sitä ei tarvitse maksaa.",
            "Ei haittaa, siirretään aika.",
            "Sinun ei tarvitse tehdä mitään, hoidan tämän.",
        ),
        "en": (
            "We are closed on Sunday, but Monday at 9 suits well.",
            "Not possible today, but I will come at 10 tomorrow.",
            "You do not have to pay it.",
            "No problem, let us move the appointment.",
            "You need not do anything, I will look after it.",
        ),
    },
    shows={
        "fi": finnish.patterns("""
            :ei .. onnistua|käydä|mahdollinen|voida|pystyä|palauttaa|korvata|hyvittää|myöntää|antaa|ottaa|ruveta|auttaa|tarjota|tehdä|saada|hyväksyä|järjestyä|taipua|suostua|lähteä|luvassa|tulla|myydä|muuttaa|peruuttaa|perua|sallia|sopia|kuulua|palautetaan|korvata|toimittaa|vaihtaa|alentaa|neuvotella|jatkaa|lykätä|poiketa|mahtua|löytyä|irrota|heltiä|lämmetä|kiinnosta
            :ei . olla .. mahdollinen|oikeus|palvelu|tapa|vaihtoehto|tapanamme|tilaa|tarjolla|sellainen|tuollainen|semmoista|valikoima|mahdollisuus|käytäntö|aika|perustetta|peruste|oikeutettu
            :ei .. meillä .. olla|tuollaista|sellaista
            mahdoton|evätä|evätty|hylätä|hylätty|kieltäytyä|kielteinen|epäänmerkitä
            =emme|=en|=ei $
            ^ :ei . =käy|=onnistu|=voi|=tule|=taida|=ole|=mene
            :ei . olla .. tervetullut|tervetulleita|sallittu|meillä
            jättää .. väliin
            :ei . ala|ruveta|aio|aiota
            päätös .. lopullinen
            kielletty|kieltää
            =jätetään
        """),
        "en": english.patterns("""
            :not .. possible|can|able|offer|do|provide|refund|replace|accept|allow|help|available|give|make|change|extend|sell|happen|reimburse|cover|compensate|eligible|entitle|permit|serve|deliver|take|let|negotiate|issue|grant|go|bend|stock
            unable . to
            impossible
            decline|refuse|reject|denied|deny
            ^ no $
            ^ no . sorry|can|way|refund|chance|exceptions|exception|we
            no . can|way|chance
            will . :not . be
            out . of . the . question
            :not . something . we
            nothing .. can|could . do|be
            no . refund|discount|exchange|return|exceptions|exception
            off . the . table|cards
            against . our . policy
            ^ no
            no|not . compensation|refund|discount|exception|extension
            there . will . be . no
            application|request|claim .. reject|rejected|refuse|refused|decline|declined|denied
            fee|charge . stand|stands
            we . :not . do
            we . don't
        """),
    },
    a_way_on_is_fine=True,
)
