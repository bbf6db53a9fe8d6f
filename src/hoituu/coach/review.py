"""Reading a draft the way a customer would."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from hoituu.coach import english
from hoituu.coach.draft import Draft, Sentence, read_draft
from hoituu.coach.exemplars import likely
from hoituu.coach.habit import Habit
from hoituu.coach.habits import HABITS, LAST
from hoituu.coach.kinds import kind_of
from hoituu.coach.manners import WHY, manners, other_language
from hoituu.coach.parts import parts_of
from hoituu.coach.patterns import first_found
from hoituu.coach.rules import Finding, Kind, Level, Part, Review, missing_parts
from hoituu.language import language_of

READ = ("fi", "en")
# Below the first the bank does not believe a pattern; above SURE it needs none, and above VERY_SURE
# no excuse in the sentence itself counts. Who says what happens and when has earned the benefit of
# the doubt: there the bank must be very sure. A draft in which nobody does anything, and of which
# nothing else is said, is held against what it is half sure of. Chosen on drafts of others
# (docs/coach.md).
DOUBTED, HALF_SURE, VERY_SURE = 0.1, 0.5, 0.95
SURE = {"fi": 0.85, "en": 0.7}
DOES = frozenset({Part.OWNERSHIP, Part.NEXT_STEP, Part.DONE})
FEWEST_WORDS = 3  # A bare "Sorry." is what it is.
MOST_KIND_WORDS = 12  # "Thank you for the five stars!", "Yes, the ferry takes horses."
KIND = {  # Of these the English bank has read too few; the Finnish one knows them.
    "en": english.patterns("""
        ^ thank|thanks|cheers|ta
        ^ many|big|warm . thanks
        ^ we|i|we're|i'm look|looking . forward
        ^ yes|yep|aye|certainly|absolutely
    """)
}


def review(
    text: str,
    lang: str = "",
    kind: str = "",
    *,
    asked: str = "",
    own: Collection[Habit] = (),
    resting: Collection[str] = (),
    hints: bool = False,
) -> Review:
    """Return what a good colleague would whisper about a draft before it is sent.

    `lang` is "fi" or "en", else it is read from the text, as is `kind` (what it answers). `asked` is
    the customer's message, `own` are a business's own habits (hoituu.coach.own), `resting` the codes
    of what it does not want to hear of, and hints come only when asked for. A draft in a language
    that we cannot coach is only held against the language of what was asked.
    """
    lang = lang or language_of(text)
    other = other_language(text, lang, asked)
    if lang not in READ:
        findings = tuple(_wanted([other] if other else [], resting, hints))
        return Review(lang, Kind(kind or Kind.QUESTION), findings, (), ())
    draft = read_draft(text, lang)
    present = parts_of(draft)
    of_kind = Kind(kind) if kind else kind_of(draft, present)
    found = [
        *([other] if other else []),
        *_habits(draft, (*HABITS, *own), present),
        *manners(draft, asked),
    ]
    return Review(
        lang,
        of_kind,
        tuple(sorted(_wanted(found, resting, hints), key=lambda one: (one.start, one.habit))),
        tuple(part for part in present),
        missing_parts(of_kind, present),
    )


def spots_of(habit: Habit, text: str, lang: str) -> list[str]:
    """Return the words of a text that a habit's own patterns point at."""
    return [found.text for _, found in habit.found_in(read_draft(text, lang))]


def why_of(finding: Finding, lang: str) -> str:
    """Return why a finding matters, in the language of who writes where we have it."""
    whys = {habit.code: habit.why for habit in HABITS} | WHY
    why = whys.get(finding.habit, {})
    return why.get(lang) or why.get("en") or finding.why


def _wanted(found: Iterable[Finding], resting: Collection[str], hints: bool) -> Iterator[Finding]:
    loud = (one for one in found if hints or one.level != Level.HINT)
    return (one for one in loud if one.habit not in resting)


def _commits(present: Collection[Part]) -> bool:
    """Tell whether a draft says what happens, or who does it, and when."""
    return Part.TIME in present and (Part.OWNERSHIP in present or Part.NEXT_STEP in present)


def _habits(draft: Draft, habits: Collection[Habit], present: Collection[Part]) -> list[Finding]:
    """Return which habits are found; a plain no is one only where nothing else is said of it.

    A pattern points at its words; the bank of examples has a say in whether they mean it, and
    names sentences that no pattern knows where it is surer than the least. Of a draft that nothing
    is said of, and in which nobody does anything, it names the one that it is half sure of.
    """
    least = VERY_SURE if _commits(present) else SURE[draft.lang]
    sure = [likely(sentence, draft.lang) for sentence in draft.sentences]
    found = [
        one
        for habit in habits
        if habit not in LAST
        for one in [*_by_pattern(habit, draft, sure), *_by_bank(habit, draft, sure, least)]
    ]
    for habit in LAST:
        found += [
            one
            for one in [*_by_pattern(habit, draft, sure), *_by_bank(habit, draft, sure, least)]
            if not any(_same_sentence(draft, one, other) for other in found)
        ]
    return found or ([] if DOES.intersection(present) else _half_sure(habits, draft, sure))


def _half_sure(
    habits: Collection[Habit], draft: Draft, sure: Sequence[Mapping[str, float]]
) -> list[Finding]:
    """Return the one sentence and habit that the bank takes for the likeliest, if it is half sure."""
    likeliest = [
        (likely.get(habit.code, 0), number, habit)
        for number, likely in enumerate(sure)
        if _may_name(draft, draft.sentences[number])
        for habit in habits
        if not habit.is_fine(draft, number)
    ]
    likely, number, habit = max(likeliest, key=lambda one: one[0], default=(0, 0, None))
    if habit is None or likely <= HALF_SURE:
        return []
    return [habit.finding(draft, draft.sentences[number], *draft.sentences[number].span)]


def _by_pattern(habit: Habit, draft: Draft, sure: Sequence[Mapping[str, float]]) -> list[Finding]:
    return [
        one for number, one in habit.found_in(draft) if sure[number].get(habit.code, 1) > DOUBTED
    ]


def _by_bank(
    habit: Habit, draft: Draft, sure: Sequence[Mapping[str, float]], least: float
) -> list[Finding]:
    """Return whole sentences that read like the examples, and that no pattern points into."""
    pointed = {number for number, _ in habit.found_in(draft)}
    return [
        habit.finding(draft, sentence, *sentence.span)
        for number, sentence in enumerate(draft.sentences)
        if number not in pointed
        and _may_name(draft, sentence)
        and _is_sure(sure[number].get(habit.code, 0), habit, draft, number, least)
    ]


def _may_name(draft: Draft, sentence: Sentence) -> bool:
    """Tell whether the bank may name a sentence by itself, without a pattern."""
    return (
        len(sentence.words) >= FEWEST_WORDS
        and not _is_kind(sentence, draft.lang)
        and not draft.is_quoting(sentence)
    )


def _is_kind(sentence: Sentence, lang: str) -> bool:
    """Tell whether a short sentence only thanks, or says yes."""
    return len(sentence.words) <= MOST_KIND_WORDS and bool(
        first_found(KIND.get(lang, ()), sentence)
    )


def _is_sure(likely: float, habit: Habit, draft: Draft, number: int, least: float) -> bool:
    if likely > VERY_SURE:
        return not habit.is_made_good(draft, number)
    return likely > least and not habit.is_fine(draft, number)


def _same_sentence(draft: Draft, one: Finding, other: Finding) -> bool:
    return any(
        sentence.start <= one.start < sentence.start + len(sentence.text)
        and sentence.start <= other.start < sentence.start + len(sentence.text)
        for sentence in draft.sentences
    )
