"""What a habit looks like: words in an order, by their base forms, with a few others between.

A pattern is written as words: "olla .. loma|vapaa" is any form of *olla* and, up to eight words
later, of *loma* or *vapaa*. An element is one or more of these, divided by `|`:

    loma        a base form, or the word itself         =lomalla    exactly this word
    lom*        one that begins so                      *tiimi      one that ends so
    @people     a class of words (`classes` below)      :ei :minä :te :kukin …  a form
    a&b         both of these of one word               !a          anything but this

Elements follow each other with at most two words between, `..` allows eight and `.` none. `^` is
where the sentence begins, `$` where it ends.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hoituu.coach.draft import Sentence, Word

Test = Callable[[Word], bool]
GAP, WIDE_GAP = 2, 8


class BadPattern(Exception):
    """A line is no pattern: it says which line, what stands there, and what is wrong with it."""

    def __init__(self, why: str, *, line: str = "") -> None:
        super().__init__(why)
        self.line = line


@dataclass(frozen=True, slots=True)
class Element:
    test: Test
    gap: int  # at most so many words before it
    lemmas: frozenset[str] | None  # one of these must be in the sentence; None: cannot be told


@dataclass(frozen=True, slots=True)
class Pattern:
    """Elements in an order; found as the words from the first to the last."""

    source: str
    elements: tuple[Element, ...]
    at_start: bool = False
    at_end: bool = False

    def find(self, sentence: Sentence) -> tuple[int, int] | None:
        """Return where in the draft the first match begins and ends."""
        lemmas = sentence.lemmas
        if any(e.lemmas is not None and e.lemmas.isdisjoint(lemmas) for e in self.elements):
            return None
        words, hopeless = sentence.words, set[tuple[int, int]]()
        firsts = range(1 if self.at_start else len(words))
        for first in firsts:
            if first < len(words) and self.elements[0].test(words[first]):
                last = self._rest(words, first, 1, hopeless)
                if last is not None:
                    return words[first].start, words[last].end
        return None

    def _rest(
        self, words: Sequence[Word], at: int, number: int, hopeless: set[tuple[int, int]]
    ) -> int | None:
        """Return the last word of a match whose elements so far end at a word.

        From where it was tried in vain it is not tried again: that takes long with many elements.
        """
        if number == len(self.elements):
            return at if not self.at_end or at == len(words) - 1 else None
        if (at, number) in hopeless:
            return None
        element = self.elements[number]
        for next_at in range(at + 1, min(at + 2 + element.gap, len(words))):
            if element.test(words[next_at]):
                last = self._rest(words, next_at, number + 1, hopeless)
                if last is not None:
                    return last
        hopeless.add((at, number))
        return None


def compiled(
    lines: str, *, classes: Mapping[str, frozenset[str]], forms: Mapping[str, Test]
) -> tuple[Pattern, ...]:
    """Return the patterns of these lines, one a line; what follows `#` is a remark.

    Raises BadPattern, which names the line.
    """
    return each_line(lines, lambda line: pattern_of(line, classes=classes, forms=forms))


def each_line(lines: str, make: Callable[[str], Pattern]) -> tuple[Pattern, ...]:
    """Return what is made of each line that says something; a BadPattern names its line."""
    patterns = []
    for number, raw in enumerate(lines.strip("\n").splitlines(), 1):
        if line := raw.partition("#")[0].strip():
            try:
                patterns.append(make(line))
            except BadPattern as why:
                said = f"line {number}, “{line}”: {why}"
                raise BadPattern(said, line=line) from None
    return tuple(patterns)


def first_found(patterns: Sequence[Pattern], sentence: Sentence) -> tuple[int, int] | None:
    """Return where the first of these patterns that is in a sentence stands."""
    return next(filter(None, (pattern.find(sentence) for pattern in patterns)), None)


def pattern_of(
    line: str, *, classes: Mapping[str, frozenset[str]], forms: Mapping[str, Test]
) -> Pattern:
    """Return the pattern of one line. Raises BadPattern."""
    pieces, gap, elements = line.split(), GAP, []
    at_start, at_end = pieces[0] == "^", pieces[-1] == "$"
    for piece in pieces[at_start : len(pieces) - at_end]:
        if piece in {"..", "."}:
            gap = WIDE_GAP if piece == ".." else 0
            continue
        elements.append(_element(piece, gap, classes, forms))
        gap = GAP
    if not elements:
        raise BadPattern("there is no word in it")
    return Pattern(line, tuple(elements), at_start=at_start, at_end=at_end)


def _element(
    piece: str, gap: int, classes: Mapping[str, frozenset[str]], forms: Mapping[str, Test]
) -> Element:
    tests, lemmas, plain = [], set[str](), True
    for alternative in piece.split("|"):
        parts = [_atom(atom, classes, forms) for atom in alternative.split("&")]
        tests.append(_all([test for test, _ in parts]))
        told = next((words for _, words in parts if words is not None), None)
        plain = plain and told is not None
        lemmas |= told or set()
    return Element(_any(tests), gap, frozenset(lemmas) if plain else None)


def _atom(
    atom: str, classes: Mapping[str, frozenset[str]], forms: Mapping[str, Test]
) -> tuple[Test, frozenset[str] | None]:
    """Return a test of a word, and the base forms one of which it must have, None for any."""
    if not atom.strip("!:=@*") or atom.startswith("!!"):
        raise BadPattern("a word is missing beside a |, & or mark")
    kind, rest = atom[0], atom[1:]
    if kind == "!":
        test, _ = _atom(rest, classes, forms)
        return (lambda word: not test(word)), None
    if kind == ":":
        if rest not in forms:
            raise BadPattern(f"there is no form :{rest}")
        return forms[rest], None
    if kind == "=":
        return (lambda word: word.text == rest), None
    if kind == "@":
        if rest not in classes:
            raise BadPattern(f"there is no class @{rest}")
        return of_class(classes[rest])
    if kind == "*":
        return (lambda word: any(one.endswith(rest) for one in word.lemmas)), None
    if atom.endswith("*"):
        begins = atom[:-1]
        return (lambda word: any(one.startswith(begins) for one in word.lemmas)), None
    return (lambda word: atom in word.lemmas), frozenset([atom])


def of_class(words: frozenset[str]) -> tuple[Test, frozenset[str] | None]:
    """Return a test of a class: whole words, beginnings ("lom*") and ends ("*tiimi")."""
    whole = frozenset(word for word in words if "*" not in word)
    begins = tuple(word[:-1] for word in words if word.endswith("*"))
    ends = tuple(word[1:] for word in words if word.startswith("*"))

    def test(word: Word) -> bool:
        return not whole.isdisjoint(word.lemmas) or any(
            (begins and one.startswith(begins)) or (ends and one.endswith(ends))
            for one in word.lemmas
        )

    return test, whole if not begins and not ends else None


def _all(tests: Sequence[Test]) -> Test:
    return tests[0] if len(tests) == 1 else lambda word: all(test(word) for test in tests)


def _any(tests: Sequence[Test]) -> Test:
    return tests[0] if len(tests) == 1 else lambda word: any(test(word) for test in tests)
