"""The Finnish words that tell who commits to what, by what they do in a sentence.

Verbs are base forms as the dictionary gives them. None of these lists decides by itself: person,
tense and mood come first, and what is not listed is taken as the grammar says.
"""

import re

from hoituu.language.commitment.found import Action


def any_of(patterns: str) -> re.Pattern[str]:
    """Return a pattern that matches a word, or some, of these lines; `|` divides them."""
    lines = "|".join(line.strip() for line in patterns.strip().splitlines())
    return re.compile(rf"\b(?:{lines})", re.IGNORECASE)


# The verb says how somebody is, thinks or asks, not what they will do.
STATES = frozenset([
    "voida", "saada", "haluta", "tahtoa", "toivoa", "uskoa", "luulla", "tietää", "ymmärtää",
    "muistaa", "nähdä", "kuulla", "tuntea", "pitää", "tarvita", "odottaa", "kiittää",
    "pahoitella", "valittaa", "pyytää", "suositella", "ehdottaa", "tarkoittaa", "arvostaa",
    "onnitella", "toivottaa", "huomata", "joutua", "osata", "pystyä", "kyetä", "yrittää",
    "harkita", "epäillä", "arvella", "pelätä", "rakastaa", "kaivata", "asua", "kuulua",
    "näyttää", "vaikuttaa", "sanoa", "mieltää", "katua", "harmitella", "myöntää", "kehottaa",
    "edellyttää", "vaatia", "täytyä", "tulkita", "käsittää", "olettaa", "veikata", "muistuttaa",
    "huomauttaa", "iloita", "ihmetellä", "neuvoa", "työskennellä", "palvella", "päivystää",
    "tarjota", "myydä", "jäädä", "lomailla",
])  # fmt: skip
# So it is with things by themselves, whoever is there.
BY_THEMSELVES = frozenset([
    "sulkea", "avautua", "sulkeutua", "aueta", "päättyä", "alkaa", "kestää", "maksaa", "loppua",
    "umpeutua", "erääntyä", "jatkua", "ehtiä", "aukea", "koskea", "avata", "pitää", "laskea",
    "noudattaa", "tarkistaa", "jakaa", "astua", "raueta", "vanheta",
])  # fmt: skip
# How a thing gets to the customer, or gets done.
COMES = frozenset([
    "saapua", "tulla", "lähteä", "palautua", "valmistua", "siirtyä", "näkyä", "olla",
    "korjaantua", "hoitua", "järjestyä", "ehtiä", "toimia", "alkaa", "ilmestyä", "kirjautua",
    "kilahtaa", "kulkea", "ilmaantua", "päivittyä", "vapautua", "napsahtaa", "tupsahtaa",
    "pudota", "kotiutua", "päätyä", "putkahtaa", "selvitä", "ratketa", "aktivoitua",
    "kytkeytyä", "irrota", "käynnistyä", "löytyä", "lennähtää", "kolahtaa", "hyvittyä",
    "palata", "seurata", "onnistua", "pelittää",
])  # fmt: skip
# What comes to a customer from us.
THINGS = frozenset([
    "paketti", "lähetys", "tilaus", "tuote", "kortti", "lasku", "raha", "hyvitys", "palautus",
    "vastaus", "varaosa", "osa", "kirje", "viesti", "vahvistus", "tarjous", "sopimus", "laite",
    "puhelin", "liittymä", "maksu", "summa", "korvaus", "kenkä", "avain", "pullo", "laatikko",
    "rahti", "toimitus", "posti", "modeemi", "reititin", "lähete", "kuitti", "lahjakortti",
    "saatava", "tavara", "huonekalu", "sohva", "pöytä", "auto", "pyörä", "takki", "mekko",
    "sormus", "kello", "silmälasi", "lasi", "kone", "pesukone", "jääkaappi", "uuni", "vika",
    "yhteys", "netti", "asia", "hakemus", "päätös", "selvitys", "tieto", "raportti",
    "dokumentti", "todistus", "asiakirja", "paperi", "lippu", "tili", "tunnus", "salasana",
    "linkki", "koodi", "seurantakoodi", "tekstiviesti", "sähköposti", "puhelu", "soitto",
    "hinta-arvio", "kustannusarvio", "arvio", "ehdotus", "aikataulu", "aika", "näyte", "kangas",
    "verho", "ovi", "ikkuna", "huolto", "korjaus", "asennus", "laskelma", "palaute", "ohje",
    "ratkaisu", "suunnitelma", "kopio", "versio", "kotelo", "kaapeli", "johto", "luuri",
    "kännykkä", "tietokone", "läppäri", "akku", "patteri", "palvelu", "ongelma", "häiriö",
    "reklamaatio", "käsittely", "vuokra", "takuu", "takuuraha", "sohvatyyny", "maksupalautus",
    "kappale", "setti", "paita", "housut", "kirja", "kukka", "kimppu", "kakku",
    "tilausvahvistus", "matkalippu", "vakuutuskirja", "selvityspyyntö", "varauma", "euro",
    "sentti", "hyvityslasku", "sisältö", "toimituserä",
])  # fmt: skip
# Who works for us, where their name is not said.
OUR_PEOPLE = frozenset([
    "asentaja", "kollega", "asiakaspalvelija", "virkailija", "teknikko", "huolto", "huoltomies",
    "kuljettaja", "kuski", "tiimi", "esimies", "esihenkilö", "päällikkö", "myyjä", "sihteeri",
    "asiantuntija", "työntekijä", "mekaanikko", "osasto", "toimisto", "henkilökunta", "väki",
    "poika", "porukka", "kampaaja", "putkimies", "sähkömies", "sähköasentaja", "remonttimies",
    "yrittäjä", "lääkäri", "hoitaja", "kosmetologi", "laskutus", "myynti", "tekniikka",
    "asiakaspalvelu", "huoltaja", "kirjanpitäjä", "kuljetusliike", "kuriiri", "kuljetus",
    "lähetti", "varasto", "verstas", "paja", "sijainen", "toimistosihteeri", "aluepäällikkö",
    "tekninen", "työnjohtaja", "yhteyshenkilö", "projektipäällikkö", "vuoropäällikkö",
])  # fmt: skip
# Whose doings are not ours.
OUTSIDERS = frozenset([
    "asiakas", "hakija", "valmistaja", "maahantuoja", "tukkuri", "posti", "pankki", "poliisi",
    "naapuri", "isännöitsijä", "verohallinto", "kela", "vakuutusyhtiö", "taloyhtiö",
    "lautakunta", "viranomainen", "vuokranantaja", "liike", "kauppa", "myymälä", "toimisto",
    "kampanja", "tarjous", "takuu", "loma", "kesäloma", "joululoma", "eräpäivä", "hinta",
    "tapahtuma", "kokous", "kausi", "vuosi", "kuukausi", "viikko", "päivä", "sää",
    "muutoksenhakuaika", "määräaika", "kirja", "kilpailu", "sopimuskausi", "tilauskausi",
    "ajanvaraus", "ajanvarauskirja", "kukaan", "mikään", "hinausfirma", "droppi", "alennus",
    "ale", "laki", "vero", "sinä", "sä", "te", "ruuhka", "aika", "käsittelyaika",
    "toimitusaika", "aukioloaika", "sisko", "veli", "äiti", "isä", "vaimo", "mies", "lapsi",
    "tytär", "poika", "ystävä", "velvollisuus", "ihminen", "kaikki", "moni", "jokainen",
    "uutuus",
])  # fmt: skip
LEADS_ON = frozenset(["aikoa", "luvata", "sitoutua", "ehtiä", "muistaa", "pyrkiä", "alkaa"])
GOES = frozenset(["tulla", "käydä", "lähteä", "mennä"])
# After these the thing itself is done: "aion soittaa", "tulen soittamaan".
LEADS = LEADS_ON | GOES | {"ryhtyä", "ruveta"}
SOMEBODY = frozenset(["joku", "jokin", "jompikumpi"])
PEOPLE_END_IN = (
    "päällikkö",
    "asentaja",
    "mies",
    "henkilö",
    "tiimi",
    "osasto",
    "vastaava",
    "huolto",
)
THINGS_END_IN = (
    "osa", "kortti", "lasku", "maksu", "kone", "laite", "paketti", "lähetys", "vahvistus",
    "palautus", "hyvitys", "liittymä",
)  # fmt: skip


GENERAL = any_of(r"""
    yleensä|tavallisesti|normaalisti|aina|keskimäärin|usein|useimmiten|pääsääntöisesti|tyypillisesti
    joka (?:päivä|viikko|kuukausi|arkipäivä|\w+tai\b|keskiviikko)|\w+taisin\b|keskiviikkoisin|arkisin
    viikonloppuisin|aamuisin|iltaisin|vuosittain|kuukausittain|saattaa|enintään|enimmäkseen|öisin|päivisin
""")
CONDITION = any_of(r"""
    jos\b|mikäli|ellei|jollei|edellyttäen|siinä tapauksessa|jossei
""")
WHETHER = re.compile(
    r"\b(?:tarkist|kats|selvit|kysy|kysäis|varmist|tsekka|tutki|kerro|ilmoit)\w*\s(?:\w+ ){0,2}$",
    re.IGNORECASE,
)
SOMEBODY_SAID = any_of(r"""
    (?:kirjoiti|kerroi|sanoi|mainitsi|lupasi|kysyi|ilmoiti|pyysi|toivoi)(?:tte|t)\b|lupasi(?:n|mme)\b
    (?:olitte|olit) (?:kirjoittanut|kertonut|toivonut|pyytänyt|sanonut)|viesti(?:nne|si) mukaan
    (?:teille|sinulle) (?:oli|on) luvattu|oli luvattu|luvattiin
    (?:valmistaja|tavarantoimittaja|maahantuoja|kuriiri|pankki)\w* (?:kerto|sano|ilmoit|lupa|arvio|muka)
""")
PAST = any_of(r"""
    eilen|äsken|aiemmin|aikaisemmin|viime\b|toissapäivänä|sitten\s*[.,]|tuolloin|hetki sitten
""")
HERE_AND_NOW = any_of(r"""
    ohessa|oheisena|liitteenä|liitteessä|samalla|tässä|parhaillaan|näin\b
""")
WANTS = any_of(r"""
    toivottavasti|toivon|toivomme|ehkä|kenties|mahdollisesti|varmaankaan|yritän|yritämme|yritetään
    pyrimme|pyrin\b
""")
NO_PROMISE = any_of(r"""
    (?:en|emme|ei|et|ette|eivät|enkä|emmekä)\b(?: \w+){0,3} (?:luvata|lupaa|taata|takaamaan|takaa|tiedä|osaa|luvattu|varmuudella|varmaa|ehdi|ehditä)\b
""")
NO_WORRY = any_of(r"""
    ei (?:hätää|huolta|se mitään|mitään hätää|ongelmaa|syytä huoleen|hätiä)\b
""")
GIVES_WORD = any_of(r"""
    (?:lupaan|vakuutan|takaan|vannon|lupaamme|vakuutamme|takaamme)(?=,? että\b)
""")
MY_PURPOSE = any_of(r"minun tarkoitu|tarkoitukseni\b|tarkoituksenani|mun tarkoitus")
OUR_PURPOSE = any_of(r"meidän (?:on )?tarkoitus|tarkoituksemme|tarkoituksenamme")
CONTACTS_YOU = any_of(r"""
    (?:teihin|sinuun|suhun|teille|sinulle|sulle|teidät|sinut|teitä|sinua|sua)\b
""")
FROM_ME = any_of(r"(?:minulta|minusta|multa|musta)\b")
FROM_US = any_of(r"(?:meiltä|meistä)\b")
WITH_YOU = any_of(r"teillä\b|sinulla\b|sulla\b|kädes|käsis")
AT_YOUR_PLACE = any_of(r"""
    ovella|luonan|luonasi|luona\b|teillä\b|siellä\b|pihassa|perillä|paikalla|langoilla|linjoilla
""")
IN_TOUCH = any_of(r"yhteydes")
READY = any_of(r"""
    perillä|valmi|kunnossa|tilillä|noudettavi|postissa|matkalla|luonan|luettavi|käytettävi|ovella
    korjattu|hoidettu|toimitettu|käsitelty|maksettu|\w*laatikossa|sähköpostissa
""")
SHUT = any_of(r"(?:suljettu|varattu|tarkoitettu|rajattu|sovittu|oltava|merkitty)\b")
BACK_AT_WORK = any_of(r"töihin|toimistol|lomalta|työpaikal|kotiin")

# What something is done with.
MESSAGES = any_of(r"""
    viesti|meili|maili|sähköpost|tekstari|tekstivies|tieto|tiedo|linkki|linkin|tarjou|ohjee|ohjei|ohjeet
    vahvistu|yhteenve|selvity|arvio|hinta-arvio|kustannusarvio|raporti|raportti|vastau|aikataulu|ehdotu
    infoa|päivitys|päätö|whatsapp|laskelma|kirjeitse|postia|suunnitelma|yhteys|yhteyttä|yhteydessä
    kommen|kuittau|väliaikatie|sanaa|asiaan|kuulumis
""")
MONEY = any_of(r"""
    \w+maksu|korko|raha|hyvity|palautuks|palautus(?!tar|ohj|lom)|maksu(?!n?aik)|summa|euro|ylimääräi|tilillen|tilillesi
    korvau|veloitu|kulu(?:t|ja|jen|mme)\b|toimituskulu|postikulu
""")
CASH = any_of(r"raha|hyvity|korvau|maksun\b")
IN_ORDER = any_of(r"""
    kuntoon|kunnossa|pystyyn|kuosiin|paikoilleen|iskuun|työn alle|hoitoon|käsittelyyn|järjestykseen|toimintakun|työpöydälle|hoidettu
    hoidossa|korjattu|valmii|valmis|korjauk|tehtyä|käyttöön|pois päiväjärj|toimimaan|kunno|huollo
""")
TO_POST = any_of(r"""
    postiin|postissa|menemään|matkaan|tulemaan|toimituk|paketi|paketti|lähetyk|kortti|kortin|tuote
    tuottee|varaosa|kirje|perillä|noudettavi|ovellasi|ovelle|postilaatik|tilaukse|tilaus
""")
GOODS = any_of(
    r"paket|kort|tuot|tilau|varao|kirje(?!llis)|avai|lähety|tavara|lait|lasku(?!n oik)|\w+tarra|kaapi"
)
PHONE = any_of(r"""
    puhelimitse|puhelu|soito|soitto|luuri|puhelimella|langoille|langan päässä|linjoille
    lankaa pitkin|puhelimen päässä
""")
CONTACT = any_of(r"yhteyt|ajan tasalla|yhteydes")
WORD_OF_ONESELF = any_of(r"kuulu")

CALLS = frozenset([
    "soittaa", "soitella", "pirauttaa", "kilauttaa", "pirautella", "kilautella", "rimpauttaa",
    "rimputtaa", "luuria", "tavoitella", "puhelu", "soitto", "pirahtaa", "soittaista",
    "pirauttelee", "soittelaista",
])  # fmt: skip
REPLIES = frozenset([
    "vastata", "palata", "kirjoittaa", "ilmoittaa", "ilmoitella", "kertoa", "tiedottaa",
    "viestiä", "viestitellä", "viestittää", "kuitata", "kuittailla", "vahvistaa", "infota",
    "informoida", "mailata", "meilata", "meilailla", "tekstata", "tekstailla", "raportoida",
    "kommentoida", "vastailla", "kirjoitella", "palailla", "kertoilla", "päivitellä",
    "muistuttaa", "huikata", "naputella", "ilmoittautua", "whatsappailla", "tavoittaa",
    "kontaktoida", "vinkata", "esittää", "laatia", "tiedoksi", "sähköpostittaa", "hihkaista",
    "viestitä", "vastaus", "yhteys", "viesti", "tieto", "laskelma", "tarjous", "raportti",
    "selvitys", "kuulua",
])  # fmt: skip
REFUNDS = frozenset([
    "hyvittää", "palauttaa", "palautua", "korvata", "hyvitys", "korvaus", "raha", "palautus",
    "maksupalautus", "rahanpalautus", "hyvityslasku", "takaisinmaksu",
])  # fmt: skip
VISITS = frozenset([
    "tulla", "käydä", "piipahtaa", "poiketa", "kurvata", "vierailla", "pistäytyä", "käväistä",
    "saapua", "ajaa", "noutaa", "hakea",
])  # fmt: skip
DELIVERS = frozenset([
    "lähettää", "luovuttaa", "toimittaa", "postittaa", "kuljettaa", "tuoda", "saapua", "lähteä", "laittaa",
    "pistää", "panna", "viedä", "toimitus", "lähetellä", "paketoida", "kärrätä", "roudata",
    "lähetys", "paketti", "tulla", "kuskata", "postilaatikko", "pudottaa", "jättää",
])  # fmt: skip
FIXES = frozenset([
    "korjata", "hoitaa", "käsitellä", "ratkaista", "järjestää", "vaihtaa", "asentaa", "avata",
    "kytkeä", "valmistua", "tehdä", "oikaista", "korjaantua", "hoitua", "ratketa", "huoltaa",
    "poistaa", "siivota", "järjestyä", "muuttaa", "fiksata", "hoidella", "kunnostaa",
    "viimeistellä", "nollata", "palauttaa", "päivittää", "aktivoida", "sulkea", "käynnistää",
    "uusia", "purkaa", "putsata", "säätää", "laskuttaa", "saattaa", "toteuttaa", "parsia",
    "paikata", "hoitaminen", "loppuunsaattaa", "viedä", "edistää", "ottaa", "selvitä", "toimia",
])  # fmt: skip
# What is none of these, whatever it is done with.
PLAIN_OTHERS = frozenset([
    "peruuttaa", "perua", "tilata", "varata", "tarkistaa", "tutkia", "katsoa", "selvittää",
    "kysyä", "kirjata", "merkitä", "selvitellä", "vilkaista", "kurkata", "lukea", "puhua",
    "keskustella", "pyytää",
])  # fmt: skip
SENDS = frozenset([
    "laittaa", "pistää", "panna", "lähettää", "antaa", "toimittaa", "saattaa", "heittää",
    "tehdä", "jättää", "laatia", "postittaa", "lähetellä", "tulla", "koota", "näppäillä",
    "naputella", "pudottaa",
])  # fmt: skip

# What is done: the first line that fits a verb, and what it is done with. None fits any.
ACTIONS: tuple[tuple[frozenset[str] | None, re.Pattern[str] | None, Action], ...] = (
    (CALLS, None, Action.CALL),
    (REPLIES | VISITS | {"ottaa", "tarttua", "antaa"}, PHONE, Action.CALL),
    (frozenset(["hyvittää", "korvata", "tilittää"]), None, Action.REFUND),
    (REFUNDS | {"maksaa", "siirtää"}, MONEY, Action.REFUND),
    (frozenset(["ottaa", "pitää"]), CONTACT, Action.REPLY),
    (frozenset(["antaa"]), WORD_OF_ONESELF, Action.REPLY),
    (SENDS, CASH, Action.REFUND),
    (SENDS | {"ottaa"}, IN_ORDER, Action.FIX),
    (SENDS, GOODS, Action.DELIVER),
    (SENDS, MESSAGES, Action.REPLY),
    (REPLIES, None, Action.REPLY),
    (VISITS, None, Action.VISIT),
    (DELIVERS, None, Action.DELIVER),
    (FIXES, None, Action.FIX),
    (PLAIN_OTHERS, None, Action.OTHER),
    (None, TO_POST, Action.DELIVER),
    (None, IN_ORDER, Action.FIX),
    (None, MONEY, Action.REFUND),
)
CALL_BEGINS = re.compile(r"pirau|kilau|rimpau|pirah|soit|puhel")
