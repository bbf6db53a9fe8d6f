"""How Finnish says times."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from hoituu.language.numbers import ANY_FINNISH_NUMBER, FINNISH_NUMBERS, one_of
from hoituu.language.times.finnish_words import (
    ABLATIVE,
    ANY,
    DAYS_OF,
    FEASTS,
    FEW,
    GENITIVE,
    HOUR,
    HOUR2,
    ILLATIVE,
    LAST_COUNT,
    MINUTES,
    MONTHS,
    NOMINATIVE,
    NUMBER,
    ORDINALS,
    PARTS,
    SHORT_WEEKDAYS,
    TAIL,
    WEEKDAYS,
    WHERE,
    WITHIN,
)
from hoituu.language.times.pieces import (
    NOON,
    Grammar,
    Piece,
    Read,
    Rule,
    a_date,
    add_business_days,
    add_months,
    iso_week,
    last_of_month,
    next_weekday,
    week_of,
)
from hoituu.language.times.reading import (
    days,
    end_of_year,
    feast,
    group,
    iso_date,
    midnight,
    next_business_day_said,
    noon,
    rule,
    vague,
)


def _part(text: str) -> str:
    return next((part for name, part in PARTS.items() if text.startswith(name)), "")


def _number(text: str) -> float:
    lower = text.lower()
    return FEW.get(lower) or float(ANY_FINNISH_NUMBER.get(lower) or lower)


def _day(name: str) -> Read:
    ahead = {"tänään": 0, "huomenna": 1, "ylihuomenna": 2}[name]

    def read(match: re.Match[str], now: datetime) -> Piece:
        return days(now.date() + timedelta(days=ahead), part=_part(group(match, "part")))

    return read


def _weekday(match: re.Match[str], now: datetime) -> Piece | None:
    number = _weekday_number(match["day"])
    if group(match, "case") in {"ta", "tai"}:
        return None
    return days(next_weekday(now.date(), number), part=_part(group(match, "part")))


def _weekday_number(name: str) -> int:
    return WEEKDAYS.index(name.lower())


def _short_weekday(match: re.Match[str], now: datetime) -> Piece:
    return days(next_weekday(now.date(), SHORT_WEEKDAYS.index(match["short"].lower())))


def _short_weekdays(match: re.Match[str], now: datetime) -> Piece:
    first = next_weekday(now.date(), SHORT_WEEKDAYS.index(match["short"].lower()))
    return days(next_weekday(first, SHORT_WEEKDAYS.index(match["last"].lower())))


def _weekday_of_week(match: re.Match[str], now: datetime) -> Piece:
    ahead = 0 if group(match, "which").startswith(("täm", "kulu")) else 1
    monday = week_of(now.date(), ahead=ahead)
    day = monday + timedelta(days=_weekday_number(match["day"]))
    return days(day, part=_part(group(match, "part")))


def _weekday_after(match: re.Match[str], now: datetime) -> Piece:
    weeks = int(_number(group(match, "n"))) if group(match, "n") else 1
    monday = week_of(now.date(), ahead=weeks)
    day = monday + timedelta(days=_weekday_number(match["day"]))
    return days(day, part=_part(group(match, "part")))


def _week(match: re.Match[str], now: datetime) -> Piece:
    which = group(match, "which")
    ahead = 0 if which.startswith(("täm", "täl", "kulu")) else 1
    return _piece_of_week(week_of(now.date(), ahead=ahead), group(match, "where"))


def _this_week(match: re.Match[str], now: datetime) -> Piece:
    return _piece_of_week(week_of(now.date()), group(match, "where"))


def _beginning_or_end_of_week(match: re.Match[str], now: datetime) -> Piece:
    where = group(match, "where")
    monday = week_of(now.date())
    if where.startswith("alku") and now.weekday() > 2:
        monday += timedelta(weeks=1)
    return _piece_of_week(monday, where)


def _piece_of_week(monday: date, where: str) -> Piece:
    """Return the part of a week: its beginning is over on Wednesday, its end is Friday or Sunday."""

    def day(number: int) -> date:
        return monday + timedelta(days=number)

    if where.startswith("al"):
        return days(monday, day(1), day(2), day(0))
    if where.startswith(("puoliv", "keski")):
        return days(monday, day(2), day(3))
    if where.startswith("lop"):
        return days(day(3), day(4), day(6), day(5))
    return days(monday, day(4), day(6), day(5))


def _numbered_week(match: re.Match[str], now: datetime) -> Piece | None:
    monday = iso_week(int(match["week"]), now=now.date())
    return _piece_of_week(monday, group(match, "where")) if monday else None


def _weekend(match: re.Match[str], now: datetime) -> Piece:
    ahead = 1 if group(match, "which").startswith("ens") and now.weekday() >= 5 else 0
    saturday = week_of(now.date(), ahead=ahead) + timedelta(days=5)
    if group(match, "case").startswith(("lop", "lopuksi", "loppuun")):
        friday = saturday - timedelta(days=1)
        return days(friday, friday, saturday + timedelta(days=1))
    return days(saturday, saturday + timedelta(days=1), saturday)


def _month(match: re.Match[str], now: datetime) -> Piece:
    month = MONTHS.index(match["month"].lower()) + 1
    first = a_date(1, month, None, now=now.date().replace(day=1)) or now.date()
    return _piece_of_month(first, group(match, "where"))


def _week_of_month(match: re.Match[str], now: datetime) -> Piece:
    month = MONTHS.index(match["month"].lower()) + 1
    first = a_date(1, month, None, now=now.date().replace(day=1)) or now.date()
    nth = (
        ("ensimmäise", "toise", "kolmanne", "neljänne").index(group(match, "nth"))
        if group(match, "nth") != "viimeise"
        else -1
    )
    monday = week_of(last_of_month(first) if nth < 0 else first, ahead=max(nth, 0))
    return _piece_of_week(monday, "")


def _between_days(match: re.Match[str], now: datetime) -> Piece:
    return days(date(now.year, 12, 27), date(now.year, 12, 31), date(now.year, 12, 30))


def _this_month(match: re.Match[str], now: datetime) -> Piece:
    ahead = 1 if group(match, "which").startswith(("ens", "seur", "tule")) else 0
    first = last_of_month(now.date(), ahead=ahead).replace(day=1)
    return _piece_of_month(first, group(match, "where"))


def _piece_of_month(first: date, where: str) -> Piece:
    last = last_of_month(first)
    if where.startswith("al"):
        return days(first, first.replace(day=7), first.replace(day=5), first.replace(day=10))
    if where.startswith(("puoliv", "keski")):
        return days(first, first.replace(day=15), first.replace(day=16))
    if where.startswith("vaih"):
        return days(last, last, last + timedelta(days=1))
    return days(first, last)


def _turn_of_month(match: re.Match[str], now: datetime) -> Piece:
    last = last_of_month(now.date())
    return days(last, last, last + timedelta(days=1))


def _written_date(match: re.Match[str], now: datetime) -> Piece | None:
    year = int(group(match, "year")) if group(match, "year") else None
    day = a_date(int(match["d"]), int(match["mo"]), year, now=now.date())
    return days(day) if day else None


def _spoken_date(match: re.Match[str], now: datetime) -> Piece | None:
    year = int(group(match, "year")) if group(match, "year") else None
    month = MONTHS.index(match["month"].lower()) + 1
    day = a_date(int(match["d"]), month, year, now=now.date())
    return days(day) if day else None


def _ordinal_date(match: re.Match[str], now: datetime) -> Piece | None:
    month = MONTHS.index(match["month"].lower()) + 1
    day = a_date(ORDINALS[match["nth"].lower()], month, None, now=now.date())
    return days(day) if day else None


def _day_of_month(match: re.Match[str], now: datetime) -> Piece | None:
    number = int(match["d"])
    first = now.date().replace(day=1)
    if group(match, "which").startswith("ens") or number < now.day:
        first = last_of_month(now.date(), ahead=1).replace(day=1)
    return days(first.replace(day=number)) if 1 <= number <= last_of_month(first).day else None


def _clock(match: re.Match[str], now: datetime) -> Piece:
    at = _minutes(match["h"], group(match, "m"))
    later = group(match, "h2")
    to = _minutes(later, group(match, "m2")) if later else at
    known = at >= 7 * 60 or bool(group(match, "m"))
    return Piece(clock=(at, to if to >= at else at), half_known=known)


def _minutes(hours: str, minutes: str) -> int:
    return int(hours) * 60 + int(minutes or 0)


def _said_clock(match: re.Match[str], now: datetime) -> Piece:
    at = int(_number(match["h"])) * 60
    if group(match, "half"):
        at -= 30
    if way := group(match, "way"):
        some = group(match, "some")
        minutes = 15 if some.startswith("vart") else int(_number(some))
        at += minutes if way == "yli" else -minutes
    to = int(_number(match["h2"])) * 60 if group(match, "h2") else at
    part = _part(group(match, "part"))
    if part == "evening":
        at, to = at + NOON, to + NOON
    return Piece(clock=(at, to), half_known=at > NOON or bool(part))


def _afternoon(match: re.Match[str], now: datetime) -> Piece:
    return Piece(part="afternoon")


def _day_part(match: re.Match[str], now: datetime) -> Piece:
    return Piece(part=_part(group(match, "part")))


def _in_minutes(match: re.Match[str], now: datetime) -> Piece:
    count = _number(group(match, "n")) if group(match, "n") else 1
    unit = next(size for name, size in MINUTES.items() if match["unit"].lower().startswith(name))
    due = now.replace(tzinfo=None) + timedelta(minutes=count * unit)
    return Piece(due=due, alt=(due.date(),) if count * unit >= 24 * 60 else ())


def _quarter(match: re.Match[str], now: datetime) -> Piece:
    return Piece(due=now.replace(tzinfo=None) + timedelta(minutes=15))


def _in_days(match: re.Match[str], now: datetime) -> Piece | None:
    count = _number(group(match, "n")) if group(match, "n") else 1
    unit, today = match["unit"].lower(), now.date()
    if unit.startswith(("arki", "työ", "pankki")):
        return Piece(due=add_business_days(today, round(count)))
    if unit.startswith("vuorok"):
        due = now.replace(tzinfo=None) + timedelta(days=count)
        return Piece(due=due, alt=(due.date(),))
    if unit.startswith("vii"):
        return Piece(due=today + timedelta(days=round(count * 7)))
    if unit.startswith("kuukau"):
        return Piece(due=add_months(today, round(count)))
    several = group(match, "n").startswith("muutam")
    alt = tuple(today + timedelta(days=n) for n in (2, 4, 5)) if several else ()
    return Piece(due=today + timedelta(days=round(count)), alt=alt)


RULES: Sequence[Rule] = (
    # Days.
    rule(
        r"\b(?:tänään|tänää|tän(?:ä|än) päivän(?:ä)?|(?:tämän|tän) (?:työ)?päivän(?: aikana| puolella)?|"
        r"päivän (?:aikana|mittaan|loppuun|lopuksi)|tälle päivälle|päivän päätteeksi|illemmalla|"
        r"tämänpäiväis\w*)\b",
        _day("tänään"),
    ),
    rule(r"\btänä (?P<part>aamupäiv|iltapäiv|aamu|ilta)[a-zäö]{0,4}\b", _day("tänään")),
    rule(
        r"\b(?<!yli)(?:huomenna|huomenissa|huomiseen|huomiseksi|huomisen|huomenn|huome|huomisella|huomise[a-z]*|"
        r"huomen)(?: (?:päivän )?aikana)?(?![a-zäö])",
        _day("huomenna"),
    ),
    rule(
        r"\b(?:huomis|huomen)(?:en )?-?(?P<part>aamupäiv|iltapäiv|aamu|ilta|illa)[a-zäö]{0,6}",
        _day("huomenna"),
    ),
    rule(r"\bylihuomen[a-zäö]*|\bylihuomis[a-zäö]*", _day("ylihuomenna")),
    rule(rf"\b{DAYS_OF}\b", _weekday),
    rule(rf"\b(?:ensi|ens|tulevana|seuraavana|tänä|tulevaan) {DAYS_OF}\b", _weekday),
    rule(
        r"\b(?P<short>ma|ti|ke|to|pe|la|su)(?=(?:-?(?:aamu|ilta|ip)\w*)?\s+"
        r"(?:klo|kello|\d|menness))",
        _short_weekday,
    ),
    rule(
        rf"\b(?P<short>{one_of(SHORT_WEEKDAYS)})\s?[-–]\s?(?P<last>{one_of(SHORT_WEEKDAYS)})\b",
        _short_weekdays,
    ),
    rule(
        rf"\b(?P<which>ensi|ens|tämän|seuraavan|tulevan|kuluvan) viikon {DAYS_OF}\b",
        _weekday_of_week,
    ),
    rule(rf"\b(?:(?P<n>{NUMBER}|parin) )?viikon (?:päästä|kuluttua) {DAYS_OF}\b", _weekday_after),
    rule(
        r"\bseuraavana (?:arki|työ)päivänä\b|\bseuraavaan (?:arki|työ)päivään\b",
        next_business_day_said,
    ),
    rule(r"\bvälipäiv(?:inä|ien|iin)\b", _between_days),
    # Weeks.
    rule(
        rf"\b(?P<which>ensi|ens|tämän|seuraavan|tulevan|kuluvan) viikon{WHERE}(?!\w)(?! (?:{'|'.join(WEEKDAYS)}))",
        _week,
    ),
    rule(r"\b(?P<which>ensi|ens|tällä|seuraavalla|tulevalla|kuluvalla) viikolla", _week),
    rule(
        r"\bviikon (?P<where>lop(?:pu|u)(?:puole)?(?!ulta)[a-zäö]{0,6}|puoliväl[a-zäö]{0,6})\b",
        _this_week,
    ),
    rule(
        r"\b(?P<where>alku|loppu|keski)viik(?:o|ko)(?:n|sta|lla|on|ksi)(?: aikana)?\b",
        _beginning_or_end_of_week,
    ),
    rule(
        r"\bviik(?:olla|on|ko|kona) (?:nro |numero )?(?P<week>[1-9]|[1-4]\d|5[0-3])(?!\d|[.:]\d)"
        rf"(?:\s+aikana)?{WHERE}",
        _numbered_week,
    ),
    rule(r"\bvk[on:]{0,3}l*a*\s?(?P<week>[1-4]?\d|5[0-3])\b", _numbered_week),
    rule(
        r"\b(?:(?P<which>ensi|tämän|tulevan|tulevana|tänä) )?viikonlo(?P<case>pp?u[a-zäö]{0,6})\b",
        _weekend,
    ),
    rule(
        rf"\b(?P<month>{'|'.join(MONTHS)})kuun (?P<nth>ensimmäise|toise|kolmanne|neljänne|viimeise)"
        r"(?:llä|lla|n) viiko(?:lla|n)\b",
        _week_of_month,
    ),
    # Months and years.
    rule(
        rf"\b(?:(?P<which>ensi|ens|tämän|seuraavan|tulevan|kuluvan) )?(?:kuun|kuukauden){WHERE[:-1]}",
        _this_month,
    ),
    rule(
        r"\b(?P<which>ensi|ens|tässä|seuraavassa|tulevassa) (?:kuussa|kuukaudessa)",
        _this_month,
    ),
    rule(
        r"\b(?:(?P<which>ensi|tämän|kuluvan) )?(?:kuun|kuukauden) viimei(?:senä|seen|sen) päivä(?:nä|än|n)\b",
        _this_month,
    ),
    rule(
        rf"\b(?P<month>{'|'.join(MONTHS)})kuun viimei(?:senä|seen|sen) päivä(?:nä|än|n)\b", _month
    ),
    rule(
        rf"\b(?P<month>{'|'.join(MONTHS)})kuun (?P<nth>{one_of(ORDINALS)})(?: päivä(?:nä|än))?\b",
        _ordinal_date,
    ),
    rule(
        rf"\b(?P<nth>{one_of(ORDINALS)}) päivä(?:nä|än) (?P<month>{'|'.join(MONTHS)})kuuta\b",
        _ordinal_date,
    ),
    rule(r"\bkuun ?vaihte(?:essa|eseen|en)\b", _turn_of_month),
    rule(rf"\b(?P<month>{'|'.join(MONTHS)})kuu(?:n|ssa|hun|lle|ksi)\b{WHERE}", _month),
    rule(
        r"\bvuoden ?(?:vaihteessa|vaihteeseen|loppuun|lopussa|lopulla|loppupuolella|aikana)\b",
        end_of_year,
    ),
    rule(
        r"\b(?P<d>[0-3]?\d)\.\s?(?P<mo>[01]?\d)\.(?:\s?(?P<year>20\d\d|\d\d(?!\d|[.:])))?",
        _written_date,
    ),
    rule(r"\b(?P<year>20\d\d)-(?P<mo>[01]\d)-(?P<d>[0-3]\d)\b", iso_date),
    rule(
        rf"\b(?P<d>[0-3]?\d)\.?\s?(?:päivä(?:nä|än|ksi)? )?(?P<month>{'|'.join(MONTHS)})kuuta"
        r"(?:\s(?P<year>20\d\d))?",
        _spoken_date,
    ),
    rule(
        rf"\b(?P<month>{'|'.join(MONTHS)})kuun (?P<d>[0-3]?\d)\.?(?:\s?päivä[a-zäö]{{0,4}})?"
        r"(?:\s(?P<year>20\d\d))?",
        _spoken_date,
    ),
    rule(
        r"\b(?:(?P<which>ensi|tämän) )?(?:kuun )?(?P<d>[0-3]?\d)\.\s?päivä(?:nä|än|ksi|ä|stä)?\b",
        _day_of_month,
    ),
    *[rule(rf"\b(?:{stem})(?!kuu)[a-zäö]{{0,9}}", feast(*FEASTS[stem])) for stem in FEASTS],
    # Clock times.
    rule(rf"\b(?:klo|kello|klo:|kl|klo\.)\s?{HOUR}{TAIL}(?![\d%€])", _clock),
    rule(
        rf"\b(?:klo|kello|klo\.)?\s?{HOUR}\s?(?:[-–—]|ja)\s?{HOUR2}(?=\s+(?:väli(?:llä|ssä)))",
        _clock,
    ),
    rule(rf"\b(?:klo|kello|klo\.)\s?{HOUR}\s?[-–—]\s?{HOUR2}(?!\d)", _clock),
    rule(
        rf"(?<=\d\. )(?P<h>[01]?\d|2[0-4])(?:[.:](?P<m>[0-5]\d))?\s?[-–—]\s?{HOUR2}(?![\d.])",
        _clock,
    ),
    rule(r"\b(?P<h>[01]?\d|2[0-3])[.:](?P<m>[0-5]\d)(?![\d.]\d)(?!\d)", _clock),
    rule(rf"\b(?:viimeistään|ennen|noin|n\.|jo) {HOUR}(?![\d.,%€]|\s?(?:[a-zäö]))", _clock),
    rule(rf"\b{HOUR}(?=\s?(?:\.|:)?(?:een|ään|ltä|lta|ksi)\b)[.:]?(?:een|ään|ltä|lta|ksi)", _clock),
    rule(r"\b(?P<h>[01]?\d|2[0-4])(?= mennessä)", _clock),
    rule(
        rf"\b(?:kello\s|klo\s)?(?P<half>puoli\s?)(?P<h>{ABLATIVE}|{ILLATIVE}|{NOMINATIVE}|{GENITIVE}|\d\d?)"
        r"(?:[:.]?(?:ltä|lta|een|ään))?\b",
        _said_clock,
    ),
    rule(
        rf"\b(?P<some>vart\w+|{ANY}|\d\d?)\s(?:minuuttia\s|min\s)?(?P<way>vaille|vailla|yli)\s"
        rf"(?P<h>{ABLATIVE}|{ILLATIVE}|{NOMINATIVE}|{GENITIVE}|\d\d?)\b",
        _said_clock,
    ),
    rule(rf"\b(?:(?P<part>aamu|ilta)(?:-| )?)?(?P<h>{ABLATIVE})\b", _said_clock),
    rule(rf"\b(?:klo |kello )?(?:{GENITIVE}|\d\d?) jälkeen\b", _afternoon),
    rule(rf"\b(?P<h>{ILLATIVE})(?= mennessä)", _said_clock),
    rule(rf"\b(?:viimeistään|ennen) (?:kello )?(?P<h>{ABLATIVE}|{ILLATIVE})\b", _said_clock),
    rule(
        rf"\bennen (?:kello )?(?P<h>{one_of(FINNISH_NUMBERS['partitive'])}|{NOMINATIVE})"
        r"(?!\s(?:päiv|viik|tun|kuuk|minu))\b",
        _said_clock,
    ),
    rule(rf"\b(?:kello|klo) (?P<h>{NOMINATIVE})\b", _said_clock),
    rule(
        rf"\b(?P<h>{GENITIVE})\s(?:aikaan|aikoihin|maissa|tienoilla|korvilla|kieppeillä|pintaan|hujakoilla|tietämillä)\b",
        _said_clock,
    ),
    rule(rf"\b(?P<h>{GENITIVE}) ja (?P<h2>{GENITIVE}) väli(?:llä|ssä)\b", _said_clock),
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
        _day_part,
    ),
    # From now on.
    rule(rf"\b(?:{LAST_COUNT})(?P<unit>minuu\w+|min\b|tun\w+|tim\w+|h\b){WITHIN}", _in_minutes),
    rule(
        rf"\b(?P<n>{NUMBER}|parissa|muutamassa|puolessa|puolessatoista|{one_of(FINNISH_NUMBERS['inessive'])}) (?P<unit>minuutissa|tunnissa)\b",
        _in_minutes,
    ),
    rule(r"\b(?P<unit>tunnissa|tuntiin)\b", _in_minutes),
    rule(rf"\bvartin{WITHIN}|\bvartissa\b", _quarter),
    rule(
        rf"\b(?:{LAST_COUNT})(?P<unit>arkipäi\w+|työpäi\w+|pankkipäi\w+|vuorokau\w+|päiv\w+|pv\b|"
        rf"viik\w+|vko\b|kuukau\w+|kk\b)(?:\s?\(\w+\))?{WITHIN}",
        _in_days,
    ),
    rule(
        rf"\b(?:\d+\s?[-–]\s?)?(?P<n>\d{{1,3}}|parissa|muutamassa|puolessa|puolessatoista|{one_of(FINNISH_NUMBERS['inessive'])}) "
        r"(?P<unit>päivässä|arkipäivässä|työpäivässä|pankkipäivässä|viikossa|vuorokaudessa)\b",
        _in_days,
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
