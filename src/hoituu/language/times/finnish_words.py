"""The words of Finnish times, as pieces of regular expressions."""

from hoituu.language.numbers import ANY_FINNISH_NUMBER, FINNISH_NUMBERS, one_of

WEEKDAYS = ("maanantai", "tiistai", "keskiviik", "torstai", "perjantai", "lauantai", "sunnuntai")
SHORT_WEEKDAYS = ("ma", "ti", "ke", "to", "pe", "la", "su")
MONTHS = (
    *("tammi", "helmi", "maalis", "huhti", "touko", "kesä"),
    *("heinä", "elo", "syys", "loka", "marras", "joulu"),
)
# The ending of a weekday: every case but "maanantaisin", which is every Monday.
CASE = r"(?:na|nä|hin|in|n|ksi|sta|lle|ko|kona|koon|on|oksi|osta|ona|olle|ta|tai)?"
PARTS = {
    "aamupäiv": "morning",
    "aamu": "morning",
    "iltapäiv": "afternoon",
    "ip": "afternoon",
    "ilta": "evening",
    "illa": "evening",
    "ilto": "evening",
    "yö": "night",
}
DAYS_OF = (
    rf"(?P<day>{'|'.join(WEEKDAYS)})(?:k?o)?(?P<case>{CASE})"
    rf"(?:(?:-| )?(?P<part>aamupäiv|iltapäiv|aamu|ilta|illa|yö)[a-zäö]{{0,6}})?"
)
HOUR = r"(?P<h>[01]?\d|2[0-4])(?:[.:](?P<m>[0-5]\d))?"
HOUR2 = r"(?P<h2>[01]?\d|2[0-4])(?:[.:](?P<m2>[0-5]\d))?"
TAIL = r"(?:[:.]?(?:ltä|lta|een|ään|ksi|ään|seen))?"
ABLATIVE, ILLATIVE, GENITIVE, NOMINATIVE = (
    one_of(FINNISH_NUMBERS[case]) for case in ("ablative", "illative", "genitive", "nominative")
)
ANY = one_of(ANY_FINNISH_NUMBER)
NUMBER = rf"(?:\d{{1,3}}|{GENITIVE}|{one_of(FINNISH_NUMBERS['partitive'])}|{NOMINATIVE})"
FEW = {
    "parin": 2, "pari": 2, "paria": 2, "parissa": 2, "parisen": 2, "muutaman": 3, "muutama": 3,
    "muutamassa": 3, "muutamien": 3, "puolentoista": 1.5, "puolen": 0.5,
    "puolessa": 0.5, "puolessatoista": 1.5,
}  # fmt: skip
MINUTES = {"minuu": 1, "min": 1, "tun": 60, "tim": 60, "h": 60}
WITHIN = (
    r"(?:\s*(?:sisällä|sisään|kuluessa|kuluttua|kulut|päästä|pääst|aikana|aikan|päähän|"
    r"perästä|sisäl|määräajassa|puitteissa|ajassa)\b)"
)
FEASTS = {
    "pääsiäi": ("Pitkäperjantai", "Toinen pääsiäispäivä"),
    "juhannu": ("Juhannusaatto", "Juhannuspäivä"),
    "joulu(?!ku)": ("Jouluaatto", "Tapaninpäivä"),
    "vap[pu]": ("Vappu", "Vappu"),
    "uudenvuo": ("Uudenvuodenpäivä", "Uudenvuodenpäivä"),
    "uusivuo": ("Uudenvuodenpäivä", "Uudenvuodenpäivä"),
    "helator": ("Helatorstai", "Helatorstai"),
    "itsenäisyyspäiv": ("Itsenäisyyspäivä", "Itsenäisyyspäivä"),
    "loppiai": ("Loppiainen", "Loppiainen"),
}
WHERE = (
    r"(?:\s+(?P<where>alku(?:puole|vaihe)?[a-zäö]{0,6}|alussa|aluss|alkuun|puoliväl[a-zäö]{0,6}|"
    r"lop(?:pu|u)(?:puole)?[a-zäö]{0,6}|aikana|kuluessa|vaihteessa|vaihteeseen))?"
)
COUNT = rf"(?:(?P<n>{NUMBER}|{one_of(FEW)})(?:\s?[-–]\s?|\s+(?:tai\s+)?)?)?"
LAST_COUNT = rf"(?:(?:{NUMBER})\s?(?:[-–]|tai)\s?)?{COUNT}"
# The days of a month, as far as they are said as words: on and until which.
ORDINALS = {
    said: number
    for words in (
        "ensimmäisenä toisena kolmantena neljäntenä viidentenä kuudentena seitsemäntenä "
        "kahdeksantena yhdeksäntenä kymmenentenä yhdentenätoista kahdentenatoista "
        "kolmantenatoista neljäntenätoista viidentenätoista kuudentenatoista seitsemäntenätoista "
        "kahdeksantenatoista yhdeksäntenätoista kahdentenakymmenentenä",
        "ensimmäiseen toiseen kolmanteen neljänteen viidenteen kuudenteen seitsemänteen "
        "kahdeksanteen yhdeksänteen kymmenenteen yhdenteentoista kahdenteentoista "
        "kolmanteentoista neljänteentoista viidenteentoista kuudenteentoista seitsemänteentoista "
        "kahdeksanteentoista yhdeksänteentoista kahdenteenkymmenenteen",
    )
    for number, said in enumerate(words.split(), 1)
}
