"""Number words in the forms they are said in, up to ninety-nine. Pure."""

from collections.abc import Iterable, Iterator
from itertools import chain

# Nominative, the stem of most cases, the partitive, the illative.
FINNISH = {
    1: ("yksi", "yhde", "yhtä", "yhteen"),
    2: ("kaksi", "kahde", "kahta", "kahteen"),
    3: ("kolme", "kolme", "kolmea", "kolmeen"),
    4: ("neljä", "neljä", "neljää", "neljään"),
    5: ("viisi", "viide", "viittä", "viiteen"),
    6: ("kuusi", "kuude", "kuutta", "kuuteen"),
    7: ("seitsemän", "seitsemä", "seitsemää", "seitsemään"),
    8: ("kahdeksan", "kahdeksa", "kahdeksaa", "kahdeksaan"),
    9: ("yhdeksän", "yhdeksä", "yhdeksää", "yhdeksään"),
    10: ("kymmenen", "kymmene", "kymmentä", "kymmeneen"),
}
SPOKEN = {
    "nominative": {"yks": 1, "kaks": 2, "viis": 5, "kuus": 6, "seittemän": 7, "kaheksan": 8,
                   "yheksän": 9, "kymppi": 10},
    "genitive": {"kahen": 2, "seittemän": 7, "kaheksan": 8, "yheksän": 9, "kympin": 10},
    "ablative": {"yheltä": 1, "kahelta": 2, "seittemältä": 7, "kaheksalta": 8, "yheksältä": 9,
                 "seiskalta": 7, "kasilta": 8, "ysiltä": 9, "kympiltä": 10},
    "illative": {"kaheksaan": 8, "yheksään": 9, "seittemään": 7, "kymppiin": 10, "ysiin": 9},
    "partitive": {},
    "inessive": {},
}  # fmt: skip
CASES = tuple(SPOKEN)


FRONT = {1, 4, 5, 7, 9, 10}  # Their endings have ä, the others' a.


def _forms(number: int) -> dict[str, str]:
    nominative, stem, partitive, illative = FINNISH[number]
    a = "ä" if number in FRONT else "a"
    return {
        "nominative": nominative,
        "genitive": f"{stem}n",
        "ablative": f"{stem}lt{a}",
        "illative": illative,
        "partitive": partitive,
        "inessive": f"{stem}ss{a}",
    }


def _finnish(case: str) -> Iterator[tuple[str, int]]:
    ten = _forms(10)[case]
    for number in FINNISH:
        form = _forms(number)[case]
        yield form, number
        if number < 10:
            yield f"{form}toista", 10 + number
        if 1 < number < 10:
            tens = f"{form}kymmentä" if case == "nominative" else f"{form}{ten}"
            yield tens, number * 10
            for unit in range(1, 10):
                yield f"{tens}{_forms(unit)[case]}", number * 10 + unit
    yield from SPOKEN[case].items()


FINNISH_NUMBERS = {case: dict(_finnish(case)) for case in CASES}
ANY_FINNISH_NUMBER = dict(chain.from_iterable(FINNISH_NUMBERS[c].items() for c in CASES))

_ENGLISH = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 90: "ninety"}
ENGLISH_NUMBERS = {
    **{word: number for number, word in enumerate(_ENGLISH, start=1)},
    **{word: number for number, word in _TENS.items()},
    **{
        f"{word}-{unit}": number + at
        for number, word in _TENS.items()
        for at, unit in enumerate(_ENGLISH[:9], start=1)
    },
}


def one_of(words: Iterable[str]) -> str:
    """Return a regular expression that matches any of these words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
