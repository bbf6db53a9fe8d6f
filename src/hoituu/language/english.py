"""Base forms of English words, by a short table and the common endings."""

import re

IRREGULAR = {
    form: base
    for base, forms in {
        "be": "am is are was were been being 'm 're isn't aren't wasn't weren't i'm you're we're "
        "they're it's that's he's she's there's",
        "have": "has had having haven't hasn't hadn't i've we've you've they've",
        "do": "does did done doing don't doesn't didn't",
        "will": "won't i'll we'll you'll they'll he'll she'll it'll 'll",
        "would": "wouldn't i'd we'd you'd",
        "can": "can't cannot could couldn't",
        "shall": "should shouldn't",
        "may": "might",
        "go": "goes went gone going gonna",
        "get": "gets got gotten getting gotta",
        "make": "makes made making",
        "take": "takes took taken taking",
        "give": "gives gave given giving",
        "say": "says said saying",
        "tell": "tells told telling",
        "send": "sends sent sending",
        "find": "finds found finding",
        "know": "knows knew known knowing",
        "think": "thinks thought thinking",
        "see": "sees saw seen seeing",
        "come": "comes came coming",
        "leave": "leaves left leaving",
        "keep": "keeps kept keeping",
        "pay": "pays paid paying",
        "buy": "buys bought buying",
        "read": "reads reading",
        "write": "writes wrote written writing",
        "forget": "forgets forgot forgotten forgetting",
        "break": "breaks broke broken breaking",
        "choose": "chooses chose chosen choosing",
        "understand": "understands understood understanding",
        "feel": "feels felt feeling",
        "bring": "brings brought bringing",
        "put": "puts putting",
        "lose": "loses lost losing",
        "speak": "speaks spoke spoken speaking",
        "ring": "rings rang rung ringing",
        "sort": "sorts sorted sorting",
        "sorry": "sorry",
        "hear": "hears heard hearing",
        "hold": "holds held holding",
        "run": "runs ran running",
        "let": "lets letting let's",
        "try": "tries tried trying",
        "apply": "applies applied applying",
        "child": "children",
        "person": "people persons",
        "not": "n't",
    }.items()
    for form in forms.split()
}
NEGATED = re.compile(r"n't$|^cannot$")
DOUBLED = re.compile(r"([bdgklmnprt])\1$")


def base_forms(word: str) -> frozenset[str]:
    """Return a word and what it may be a form of; "not" with what is negated in one word."""
    forms = {word}
    base = IRREGULAR.get(word)
    if base:
        forms.add(base)
    elif "'" in word:
        forms.add(word.partition("'")[0])
    else:
        forms |= _by_ending(word)
    if NEGATED.search(word):
        forms.add("not")
    return frozenset(forms)


def _by_ending(word: str) -> set[str]:
    if len(word) < 4:
        return set()
    forms = set()
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            forms |= {stem, stem + "e"} if ending in {"ing", "ed"} else {stem}
            if ending in {"es", "ed"} and stem.endswith("i"):
                forms.add(stem[:-1] + "y")
            if DOUBLED.search(stem):
                forms.add(stem[:-1])
    return forms
