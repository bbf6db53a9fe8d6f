"""The classes and forms of Finnish words that habits and parts are told by."""

from collections.abc import Mapping

from hoituu.coach.draft import Word
from hoituu.coach.patterns import Pattern, Test, compiled, of_class
from hoituu.language.commitment.finnish_words import OUR_PEOPLE


def _form(**facts: object) -> Test:
    return lambda word: any(
        all(getattr(reading, name) == fact for name, fact in facts.items())
        for reading in word.readings
    )


def _is_number(word: Word) -> bool:
    return word.text[0].isdigit()


def _asks(word: Word) -> bool:
    return word.text.endswith(("ko", "kö", "kos", "kös")) and any(
        one.is_verb for one in word.readings
    )


def _past(word: Word) -> bool:
    return any(one.tense == "past" or one.participle == "past_active" for one in word.readings)


FORMS: Mapping[str, Test] = {
    "ei": _form(kind="kieltosana"),
    "minä": _form(kind="teonsana", person="1"),
    "te": _form(kind="teonsana", person="2"),
    "hän": _form(kind="teonsana", person="3"),
    "kukin": _form(kind="teonsana", person="4"),  # the passive
    "käsky": _form(kind="teonsana", mood="imperative", person="2"),
    "ehkä": _form(kind="teonsana", mood="conditional"),
    "mennyt": _past,
    "verbi": _form(kind="teonsana"),
    "luku": _is_number,
    "kysyy": _asks,
    "nimi": lambda word: word.is_name,
    "sun": lambda word: any(one.possessive in {"2s", "2p"} for one in word.readings),
    "meidän": lambda word: any(one.possessive == "1p" for one in word.readings),
}

_WORDS = {
    "people": """
        hän kollega työkaveri työtoveri kaveri tyyppi heppu poika tyttö jätkä mies nainen isäntä emäntä
        asentaja myyjä käsittelijä hoitaja virkailija neuvoja asiantuntija vastaava esimies esihenkilö
        pomo päällikkö isännöitsijä kampaaja lääkäri sihteeri tekijä työntekijä työläinen kesätyöntekijä
        harjoittelija sijainen tuuraaja kuski kuljettaja kuriiri lähetti huoltomies mekaanikko kirjanpitäjä
        opettaja ohjaaja valmentaja kokki tarjoilija kassa johtaja vetäjä vuokraaja laskuttaja laborantti
        henkilö ihminen porukka naapuri omistaja yrittäjä kosmetologi hieroja hammaslääkäri isä
        *päällikkö *mies *henkilö *neuvoja *laskija *käsittelijä *hoitaja *asentaja *työntekijä *vastaava
        *kuski *kuljettaja *johtaja *lääkäri *poika *tyttö *myyjä *opettaja *suunnittelija *palvelija
        *esimies *mestari *insinööri *sihteeri *ohjaaja *neuvottelija
    """,
    "others": """
        kollega työkaveri työtoveri vuoro edellinen toinen toimittaja alihankkija urakoitsija
        järjestelmätoimittaja kumppani yhteistyökumppani kuriiri kuljetusliike kuljetusfirma posti varasto
        tehdas tukku tukkuri maahantuoja valmistaja välittäjä maksunvälittäjä operaattori huoltoyhtiö
        siivousfirma firma osasto puoli tiimi porukka harjoittelija kesätyöntekijä sijainen kesäapulainen
        uusi asentaja kuljettaja kuski myyjä postinkantaja it it-osasto atk konttori
        *toimittaja *osasto *liike *firma *yhtiö *tiimi *vuoro *työntekijä *lainen *sijainen *puoli
    """,
    "mistake": """
        virhe moka erehdys munaus töppäys töppi kämmi kämmätä mokata munata tyriä töpätä sössiä sotkea
        unohtaa hutiloida laiminlyödä erehtyä lipsahtaa sekoilla sähläys sählätä hukata kadottaa
        möhliä tunaroida ryssiä väärin väärä puutteellinen huolimaton huolimattomuus huolimattomasti
        sekoittaa mokailla syyllinen
    """,
    "away": """
        loma vapaa vapaalla sairausloma saikku sairas sairaana poissa poissaolo matka työmatka matkoilla
        koulutus kurssi vapaapäivä vuorotteluvapaa vanhempainvapaa hoitovapaa äitiysvapaa isyysvapaa
        perhevapaa opintovapaa eläke eläkkeellä reissu reissussa tavoittamattomissa ulkomailla
        *loma *vapaa *saikku *eläke *matka
    """,
    "back": "palata tulla takaisin paikalla töissä töihin tavoitettavissa vasta saapua ilmaantua",
    "hard": """
        vaikea hankala työläs mutkikas monimutkainen haastava mahdoton vaikeasti hankalasti raskas
        monivaiheinen vaivalloinen hankaluus vaikeus vaiva urakka savotta työmaa kinkkinen pulmallinen
        ongelmallinen mutkallinen toivoton tuskainen kiusallinen konstikas hirveä ylivoimainen
        moniportainen aikaavievä suuritöinen mahdottomuus kimurantti niksi
        *töinen *vaiheinen
    """,
    "old": """
        vanha ikivanha muinainen aikaa kauan kulunut vanhentunut vanhentua vanhettua iäisyys aikoja
        vuosikausi entinen menneisyys historia kivikausi sammal viimevuotinen toissavuotinen
        toissakesäinen toissa *vuotinen *kesäinen
    """,
    "papers": """
        kuitti tosite ostotosite ostokuitti henkilöllisyystodistus henkilötodistus henkkari ajokortti passi
        tilinumero tiliote todistus lääkärintodistus kopio valokuva kuva kuvakaappaus takuutodistus
        dokumentti asiakirja paperi liite todiste näyttö valtakirja verokortti palkkatodistus
        henkilötunnus sotu henkilökortti kuittaus tunniste vakuutuskirja näyte osoitus
        *todistus *kuitti *tosite *kortti *kopio *ote *kaappaus
    """,
    "forms": """
        lomake kaavake kaavakkeet kenttä rasti ruksi ruutu sarake kohta leima koodi viite viitenumero
        asiakasnumero tapausnumero allekirjoitus muoto kirjain valikko pudotusvalikko otsikko liite lisäkenttä
        numero tunnus aihe aihekoodi hakemus diaarinumero pyyntö pohja laskunnumero sinetti portti
        *lomake *kaavake *kenttä *numero *koodi *viite *valikko *rasti *pohja *tunnus
    """,
    "elsewhere": """
        osasto yksikkö toimisto laskutus huolto myynti vaihde keskus kaupunki kunta virasto verkkoyhtiö
        huoltoyhtiö isännöitsijä valmistaja maahantuoja kuljetusliike posti pankki pääkonttori vakuutusyhtiö
        tekniikka tekninen respa vastaanotto rakennusvalvonta taloyhtiö puoli tiimi linja konttori myymälä
        operaattori toimittaja kirjanpito asiakaspalvelu tehdas liike toimi lautakunta poliisi kela
        *osasto *yksikkö *yhtiö *toimisto *palvelu *tiimi *virasto *keskus *liike *puoli *linja *pääkonttori
    """,
    "web": """
        netti verkko verkkosivu nettisivu kotisivu sivu sivusto sovellus appi äppi verkkopalvelu verkkokauppa
        omapalvelu omasivu itsepalvelu chatbot botti ohje ohjekirja ukk faq kysymys lomake ohjevideo
        asiakasportaali portaali järjestelmä linkki hakutoiminto verkkopankki automaatti nettipalvelu oma
        *sivu *sivut *palvelu *sovellus *kauppa *pankki *portaali *video *lomake *sivusto
    """,
    "newones": """
        uusi liittyä liittyvä aloittaa aloittava ensikertalainen ensitilaaja tulija tulokas ensi
        ensimmäinen tuore uusasiakas *tulija
    """,
    "oldones": """
        vanha nykyinen kanta-asiakas jäsen entinen olemassa pitkäaikainen vakioasiakas jo asiakkaamme
        tilaaja asiakkuus
    """,
    "offer": """
        tarjous etu kampanja alennus ale hinta lahja bonus kuukausi hinnoittelu liittymislahja
        tervetuliaisalennus tervetulotarjous tervetuliaislahja korko kaupanpäällinen
        *tarjous *etu *alennus *hinta *lahja *bonus *kampanja
    """,
    "someday": """
        joskus myöhemmin aikanaan aikoinaan jossain jossakin sitten pian kohta lähiaikoina lähiaika
        mahdollisimman tilaisuus ehtiä kerkeä kerjetä vapautua tarpeen tarvittaessa jatkossa tulevaisuus
        ajallaan jonkin tuonnempana kunhan vuorollaan myöhempi sopiva ajankohta sopivassa
    """,
    "told": "sanoa kertoa todeta mainita kirjoittaa ilmoittaa selittää vastata sanottu todettu kerrottu",
    "rules": """
        ehto ehdot sopimusehto pykälä sääntö ohje ohjeistus käytäntö sopimus laki määräys periaate linjaus
        kohta ohjeet prosessi menettely hallintosääntö asetus toimitusehto säädös normi kriteeri
        *ehto *sääntö *ohje *käytäntö *periaate *ohjeistus *määräys *peruste *menettely *säännös
    """,
    "sorry": """
        anteeksi pahoitella pahoittelu pahoillaan sori anteeksipyyntö valitella harmi harmillinen ikävä
        harmittaa harmitella valitettava pahoillani pahoillamme
    """,
}
CLASSES = {name: frozenset(lines.split()) for name, lines in _WORDS.items()}
CLASSES["people"] |= OUR_PEOPLE - {"laskutus", "myynti", "tekniikka", "varasto", "osasto"}


IN_CLASS: Mapping[str, Test] = {name: of_class(words)[0] for name, words in CLASSES.items()}


def patterns(lines: str) -> tuple[Pattern, ...]:
    """Return Finnish patterns, one a line."""
    return compiled(lines, classes=CLASSES, forms=FORMS)
