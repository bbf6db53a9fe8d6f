"""Who commits to what in a Finnish sentence: by person, tense and mood.

"Soitan huomenna" is a first person in the present, not negated and not a state: that commits,
whatever the verb. The passive, other people's doings and things that arrive need a time to.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hoituu.language.clauses import Clause, Token, clauses
from hoituu.language.commitment.finnish_words import (
    ACTIONS,
    AT_YOUR_PLACE,
    BACK_AT_WORK,
    BY_THEMSELVES,
    CALL_BEGINS,
    COMES,
    CONDITION,
    FROM_ME,
    FROM_US,
    GENERAL,
    GIVES_WORD,
    GOES,
    GOODS,
    HERE_AND_NOW,
    IN_ORDER,
    IN_TOUCH,
    LEADS,
    MESSAGES,
    MONEY,
    MY_PURPOSE,
    NO_PROMISE,
    NO_WORRY,
    OUR_PEOPLE,
    OUR_PURPOSE,
    OUTSIDERS,
    PAST,
    PEOPLE_END_IN,
    PHONE,
    READY,
    SHUT,
    SOMEBODY,
    SOMEBODY_SAID,
    STATES,
    THINGS,
    THINGS_END_IN,
    TO_POST,
    WANTS,
    WHETHER,
    WITH_YOU,
)
from hoituu.language.commitment.found import ME, NOBODY, WE, Action, Commitment
from hoituu.language.morphology import Reading

THAT = re.compile(r",? että\b", re.IGNORECASE)
LOOKS_INTO = frozenset(["selvittää", "tutkia", "tarkistaa", "katsoa", "varmistaa", "selvitellä"])
GETS_DONE = frozenset([
    "korjaantua", "hoitua", "ratketa", "järjestyä", "valmistua", "toimia", "selvitä",
    "aktivoitua", "kytkeytyä",
])  # fmt: skip
INFINITIVES = {"A-infinitive", "MA-infinitive"}


def commitments(sentence: str) -> list[Commitment]:
    """Return who commits to what in one sentence, in its order."""
    refused = (SOMEBODY_SAID, WANTS, NO_PROMISE, GENERAL)
    if sentence.rstrip().endswith("?") or any(words.search(sentence) for words in refused):
        return []
    sentence = NO_WORRY.sub(lambda match: " " * len(match[0]), sentence)
    if _depends(sentence):
        return []
    found: dict[int, Commitment] = {}
    for clause in reversed(clauses(sentence)):
        for one in _of_clause(clause):
            # Its time may stand in what hangs on it: "soitan, kun osa tulee, viimeistään kahdelta".
            until = next((o.part[0] for _, o in sorted(found.items()) if o.part), len(sentence))
            end = clause.end if one.needs_time else until
            found.setdefault(one.at, replace(one, part=(clause.start, end)))
    word = GIVES_WORD.search(sentence)
    giver = None if word is None else ME if word[0].endswith("n") else WE
    return [
        replace(one, owner=giver) if giver and one.owner == WE else one
        for _, one in sorted(found.items())
    ]


def _depends(sentence: str) -> bool:
    """Tell whether a condition stands in a sentence; "katson, jos …" asks whether."""
    return any(
        not WHETHER.search(sentence[: found.start()]) for found in CONDITION.finditer(sentence)
    )


def _of_clause(clause: Clause) -> Iterator[Commitment]:
    if any(token.any(kind="kieltosana") for token in clause.tokens):
        return
    if any(t.is_only_verb and t.any(mood="imperative", plural=True) for t in clause.tokens):
        return
    purpose = _purpose(clause)
    if purpose is not None:
        yield purpose
        return
    verbs = list(_finite_verbs(clause))
    if not any(token.is_finite for token in clause.tokens):
        yield from _ready_without_verb(clause)
        return
    sure = [(token, reading) for token, reading in verbs if token.is_only_verb]
    if not sure or any(reading.person == "1" for _, reading in sure):
        first = [pair for pair in verbs if pair[1].person == "1" and not _is_told(clause, pair[0])]
        found = [_first_person(clause, token, reading) for token, reading in first]
        if any(found):
            yield next(one for one in found if one)
            return
    if any(t.readings and all(r.tense == "past" for r in t.readings) for t in clause.tokens):
        return
    yield from _by_others(clause, sure or verbs, verbs)


def _finite_verbs(clause: Clause) -> Iterator[tuple[Token, Reading]]:
    for number, token in enumerate(clause.tokens):
        reading = token.finite
        asks = token.word.endswith(("ko", "kö"))
        led = token.any(mood="A-infinitive") and any(t.is_finite for t in clause.tokens[:number])
        if reading is not None and not asks and not led:
            yield token, reading


def _is_told(clause: Clause, token: Token) -> bool:
    """Tell whether a form that is present and past alike ("tutkin") tells what was."""
    past = any(t.any(tense="past", person="1") and not t.finite for t in clause.tokens)
    return token.any(tense="past") and (past or PAST.search(clause.sentence) is not None)


def _purpose(clause: Clause) -> Commitment | None:
    """Return what somebody says they mean to do: "tarkoitukseni on soittaa"."""
    mine = MY_PURPOSE.search(clause.words)
    done = _done_after(clause, clause.tokens[0]) if clause.tokens else None
    if done is None or not (mine or OUR_PURPOSE.search(clause.words)):
        return None
    at = next(token.at for token in clause.tokens if token.any(lemma=done))
    return Commitment(at, ME if mine else WE, _action(done, clause.words), needs_time=True)


def _first_person(clause: Clause, token: Token, reading: Reading) -> Commitment | None:
    owner, lemma, words = WE if reading.plural else ME, reading.lemma, clause.words
    if lemma == "olla":
        return _being(words, token, owner)
    if lemma in LEADS:
        done = _done_after(clause, token)
        if done is not None:
            return Commitment(token.at, owner, _done_action(lemma, done, words))
        if lemma not in GOES:
            return None
    if lemma == "pitää" and _action(lemma, words) == Action.REPLY:
        return Commitment(token.at, owner, Action.REPLY)
    if lemma == "saada" and IN_ORDER.search(words):
        return Commitment(token.at, owner, Action.FIX)
    tells = lemma in {"ilmoittaa", "kertoa", "vahvistaa"} and THAT.match(
        clause.sentence, token.at + len(token.word)
    )
    if lemma in STATES or tells or (lemma == "palata" and BACK_AT_WORK.search(words)):
        return None
    action = _action(lemma, words)
    plain = action == Action.OTHER and lemma not in LOOKS_INTO
    now = HERE_AND_NOW.search(clause.sentence) is not None or lemma == "vahvistaa"
    return Commitment(token.at, owner, action, needs_time=plain or now)


def _being(words: str, token: Token, owner: str) -> Commitment | None:
    if IN_TOUCH.search(words):
        return Commitment(token.at, owner, Action.CALL if PHONE.search(words) else Action.REPLY)
    if AT_YOUR_PLACE.search(words) and "paikalla" not in words:
        action = Action.CALL if "lango" in words or "linjo" in words else Action.VISIT
        return Commitment(token.at, owner, action, needs_time=True)
    return None


def _done_after(clause: Clause, token: Token) -> str | None:
    """Return the verb that a leading verb leads to: "tulen soittamaan" is about calling."""
    ahead = (reading for other in clause.after(token) for reading in other.readings)
    return next((reading.lemma for reading in ahead if reading.mood in INFINITIVES), None)


def _by_others(
    clause: Clause, sure: Sequence[tuple[Token, Reading]], verbs: Sequence[tuple[Token, Reading]]
) -> Iterator[Commitment]:
    """Yield what is done by nobody named, by others of ours, or comes by itself."""
    passive = next(((t, r) for t, r in verbs if r.person == "4"), None)
    if passive:
        yield from _passive(clause, *passive)
        return
    for token, reading in sure:
        if reading.person == "2" and reading.lemma in {"saada", "kuulla", "nähdä"}:
            yield from _you_get(clause, token, reading)
            return
        if reading.person == "3":
            yield from _third_person(clause, token, reading.lemma)
            return


def _passive(clause: Clause, token: Token, reading: Reading) -> Iterator[Commitment]:
    lemma, words = reading.lemma, clause.words
    first = token is clause.tokens[0]  # "Otetaan yhteyttä": we, as it is spoken.
    ours = first or any(t.word in {"me", "meiltä", "meidän", "meillä"} for t in clause.tokens)
    if lemma == "saada" and IN_ORDER.search(words):
        yield Commitment(token.at, WE, Action.FIX, needs_time=True)
    if lemma in STATES | (BY_THEMSELVES - {"maksaa", "tarkistaa"}):
        return
    if lemma == "olla":
        if IN_TOUCH.search(words):
            yield Commitment(token.at, WE if ours else NOBODY, Action.REPLY)
        return
    action = _action(lemma, words)
    impersonal = action in {Action.REPLY, Action.CALL} and not ours
    yield Commitment(token.at, NOBODY if impersonal else WE, action, needs_time=True)


def _you_get(clause: Clause, token: Token, reading: Reading) -> Iterator[Commitment]:
    """Yield what the customer gets, hears or sees from us: "saat vastauksen perjantaina"."""
    words, lemma = clause.words, reading.lemma
    may = any(t.is_only_verb and t.any(mood="A-infinitive") for t in clause.after(token))
    mine, ours = FROM_ME.search(words), FROM_US.search(words)
    if (lemma == "saada" and may) or (
        lemma != "saada" and not (mine or ours or MONEY.search(words))
    ):
        return
    action = Action.REPLY if lemma == "kuulla" else _what_comes(words)
    if action == Action.OTHER and not (mine or ours):
        action = Action.DELIVER
    yield Commitment(token.at, ME if mine else WE, action, needs_time=True)


def _what_comes(words: str) -> Action:
    looks = (
        (PHONE, Action.CALL),
        (GOODS, Action.DELIVER),
        (MESSAGES, Action.REPLY),
        (MONEY, Action.REFUND),
        (TO_POST, Action.DELIVER),
    )
    return next((action for pattern, action in looks if pattern.search(words)), Action.OTHER)


def _third_person(clause: Clause, token: Token, lemma: str) -> Iterator[Commitment]:
    words = clause.words
    subjects = [t for t in clause.tokens if t is not token and _is_subject(t)]
    name = next((t for t in subjects if _is_name(clause.sentence, t)), None)
    somebody = any(t.word in SOMEBODY for t in clause.tokens)
    if somebody or name or any(map(_is_our_person, subjects)):
        away = lemma == "olla" and not (IN_TOUCH.search(words) or AT_YOUR_PLACE.search(words))
        if lemma not in STATES | BY_THEMSELVES and not away:
            owner = NOBODY if somebody else f"named:{_written(clause, name)}" if name else WE
            theirs = _their_action(clause, token, lemma)
            yield Commitment(token.at, owner, theirs, needs_time=owner == WE)
        return
    if lemma == "soida" and "puhelime" in words:
        yield Commitment(token.at, WE, Action.CALL, needs_time=True)
        return
    things = [t for t in subjects if _is_thing(t)]
    action = _of_things(clause, token, lemma, things)
    ours = _is_of_ours(subjects) or "meidän" in words or _that_is_ours(clause)
    must = lemma in {"tulla", "pitää", "täytyä"} and _done_after(clause, token)
    if must and not things:
        return
    if action is None and ours and lemma not in STATES | BY_THEMSELVES | {"olla"}:
        action = _their_action(clause, token, lemma)
    if action is not None:
        yield Commitment(token.at, WE, action, needs_time=True)


def _of_things(clause: Clause, token: Token, lemma: str, things: Sequence[Token]) -> Action | None:
    """Return what happens to things of ours, None when nothing does that we commit to."""
    words = clause.words
    if lemma == "olla":
        done = any(t.any(participle="past_passive", case="nimento") for t in clause.after(token))
        if done and not PAST.search(clause.sentence) and not SHUT.search(words):
            return _done_to_it(words)
        has = WITH_YOU.search(words) and (things or {"se", "ne"} & set(words.split()))
        if has or (things and READY.search(words)):
            return _thing_action(lemma, words, things)
        return None
    if things and lemma in COMES | {"saada"}:
        return _thing_action(lemma, words, things)
    return None


def _ready_without_verb(clause: Clause) -> Iterator[Commitment]:
    """Yield what is ready, said in a hurry: "auto valmis perjantaina viideltä"."""
    things = [token for token in clause.tokens if _is_thing(token)]
    ready = READY.search(clause.words)
    if things and ready:
        action = _thing_action("olla", clause.words, things)
        yield Commitment(things[0].at, WE, action, needs_time=True)


def _is_subject(token: Token) -> bool:
    return not token.readings or any(r.case == "nimento" or not r.case for r in token.readings)


def _that_is_ours(clause: Clause) -> bool:
    """Tell whether a clause tells more of somebody of ours: "kollegallemme, joka soittaa"."""
    ahead = clause.sentence[: clause.start]
    return bool({"joka", "jotka", "hän"} & set(clause.words.split())) and "mme" in ahead


def _is_of_ours(subjects: Sequence[Token]) -> bool:
    """Tell whether somebody or something may be ours: nothing here is the customer's or outside."""
    known = [r for t in subjects for r in t.readings if r.case == "nimento"]
    outside = any(
        r.lemma in OUTSIDERS or set(r.parts[-1:]) & OUTSIDERS or r.possessive.startswith("2")
        for r in known
    )
    return bool(known) and not outside


def _is_our_person(token: Token) -> bool:
    return any(
        r.case == "nimento"
        and (
            r.lemma in OUR_PEOPLE
            or r.lemma.endswith(PEOPLE_END_IN)
            or set(r.parts[-1:]) & OUR_PEOPLE
        )
        for r in token.readings
    )


def _is_thing(token: Token) -> bool:
    return any(
        r.case == "nimento"
        and (r.lemma in THINGS or r.lemma.endswith(THINGS_END_IN) or set(r.parts[-1:]) & THINGS)
        for r in token.readings
    )


def _is_name(sentence: str, token: Token) -> bool:
    if not sentence[token.at].isupper():
        return False
    if any(r.kind == "etunimi" and not r.possessive for r in token.readings):
        return True
    begins = not sentence[: token.at].strip()
    surname = any(r.kind == "sukunimi" for r in token.readings)
    return not begins and (surname or not token.readings)


def _written(clause: Clause, token: Token) -> str:
    return clause.sentence[token.at : token.at + len(token.word)]


def _their_action(clause: Clause, token: Token, lemma: str) -> Action:
    if lemma == "olla":
        return Action.REPLY if IN_TOUCH.search(clause.words) else Action.VISIT
    done = _done_after(clause, token) if lemma in LEADS else None
    return _done_action(lemma, done, clause.words) if done else _action(lemma, clause.words)


def _done_to_it(words: str) -> Action:
    """Return what has been done to a thing by then: "on maksettu", "on lähetetty"."""
    if MONEY.search(words):
        return Action.REFUND
    if re.search(r"\b(?:lähetetty|toimitettu|postitettu|viety)", words):
        return Action.DELIVER
    return Action.REPLY if re.search(r"\b(?:vastattu|ilmoitettu)", words) else Action.FIX


def _thing_action(lemma: str, words: str, things: Sequence[Token]) -> Action:
    subject = " ".join(t.word for t in things)
    if lemma in GETS_DONE or (IN_ORDER.search(words) and not MONEY.search(subject)):
        return Action.FIX
    if lemma == "palautua" or MONEY.search(subject):
        return Action.REFUND
    if PHONE.search(subject):
        return Action.CALL
    return Action.REPLY if MESSAGES.search(subject) else Action.DELIVER


def _done_action(lead: str, done: str, words: str) -> Action:
    action = _action(done, words)
    talks = action in {Action.CALL, Action.REPLY}
    return Action.VISIT if lead in GOES and not talks else action


def _action(lemma: str, words: str) -> Action:
    """Return what a verb does, with what its clause says it is done with."""
    if CALL_BEGINS.match(lemma):
        return Action.CALL
    return next(
        (
            action
            for verbs, with_what, action in ACTIONS
            if (verbs is None or lemma in verbs) and (with_what is None or with_what.search(words))
        ),
        Action.OTHER,
    )
