"""Who commits to what in an English sentence: by subject and future, not by a list of phrases."""

import re
from collections.abc import Iterator, Sequence

from hoituu.language.commitment.english_words import (
    ACTIONS,
    ADVERB,
    AND_ANY,
    AND_TELL,
    AND_VERB,
    ARRIVES,
    ARRIVES_NOW,
    BE,
    BE_DONE,
    BY_THEMSELVES,
    CONDITION,
    FUTURE,
    GENERAL,
    GIVEN,
    HAVE_NOT,
    NEGATION,
    NOT_DONE,
    NOT_NAMES,
    NOT_OURS,
    NOT_VERBS,
    SEE_OR_LOOK,
    SOMEBODY_SAID,
    STATES,
    THERE,
    THINGS,
    TOLD,
    VERB,
    WHETHER,
    WHO_COMES,
    WILL,
    compiled,
)
from hoituu.language.commitment.english_words import NOBODY as SOMEBODY
from hoituu.language.commitment.found import ME, NOBODY, WE, Action, Commitment

FROM = r"(?:,? (?:from|in|at|of|on|here) [\w ]{1,30}?)?,?"
I_OR_WE = compiled(rf"\b(?P<who>i|we){FUTURE}{VERB}")
# Written in a hurry: "ill call you".
ILL = compiled(
    rf"(?:^|[,.;!:-]|\band)\s*\b(?P<who>ill|well)\s+{ADVERB}(?P<verb>(?!(?:as|and|done|in|then|with|is)\b)[a-z]+)"
)
ELLIPSIS = compiled(
    r"^\W*(?:(?:ok|okay|sure|right|thanks|great|yes|no problem|of course)[,.! -]+)*"
    rf"(?:will|gonna)\s+{ADVERB}{VERB}"
)
AND_WILL = compiled(
    rf"\b(?P<who>i|we)\b(?:['’]\w+)? [^.;!?]{{3,120}}?\b(?:and|but|then),? (?:then )?"
    rf"(?:will|shall|['’]ll)\s+{ADVERB}{VERB}"
)
PROMISE = compiled(
    r"\b(?P<who>i|we)(?: do|['’]ll| will| hereby| can)? "
    rf"(?:promise|guarantee|commit|undertake|pledge|vow)(?: you)?(?: to)?\s+{ADVERB}{VERB}"
)
DOING = compiled(
    rf"\b(?P<who>i|we)(?:\s?['’](?:m|re)|\s+(?:am|are))\s+{ADVERB}(?P<verb>[a-z]+ing)\b"
)
DOING_AT_ONCE = compiled(r"^\W*(?P<verb>back to you|[a-z]+ing)\b(?! (?:is|are|was|takes|from)\b)")
LET_ME = compiled(
    rf"\b(?P<who>let me|(?:allow|permit) me to|my (?:intention|plan)(?: is)? to|i (?:intend|mean|plan) to|let us|let's)\s+{ADVERB}{VERB}"
)
NOBODY_WILL = compiled(
    rf"\b{SOMEBODY}(?: (?:from|in|of|at|here|on) [\w ]{{1,30}}?| else)?{FUTURE}{VERB}"
)
YOU_ARE_TOLD = compiled(
    rf"\byou(?:\s?['’]ll|\s+will|\s+shall|\s?['’]re going to) (?:then |soon |also )?be (?P<verb>{TOLD})\b"
)
OURS = re.compile(
    rf"\b(?:(?:[Oo]ur|[Mm]y)\s+(?:[\w'’-]+\s+){{0,4}}?[a-z]+|[Tt]he\s+(?:[\w'’-]+\s+){{0,2}}?{WHO_COMES})"
    rf"(?:\s+(?P<name>[A-Z][\wäöåÄÖÅ-]+))?{FROM}(?:{FUTURE}{VERB}|\s+(?:is|are)\s+(?P<verb2>[a-z]+ing))"
)
NAMED = re.compile(
    r"(?<![\w'’])(?P<name>[A-Z][a-zäöå]+(?:-[A-Z][a-zäöå]+)?)(?:\s[A-Z][\wäöå-]+)?"
    rf"{FROM}(?:{FUTURE}{VERB}|\s+is\s+(?P<verb2>[a-z]+ing))"
)
THING = compiled(
    rf"\b(?:your|the|our|a|my|this|that|an|all)?\s?(?:[\w'’-]+\s+){{0,3}}?\b{THINGS}"
    r"(?: (?:of|for|to|from|in|on) [\w€.,' ]{1,30}?)?"
    rf"(?:{FUTURE}(?P<verb>{ARRIVES})|\s+(?P<verb2>{ARRIVES_NOW}))\b"
)
ANSWER_COMES = compiled(
    r"\b(?:an?|the|our|my|your) (?:answer|reply|response|email|call|message|update|decision|refund|quote)"
    rf"(?:{WILL} (?P<verb>follow|come|be|reach|arrive)|\s+(?P<verb2>follows|comes|is coming))\b"
)
YOU_GET = compiled(
    r"\byou(?:\s?['’]ll|\s+will|\s+shall|\s+can|\s?['’]re going to|ll)?\s+"
    r"(?:also |then |soon |certainly |definitely |be )?"
    r"(?P<verb>have|get|receive|hear(?:ing)?|see|find|getting|receiving|expect|count on|"
    r"look forward to|rely on)\b(?P<rest>[^.;!?]*)"
)
EXPECT = compiled(r"(?:^|[,;:]|\band)\s*(?P<verb>expect|count on|look out for)\b(?P<rest>[^.;!?]*)")
# Whoever or whatever it is, it will be so by then, and we say so.
ANYTHING = compiled(
    r"(?:^|[,.;:!–-]|\b(?:and|but|so|that|because)\b)\s*(?P<subject>(?:[\w'’-]+\s+){0,7}?[\w'’-]+?)"
    rf"(?:{WILL}|\s+(?:is|are) to|['’]s gonna|\s+gonna)\s+{ADVERB}(?P<verb>[a-z]+)"
)
IS_THERE = compiled(
    r"(?:^|[,.;:!–-]|\b(?:and|but|so|that)\b)\s*(?P<subject>(?:[\w'’-]+\s+){0,5}?[\w'’-]+?)"
    rf"(?:['’]s|\s+(?:is|are)|\s+(?:gets?|goes))\s+(?P<verb>{THERE})\b"
)
LEAVES = compiled(
    r"(?:^|[,.;:!–-]|\b(?:and|but|so|that)\b)\s*(?P<subject>(?:[\w'’-]+\s+){0,5}?[\w'’-]+?)\s+"
    rf"(?P<verb>{ARRIVES_NOW})\b"
)
UNDERTAKES = compiled(rf"\b(?:undertakes?|commits?|promises|guarantees) to\s+{ADVERB}{VERB}")
OUTSIDE = compiled(rf"\b{NOT_OURS}\b")
SOMETHING = compiled(rf"\b{GIVEN}\b")
FROM_OTHERS = compiled(r"\bfrom (?:your|the|their|his|her)\b")
FROM_ME = compiled(r"\b(?:from|by) me\b|\bmy\b")


def commitments(sentence: str) -> list[Commitment]:
    """Return who commits to what in one sentence, in its order."""
    if sentence.rstrip().endswith("?"):
        return []
    found: dict[int, Commitment] = {}
    for one in _found(sentence):
        if not _is_said_of_others(sentence, one.at):
            found.setdefault(one.at, one)
    kept = [one for _, one in sorted(found.items()) if not _depends(sentence, one.at)]
    return [*kept, *_and_more(sentence, kept)]


def _is_said_of_others(sentence: str, at: int) -> bool:
    """Tell whether what stands here is what somebody else said, or what we will not say."""
    said = SOMEBODY_SAID.search(sentence)
    if said is None or at < said.start():
        return False
    thanks = said[0].lower().startswith("thank")
    return not (thanks and "," in sentence[said.end() : at])


def _found(sentence: str) -> Iterator[Commitment]:
    for match in (*NOBODY_WILL.finditer(sentence), *YOU_ARE_TOLD.finditer(sentence)):
        yield _commitment(sentence, match, NOBODY)
    for pattern in (I_OR_WE, ILL, AND_WILL, PROMISE, ELLIPSIS):
        for match in pattern.finditer(sentence):
            if _commits(sentence, match):
                who = (match.groupdict().get("who") or "i").lower()
                yield _commitment(sentence, match, ME if who.startswith("i") else WE)
    yield from _at_it(sentence)
    if not GENERAL.search(sentence):
        yield from _others_of_ours(sentence)
        yield from _things(sentence)
        yield from _you_get(sentence)


def _at_it(sentence: str) -> Iterator[Commitment]:
    """Yield what somebody lets themselves do, or is doing at a time to come."""
    for match in LET_ME.finditer(sentence):
        owner = WE if "us" in match["who"].lower() or "let's" in match["who"].lower() else ME
        told = AND_TELL.search(sentence, match.end())
        if told:
            yield Commitment(told.start() + 4, owner, Action.REPLY)
        elif match["verb"].lower() not in {"know", "have", "see"}:
            yield _commitment(sentence, match, owner, needs_time=True)
    for match in (*DOING.finditer(sentence), *DOING_AT_ONCE.finditer(sentence)):
        known = match["verb"].lower() not in STATES and not NEGATION.search(match[0])
        if known:
            owner = WE if (match.groupdict().get("who") or "").lower() == "we" else ME
            yield _commitment(sentence, match, owner, needs_time=True)


def _others_of_ours(sentence: str) -> Iterator[Commitment]:
    for match in NAMED.finditer(sentence):
        if match["name"].lower() not in NOT_NAMES and _commits(sentence, match):
            owner = f"named:{match['name']}"
            yield _commitment(sentence, match, owner, needs_time=bool(match["verb2"]))
    for match in OURS.finditer(sentence):
        if _commits(sentence, match):
            owner = f"named:{match['name']}" if match["name"] else WE
            yield _commitment(sentence, match, owner, needs_time=bool(match["verb2"]))


def _things(sentence: str) -> Iterator[Commitment]:
    """Yield what comes, or is done, by a time."""
    for match in THING.finditer(sentence):
        if not NEGATION.search(match[0]):
            action = action_of(match[0] + sentence[match.end() :], person=False)
            yield Commitment(_verb(match)[1], WE, action, needs_time=True)
    for match in ANYTHING.finditer(sentence):
        if not OUTSIDE.search(match["subject"]) and _comes_about(sentence, match):
            yield _commitment(sentence, match, WE, needs_time=True)
    for match in (*IS_THERE.finditer(sentence), *LEAVES.finditer(sentence)):
        if not OUTSIDE.search(match["subject"]) and not NEGATION.search(match[0]):
            action = action_of(match[0] + sentence[match.end() :], person=False)
            yield Commitment(match.start("verb"), WE, action, needs_time=True)
    for match in ANSWER_COMES.finditer(sentence):
        yield _commitment(sentence, match, WE, needs_time=True)


def _you_get(sentence: str) -> Iterator[Commitment]:
    for match in UNDERTAKES.finditer(sentence):
        yield _commitment(sentence, match, WE, needs_time=True)
    for match in (*YOU_GET.finditer(sentence), *EXPECT.finditer(sentence)):
        rest = match["rest"]
        given = SOMETHING.search(rest) or match["verb"].lower().startswith("hear")
        if given and not FROM_OTHERS.search(rest) and not NEGATION.search(match[0]):
            yield _commitment(sentence, match, ME if FROM_ME.search(rest) else WE, needs_time=True)


def _verb(match: re.Match[str]) -> tuple[str, int]:
    name = "verb" if match["verb"] else "verb2"
    return match[name].lower(), match.start(name)


def _commits(sentence: str, match: re.Match[str]) -> bool:
    """Tell whether a verb is something one does: not a state, not a shop's own ways."""
    verb, at = _verb(match)
    if NEGATION.search(match[0]):
        return False
    if verb == "be":
        return BE.match(sentence, at) is not None
    if verb == "have":
        return HAVE_NOT.match(sentence, at) is None
    if verb in {"see", "look"}:
        return SEE_OR_LOOK.match(sentence, at) is not None
    return verb not in STATES and not (match.re is OURS and verb in BY_THEMSELVES)


def _comes_about(sentence: str, match: re.Match[str]) -> bool:
    verb, at = _verb(match)
    if NEGATION.search(match[0]):
        return False
    if verb == "be":
        done = BE_DONE.match(sentence, at) and not NOT_DONE.match(sentence, at)
        return bool(done or BE.match(sentence, at))
    return verb not in STATES | BY_THEMSELVES


def _commitment(
    sentence: str, match: re.Match[str], owner: str, *, needs_time: bool = False
) -> Commitment:
    _, at = _verb(match)
    return Commitment(at, owner, action_of(sentence[at:]), needs_time)


def action_of(phrase: str, *, person: bool = True) -> Action:
    """Return what is done by what a phrase begins with, else by what it mentions.

    Things arrive and people visit: `person` tells which it is.
    """
    had = phrase.lower().startswith("have ")
    phrase = re.split(r"[;.]\s|\b(?:and|but|so that|because|while) (?!running)", phrase)[0]
    order = ACTIONS if person else sorted(ACTIONS, key=lambda pair: pair[0] == Action.VISIT)
    for action, pattern in order:
        if pattern.match(phrase):
            return action
    for action, pattern in order:
        if re.search(rf"\b{pattern.pattern}", phrase, re.IGNORECASE):
            return action
    return Action.FIX if had else Action.OTHER


def _depends(sentence: str, at: int) -> bool:
    """Tell whether a condition stands over this commitment."""
    for found in CONDITION.finditer(sentence):
        word = found[0].lower()
        if word == "if" and WHETHER.search(sentence[: found.start()]):
            continue
        # "If you have questions, write to us; I'll call you at noon" are two things.
        if found.start() < at and ";" not in sentence[found.end() : at]:
            return True
        if found.start() > at and word in {"if", "unless", "provided", "as long as"}:
            return True
    return False


def _and_more(sentence: str, kept: Sequence[Commitment]) -> list[Commitment]:
    """Return what the same people do besides: "I'll chase the courier and text you"."""
    more: dict[int, Commitment] = {}
    for match in (*AND_VERB.finditer(sentence), *AND_ANY.finditer(sentence)):
        at = match.start("verb")
        before = [one for one in kept if one.at < match.start()]
        between = before and any(before[-1].at < one.at <= at for one in kept)
        if not before or between or match["verb"].lower() in NOT_VERBS:
            continue
        last = before[-1]
        if last.owner != NOBODY:
            one = Commitment(at, last.owner, action_of(sentence[at:]), last.needs_time)
            more.setdefault(at, one)
    return list(more.values())
