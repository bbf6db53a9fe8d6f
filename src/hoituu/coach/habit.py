"""What a habit is: how it shows, when it is none after all, why it hurts and what to say instead."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hoituu.coach.draft import Draft, Sentence
from hoituu.coach.parts import has_way_on, times_in
from hoituu.coach.patterns import Pattern, first_found
from hoituu.coach.rules import Finding, Level


@dataclass(frozen=True)
class Habit:
    """Something a customer should never hear. Every mapping is by language.

    `shows` are patterns in a sentence; `unless` patterns in the same one, and in so many after it
    (`looks_on`), say that it is fine. `fires` and `near` are its own examples: sentences that show
    it, and some that nearly do.
    """

    code: str
    level: Level
    seed: str
    why: Mapping[str, str]
    instead: Mapping[str, str]
    fires: Mapping[str, Sequence[str]]
    near: Mapping[str, Sequence[str]]
    shows: Mapping[str, Sequence[Pattern]] = field(default_factory=dict)
    unless: Mapping[str, Sequence[Pattern]] = field(default_factory=dict)
    looks_on: int = 0
    a_time_is_fine: bool = False  # a sentence that says by when does not show it
    a_way_on_is_fine: bool = False  # nor does a draft in which somebody does something
    of_words: bool = False  # what to say instead stands for the words found, not for their sentence

    def found_in(self, draft: Draft) -> Iterator[tuple[int, Finding]]:
        """Yield where patterns find this habit: a sentence's number, once each, and the finding."""
        for number, sentence in enumerate(draft.sentences):
            span = first_found(self.shows.get(draft.lang, ()), sentence)
            if span and not self.is_fine(draft, number):
                yield number, self.finding(draft, sentence, *span)

    def is_fine(self, draft: Draft, number: int) -> bool:
        sentence = draft.sentences[number]
        if self.a_time_is_fine and times_in(sentence, draft.lang):
            return True
        if self.a_way_on_is_fine and has_way_on(draft):
            return True
        unless = self.unless.get(draft.lang, ())
        return bool(first_found(unless, sentence)) or self.is_made_good(draft, number)

    def is_made_good(self, draft: Draft, number: int) -> bool:
        """Tell whether what follows a sentence says that it is fine ("Pekka is away. I have it.")."""
        unless = self.unless.get(draft.lang, ())
        after = draft.sentences[number + 1 : number + 1 + self.looks_on]
        return any(first_found(unless, sentence) for sentence in after)

    def finding(self, draft: Draft, sentence: Sentence, start: int, end: int) -> Finding:
        begins, ends = (start, end) if self.of_words else sentence.span
        return Finding(
            self.code,
            self.level,
            start,
            end,
            draft.written[start:end],
            self.why[draft.lang],
            self.instead[draft.lang],
            draft.written[begins:ends],
            begins,
        )
