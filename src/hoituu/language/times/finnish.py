"""How Finnish says times: which words say one, and how they are read."""

import re
from collections.abc import Sequence

from hoituu.language.numbers import FINNISH_NUMBERS, one_of
from hoituu.language.times.finnish_readings import (
    afternoon,
    beginning_or_end_of_week,
    between_days,
    clock,
    day_named,
    day_of_month,
    day_part,
    in_days,
    in_minutes,
    in_month,
    numbered_week,
    ordinal_date,
    quarter,
    said_clock,
    short_weekday,
    short_weekdays,
    spoken_date,
    this_month,
    this_week,
    turn_of_month,
    week_of_month,
    week_said,
    weekday_after,
    weekday_named,
    weekday_of_week,
    weekend,
    written_date,
)
from hoituu.language.times.finnish_words import (
    ABLATIVE,
    ANY,
    DAYS_OF,
    FEASTS,
    GENITIVE,
    HOUR,
    HOUR2,
    ILLATIVE,
    LAST_COUNT,
    MONTHS,
    NOMINATIVE,
    NUMBER,
    ORDINALS,
    SHORT_WEEKDAYS,
    TAIL,
    WEEKDAYS,
    WHERE,
    WITHIN,
)
from hoituu.language.times.pieces import (
    Grammar,
    Rule,
)
from hoituu.language.times.reading import (
    end_of_year,
    feast,
    iso_date,
    midnight,
    next_business_day_said,
    noon,
    rule,
    vague,
)

RULES: Sequence[Rule] = (
    # Days.
    rule(
        r"\b(?:tänään|tänää|tän(?:ä|än) päivän(?:ä)?|(?:tämän|tän) (?:työ)?päivän(?: aikana| puolella)?|"
        r"päivän (?:aikana|mittaan|loppuun|lopuksi)|tälle päivälle|päivän päätteeksi|illemmalla|"
        r"tämänpäiväis\w*)\b",
        day_named("tänään"),
    ),
    rule(r"\btänä (?P<part>aamupäiv|iltapäiv|aamu|ilta)[a-zäö]{0,4}\b", day_named("tänään")),
    rule(
        r"\b(?<!yli)(?:huomenna|huomenissa|huomiseen|huomiseksi|huomisen|huomenn|huome|huomisella|huomise[a-z]*|"
        r"huomen)(?: (?:päivän )?aikana)?(?![a-zäö])",
        day_named("huomenna"),
    ),
    rule(
        r"\b(?:huomis|huomen)(?:en )?-?(?P<part>aamupäiv|iltapäiv|aamu|ilta|illa)[a-zäö]{0,6}",
        day_named("huomenna"),
    ),
    rule(r"\bylihuomen[a-zäö]*|\bylihuomis[a-zäö]*", day_named("ylihuomenna")),
    rule(rf"\b{DAYS_OF}\b", weekday_named),
    rule(rf"\b(?:ensi|ens|tulevana|seuraavana|tänä|tulevaan) {DAYS_OF}\b", weekday_named),
    rule(
        r"\b(?P<short>ma|ti|ke|to|pe|la|su)(?=(?:-?(?:aamu|ilta|ip)\w*)?\s+"
        r"(?:klo|kello|\d|menness))",
        short_weekday,
    ),
    rule(
        rf"\b(?P<short>{one_of(SHORT_WEEKDAYS)})\s?[-–]\s?(?P<last>{one_of(SHORT_WEEKDAYS)})\b",
        short_weekdays,
    ),
    rule(
        rf"\b(?P<which>ensi|ens|tämän|seuraavan|tulevan|kuluvan) viikon {DAYS_OF}\b",
        weekday_of_week,
    ),
    rule(rf"\b(?:(?P<n>{NUMBER}|parin) )?viikon (?:päästä|kuluttua) {DAYS_OF}\b", weekday_after),
    rule(
        r"\bseuraavana (?:arki|työ)päivänä\b|\bseuraavaan (?:arki|työ)päivään\b",
        next_business_day_said,
    ),
    rule(r"\bvälipäiv(?:inä|ien|iin)\b", between_days),
    # Weeks.
    rule(
        rf"\b(?P<which>ensi|ens|tämän|seuraavan|tulevan|kuluvan) viikon{WHERE}(?!\w)(?! (?:{'|'.join(WEEKDAYS)}))",
        week_said,
    ),
    rule(r"\b(?P<which>ensi|ens|tällä|seuraavalla|tulevalla|kuluvalla) viikolla", week_said),
    rule(
        r"\bviikon (?P<where>lop(?:pu|u)(?:puole)?(?!ulta)[a-zäö]{0,6}|puoliväl[a-zäö]{0,6})\b",
        this_week,
    ),
    rule(
        r"\b(?P<where>alku|loppu|keski)viik(?:o|ko)(?:n|sta|lla|on|ksi)(?: aikana)?\b",
        beginning_or_end_of_week,
    ),
    rule(
        r"\bviik(?:olla|on|ko|kona) (?:nro |numero )?(?P<week>[1-9]|[1-4]\d|5[0-3])(?!\d|[.:]\d)"
        rf"(?:\s+aikana)?{WHERE}",
        numbered_week,
    ),
    rule(r"\bvk[on:]{0,3}l*a*\s?(?P<week>[1-4]?\d|5[0-3])\b", numbered_week),
    rule(
        r"\b(?:(?P<which>ensi|tämän|tulevan|tulevana|tänä) )?viikonlo(?P<case>pp?u[a-zäö]{0,6})\b",
        weekend,
    ),
    rule(
        rf"\b(?P<month>{'|'.join(MONTHS)})kuun (?P<nth>ensimmäise|toise|kolmanne|neljänne|viimeise)"
        r"(?:llä|lla|n) viiko(?:lla|n)\b",
        week_of_month,
    ),
    # Months and years.
    rule(
        rf"\b(?:(?P<which>ensi|ens|tämän|seuraavan|tulevan|kuluvan) )?(?:kuun|kuukauden){WHERE[:-1]}",
        this_month,
    ),
    rule(
        r"\b(?P<which>ensi|ens|tässä|seuraavassa|tulevassa) (?:kuussa|kuukaudessa)",
        this_month,
    ),
    rule(
        r"\b(?:(?P<which>ensi|tämän|kuluvan) )?(?:kuun|kuukauden) viimei(?:senä|seen|sen) päivä(?:nä|än|n)\b",
        this_month,
    ),
    rule(
        rf"\b(?P<month>{'|'.join(MONTHS)})kuun viimei(?:senä|seen|sen) päivä(?:nä|än|n)\b", in_month
    ),
    rule(
        rf"\b(?P<month>{'|'.join(MONTHS)})kuun (?P<nth>{one_of(ORDINALS)})(?: päivä(?:nä|än))?\b",
        ordinal_date,
    ),
    rule(
        rf"\b(?P<nth>{one_of(ORDINALS)}) päivä(?:nä|än) (?P<month>{'|'.join(MONTHS)})kuuta\b",
        ordinal_date,
    ),
    rule(r"\bkuun ?vaihte(?:essa|eseen|en)\b", turn_of_month),
    rule(rf"\b(?P<month>{'|'.join(MONTHS)})kuu(?:n|ssa|hun|lle|ksi)\b{WHERE}", in_month),
    rule(
        r"\bvuoden ?(?:vaihteessa|vaihteeseen|loppuun|lopussa|lopulla|loppupuolella|aikana)\b",
        end_of_year,
    ),
    rule(
        r"\b(?P<d>[0-3]?\d)\.\s?(?P<mo>[01]?\d)\.(?:\s?(?P<year>20\d\d|\d\d(?!\d|[.:])))?",
        written_date,
    ),
    rule(r"\b(?P<year>20\d\d)-(?P<mo>[01]\d)-(?P<d>[0-3]\d)\b", iso_date),
    rule(
        rf"\b(?P<d>[0-3]?\d)\.?\s?(?:päivä(?:nä|än|ksi)? )?(?P<month>{'|'.join(MONTHS)})kuuta"
        r"(?:\s(?P<year>20\d\d))?",
        spoken_date,
    ),
    rule(
        rf"\b(?P<month>{'|'.join(MONTHS)})kuun (?P<d>[0-3]?\d)\.?(?:\s?päivä[a-zäö]{{0,4}})?"
        r"(?:\s(?P<year>20\d\d))?",
        spoken_date,
    ),
    rule(
        r"\b(?:(?P<which>ensi|tämän) )?(?:kuun )?(?P<d>[0-3]?\d)\.\s?päivä(?:nä|än|ksi|ä|stä)?\b",
        day_of_month,
    ),
    *[rule(rf"\b(?:{stem})(?!kuu)[a-zäö]{{0,9}}", feast(*FEASTS[stem])) for stem in FEASTS],
    # Clock times.
    rule(rf"\b(?:klo|kello|klo:|kl|klo\.)\s?{HOUR}{TAIL}(?![\d%€])", clock),
    rule(
        rf"\b(?:klo|kello|klo\.)?\s?{HOUR}\s?(?:[-–—]|ja)\s?{HOUR2}(?=\s+(?:väli(?:llä|ssä)))",
        clock,
    ),
    rule(rf"\b(?:klo|kello|klo\.)\s?{HOUR}\s?[-–—]\s?{HOUR2}(?!\d)", clock),
    rule(
        rf"(?<=\d\. )(?P<h>[01]?\d|2[0-4])(?:[.:](?P<m>[0-5]\d))?\s?[-–—]\s?{HOUR2}(?![\d.])",
        clock,
    ),
    rule(r"\b(?P<h>[01]?\d|2[0-3])[.:](?P<m>[0-5]\d)(?![\d.]\d)(?!\d)", clock),
    rule(rf"\b(?:viimeistään|ennen|noin|n\.|jo) {HOUR}(?![\d.,%€]|\s?(?:[a-zäö]))", clock),
    rule(rf"\b{HOUR}(?=\s?(?:\.|:)?(?:een|ään|ltä|lta|ksi)\b)[.:]?(?:een|ään|ltä|lta|ksi)", clock),
    rule(r"\b(?P<h>[01]?\d|2[0-4])(?= mennessä)", clock),
    rule(
        rf"\b(?:kello\s|klo\s)?(?P<half>puoli\s?)(?P<h>{ABLATIVE}|{ILLATIVE}|{NOMINATIVE}|{GENITIVE}|\d\d?)"
        r"(?:[:.]?(?:ltä|lta|een|ään))?\b",
        said_clock,
    ),
    rule(
        rf"\b(?P<some>vart\w+|{ANY}|\d\d?)\s(?:minuuttia\s|min\s)?(?P<way>vaille|vailla|yli)\s"
        rf"(?P<h>{ABLATIVE}|{ILLATIVE}|{NOMINATIVE}|{GENITIVE}|\d\d?)\b",
        said_clock,
    ),
    rule(rf"\b(?:(?P<part>aamu|ilta)(?:-| )?)?(?P<h>{ABLATIVE})\b", said_clock),
    rule(rf"\b(?:klo |kello )?(?:{GENITIVE}|\d\d?) jälkeen\b", afternoon),
    rule(rf"\b(?P<h>{ILLATIVE})(?= mennessä)", said_clock),
    rule(rf"\b(?:viimeistään|ennen) (?:kello )?(?P<h>{ABLATIVE}|{ILLATIVE})\b", said_clock),
    rule(
        rf"\bennen (?:kello )?(?P<h>{one_of(FINNISH_NUMBERS['partitive'])}|{NOMINATIVE})"
        r"(?!\s(?:päiv|viik|tun|kuuk|minu))\b",
        said_clock,
    ),
    rule(rf"\b(?:kello|klo) (?P<h>{NOMINATIVE})\b", said_clock),
    rule(
        rf"\b(?P<h>{GENITIVE})\s(?:aikaan|aikoihin|maissa|tienoilla|korvilla|kieppeillä|pintaan|hujakoilla|tietämillä)\b",
        said_clock,
    ),
    rule(rf"\b(?P<h>{GENITIVE}) ja (?P<h2>{GENITIVE}) väli(?:llä|ssä)\b", said_clock),
    rule(
        r"\b(?:keskipäiv\w+|puol(?:ta|tta)?een ?päivään|puolenpäivän(?: aikaan| maissa)?|puoleenpäivään|"
        r"puolilta ?päivin|puolta ?päivää|lounaaseen|lounasaikaan|lounaaksi|lounasta|lounaalta)\b",
        noon,
    ),
    rule(r"\b(?:puoleenyöhön|puolilta ?öin|keskiyö\w*)\b", midnight),
    rule(
        r"\b(?:heti )?(?P<part>aamupäiv|iltapäiv|aamu|illa|ilta)"
        r"(?:lla|llä|ll|sta|stä|ksi|un|n|än|ään|aan|na|ä|ällä|äll|ältä|äksi|ästä|älle)?\b"
        r"(?: aikana| puolella| mittaan)?",
        day_part,
    ),
    # From now on.
    rule(rf"\b(?:{LAST_COUNT})(?P<unit>minuu\w+|min\b|tun\w+|tim\w+|h\b){WITHIN}", in_minutes),
    rule(
        rf"\b(?P<n>{NUMBER}|parissa|muutamassa|puolessa|puolessatoista|{one_of(FINNISH_NUMBERS['inessive'])}) (?P<unit>minuutissa|tunnissa)\b",
        in_minutes,
    ),
    rule(r"\b(?P<unit>tunnissa|tuntiin)\b", in_minutes),
    rule(rf"\bvartin{WITHIN}|\bvartissa\b", quarter),
    rule(
        rf"\b(?:{LAST_COUNT})(?P<unit>arkipäi\w+|työpäi\w+|pankkipäi\w+|vuorokau\w+|päiv\w+|pv\b|"
        rf"viik\w+|vko\b|kuukau\w+|kk\b)(?:\s?\(\w+\))?{WITHIN}",
        in_days,
    ),
    rule(
        rf"\b(?:\d+\s?[-–]\s?)?(?P<n>\d{{1,3}}|parissa|muutamassa|puolessa|puolessatoista|{one_of(FINNISH_NUMBERS['inessive'])}) "
        r"(?P<unit>päivässä|arkipäivässä|työpäivässä|pankkipäivässä|viikossa|vuorokaudessa)\b",
        in_days,
    ),
    # What sounds like time and is none.
    rule(
        r"\b(?:mahdollisimman (?:pian|nopeasti|ripeästi|joutuin|piakkoin|nopsasti)|niin pian kuin\w*|"
        r"heti kun|heti ku|kunhan|jahka|sitten kun|piakkoin|pian|pikaisesti|pikapuoliin|kohtapuoliin|"
        r"lähiaikoina|lähipäivinä|lähipäivien aikana|lähitunteina|lähiviikkoina|"
        r"lähitulevaisuudessa|lähiaikojen kuluessa|jossain vaiheessa|"
        r"jossakin vaiheessa|joskus|myöhemmin|aikanaan|tuota pikaa|viipymättä|viivytyksettä|"
        r"ensi tilassa|hetken (?:päästä|kuluttua|kuluessa)|kohta|asap|ennen pitkää|"
        r"välittömästi|aikaisintaan|heti|hetimiten|siinä sivussa|tilaisuuden tullen|"
        r"kun ehdi\w+|ehtiessäni|kun (?:tiedän|tiedämme|kuulen|saan|saamme)|jossain välissä)\b",
        vague,
    ),
)

FINNISH = Grammar(
    rules=RULES,
    glue=re.compile(
        r"[\s,(]*(?:(?:viimeistään|ennen|mennessä|heti|jo|vielä|noin|n\.|tai|aikana|kuluessa|tasan|"
        r"kello|klo|eli|ja|kuitenkin|joskus|-|–)[\s,]*)*",
        re.IGNORECASE,
    ),
    before=re.compile(r"\bennen\s+(?:kuin\s+)?$", re.IGNORECASE),
    after=re.compile(r"\0\s*(?:jälkeen|jälkeisen\w+|jälkeise\w+)", re.IGNORECASE),
    open_end=re.compile(r"\0\s*(?:asti|saakka|alkaen|lähtien|ajan)\b", re.IGNORECASE),
)
