"""Which of our three languages a message is written in: by small words, endings and letters."""

import re
from functools import lru_cache

LANGUAGES = ("fi", "sv", "en")

# Words so common that a sentence hardly does without them, chosen not to mean anything frequent
# in the other two ("on" is Finnish for "is", but English too, so it counts for neither).
WORDS = {
    "fi": """ja ei se että en hän oli mutta kun niin minun sinun minä olen ole olisi nyt vielä
        myös jos tai kuin mitä missä joka tämä tämän sen te teidän meidän minulle teille hei moi
        terve kiitos huomenta päivää terveisin ystävällisin olisiko voisiko saisiko onko eikä
        vaan kanssa jo jälkeen ennen sitten aika tilaus lasku maksu kun koska milloin miten
        miksi kuka voiko voinko saanko haluan haluaisin pitäisi täytyy tänään huomenna eilen
        mukava hyvä hyvää kaikki mikä ovat olemme ollut tuli sain saanut ajan varaus soittakaa
        toimi toimii laskun kynsi rikki saa meni pyydän anteeksi asia asian lähetin tervetuloa""",
    "sv": """och att det är inte jag du vi har hade som en ett på av för med den till kan ska
        skulle hej tack min mitt mina din ditt er era var från när hur varför vad vem men eller
        också bara redan efter innan sedan mycket vänliga hälsningar med vänlig hälsning god
        morgon goddag snälla gärna faktura betalning beställning tid idag imorgon igår får fick
        fått vill måste kunde finns ni oss mig dig honom henne deras våra sitt där här nu""",
    "en": """the and is are was were not i you we they he she it have has had that this of for
        with to in from my your our their would could should can will please thanks thank hello
        dear regards best hi when how why what who but or also just already after before then
        very today tomorrow yesterday get got want need been be do does did don't can't i'm
        there here now about any some no yes order invoice payment as at by if so""",
}
LEXICON = {lang: frozenset(words.split()) for lang, words in WORDS.items()}
ENDINGS = {
    "fi": re.compile(
        r"(ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|nsa|nsä|tteko|mme|tte|vat|vät|ksi|tta|ttä|een|"
        r"iin|aan|ään|oon|uun|yyn|nen|sti|inen|isen|ista|kin|kaan|kään|ni|si|ko|kö|[aeiouyäö]{2}n)$"
    ),
    "sv": re.compile(r"(ningen|ning|het|lig|ligt|liga|arna|orna|erna|ade|ande|skt|isk|tion|else)$"),
    "en": re.compile(r"(ing|ed|ly|tion|ness|ment|ous|ful|able|ies|'s|n't|'ve|'ll|ght|ck)$"),
}
LETTERS = {
    "fi": re.compile(r"[äö]{2}|yö|öy|äy|yy|uu|ii|kk|hd|ää|uo|ie[^s]|lj"),
    "sv": re.compile(r"å|sk|ck|ör|är|ga\b|tt\b|ll\b"),
    "en": re.compile(r"th|wh|sh|w|ough|c[aeiou]|y\b"),
}
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
READ_AT_MOST = 4000


def language_of(text: str, *, prior: str = "") -> str:
    """Return "fi", "sv" or "en" for a text; `prior` decides what the words leave open.

    Without words and without a prior the answer is "fi", the house's first language.
    """
    scores = _scores(text[:READ_AT_MOST].lower())
    best = max(LANGUAGES, key=lambda lang: (scores[lang], lang == prior, -LANGUAGES.index(lang)))
    if prior in scores and scores[best] - scores[prior] < 2:
        return prior
    return best


def _scores(text: str) -> dict[str, float]:
    totals = [0.0] * len(LANGUAGES)
    for word in WORD.findall(text):
        totals = [total + weight for total, weight in zip(totals, _weights(word), strict=True)]
    return dict(zip(LANGUAGES, totals, strict=True))


@lru_cache(maxsize=20_000)
def _weights(word: str) -> tuple[float, ...]:
    return tuple(_weight(word, lang) for lang in LANGUAGES)


def _weight(word: str, lang: str) -> float:
    known = 3.0 if word in LEXICON[lang] else 0.0
    ending = 1.0 if len(word) > 4 and ENDINGS[lang].search(word) else 0.0
    return known + ending + 0.5 * len(LETTERS[lang].findall(word))
