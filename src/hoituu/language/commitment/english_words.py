"""The English words that tell who commits to what. Lists of patterns, one for a line or a word."""

import re

from hoituu.language.commitment.found import Action


def any_of(patterns: str) -> str:
    """Return a pattern that matches any of these lines."""
    return "(?:" + "|".join(line.strip() for line in patterns.strip().splitlines()) + ")"


def any_word(words: str) -> str:
    """Return a pattern that matches any of these words, which may be patterns without spaces."""
    return "(?:" + "|".join(words.split()) + ")"


def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


ADVERB = (
    "(?:"
    + any_of(r"""
    also|then|now|just|first|again|still|both|all|in turn
    certainly|definitely|gladly|happily|personally|surely|really|immediately|quickly|promptly
    of course|be sure to|make sure(?: to| that (?:we|i))?
    (?:try|do) (?:our|my) (?:very )?best to
    go ahead and|go and|come back and|ourselves|myself
""")
    + r"\s+)*"
)
WILL = any_of(r"""
    \s?['’]ll
    \s+(?:will|shall)(?: have to)?
    (?:['’]s|['’]m|['’]re|\s+is|\s+are|\s+am)? gonna
    (?:\s?['’](?:s|re|m)|\s+(?:is|are|am)) (?:going|about|set|due|scheduled|sure) to
""")
FUTURE = rf"{WILL}\s+{ADVERB}"
VERB = r"(?P<verb>[a-z]+(?:-[a-z]+)?)"

# Who it is that does something: people of ours, things of ours, or nobody in particular.
WHO_COMES = any_word("""
    technicians? engineers? plumbers? electricians? drivers? team fitters? installers? mechanics?
    guys? lads? crew workshop warehouse inspectors? repair(?:man|ers?) painters? carpenters? van
""")
NOBODY = any_of(r"""
    (?:some|any)(?:one|body)
    a (?:representative|member of (?:our|the) (?:team|staff)|person|specialist|colleague)
    one of (?:us|our \w+|the \w+)
    an? (?:\w+ )?(?:agent|advis[eo]r|expert|engineer|technician)
""")
TOLD = any_word("""
    contacted called notified informed emailed phoned rung reached updated advised told refunded
    reimbursed credited compensated
""")
THINGS = any_word(r"""
    parcels? orders? refunds? money cash cards? routers? modems? packages? replacements? deliver(?:y|ies)
    letters? contracts? invoices? payments? repl(?:y|ies) answers? goods items? products? devices?
    phones? keys? shipments? credit deposit confirmations? quotes? offers? receipts? statements?
    documents? certificates? tickets? parts? connections? lines? broadband internet service account
    subscriptions? bike car sofa chair table shoes glasses watch laptop fridge oven repairs?
    machine appliances? furniture compensation reimbursement amount fee funds balance problem issue
    fault claim case matter it everything voucher box sim coat dress ring passport policy boots
    jacket spare password pair paperwork papers wardrobe bed mattress
""")
ARRIVES = any_of(r"""
    be (?:back|with|on|in|at|out|ready|fixed|up|there|sorted|sent|posted|processed|delivered|shipped)
    be (?:refunded|paid|credited|issued|repaired|done|dispatched|returned|handled|resolved|live)
    be (?:transferred|completed|working|restored|corrected|waiting|replaced|collected|yours)
    arrive|reach|come|leave|go|ship|land|show|appear|get|hit|work|follow|turn|drop|make
""")
ARRIVES_NOW = any_of(r"""
    leaves?|arrives?|ships?|goes out|go out|reaches|comes|lands|gets
    is (?:leaving|arriving|coming|shipping|going)
""")
THERE = any_of(r"""
    done|back|ready|with you|in (?:the|tonight['’]s|today['’]s|tomorrow['’]s) post|in your|on (?:its|their|the) way
    sorted|fixed|finished|yours|delivered|shipped|paid|history|up and running|live again|at your
    on your|going (?:out|back|up|in)
""")
GIVEN = any_word(r"""
    answers? repl(?:y|ies) response refund money cash email e-mail call message text letter update news
    confirmation parcel package order card replacement invoice details hear from\s(?:me|us|my|our)
    contract credit quote offer it\s(?:by|on|back|within|in|before) new\s\w+ delivery decision voucher
    router keys? documents results? report receipt visit link password sum amount payment item phone
    explanation word line feedback instructions technician everything statement device back
""")

# Whose doings are not ours, and what happens whoever is there.
NOT_OURS = any_of(r"""
    i|we|\w+['’]ll|you|customers?|they|people|everyone|who|if|manufacturer|supplier|importer|insurer|insurance|landlord
    neighbou?rs?|authority|police|court|tax|government|city|council|prices?|fees?|rates?|campaign|sale
    webinar|event|meeting|holidays?|office|shop|store|salon|branch|offer|discount|warranty|guarantee
    subscription|contract|trial|season|year|month|week|nobody|no one|post office|another company
    competitor|that|which|what
""")
BE_DONE = compiled(
    r"be (?:\w+ly )?(?:\w+ed|\w+en|sent|paid|put|made|built|told|brought|kept|met|set|dealt|sorted|done)\b"
)
NOT_DONE = compiled(
    r"be (?:\w+ly )?(?:closed|opened|needed|required|charged|billed|limited|reduced|increased|open|used|expected|interested|delayed|cancelled|forced|tired|pleased|delighted|affected|ended|considered|based|asked|allowed|overcharged|advised|bored|when|then)\b"
)
# The verb says how somebody is, thinks or asks, not what they will do.
STATES = frozenset([
    "be", "like", "love", "want", "hope", "see", "understand", "know", "need", "appreciate",
    "think", "believe", "remember", "wish", "prefer", "expect", "look", "feel", "become",
    "stay", "remain", "happy", "glad", "able", "consider", "assume", "miss", "enjoy", "try",
    "struggle", "require", "only", "never", "not", "no", "ask", "recommend", "suggest",
    "waiting", "looking", "hoping", "sorry", "thinking", "working", "trying", "having", "being",
    "going", "doing", "getting", "assuming", "expecting", "afraid", "writing", "experiencing",
    "wondering", "pleased",
])  # fmt: skip
# So it is with shops and prices, whoever is there.
BY_THEMSELVES = frozenset([
    "open", "close", "move", "change", "cost", "end", "start", "begin", "expire", "increase",
    "last", "take", "remain", "stay", "run", "rise", "drop", "apply", "operate", "reopen",
])  # fmt: skip
NOT_VERBS = frozenset([
    "the", "you", "your", "our", "that", "this", "then", "with", "for", "from", "all", "any",
    "its", "his", "her", "their", "some", "every", "both", "not", "will", "can", "could",
    "would", "should", "has", "have", "had", "was", "were", "are", "been", "being", "also",
    "once", "when", "what", "which", "who", "why", "how", "because", "after", "before", "while",
])  # fmt: skip
NOT_NAMES = frozenset([
    "i", "we", "you", "he", "she", "it", "they", "this", "that", "these", "those", "there",
    "the", "your", "our", "my", "a", "an", "someone", "somebody", "everything", "everyone",
    "all", "nothing", "nobody", "who", "which", "what", "when", "where", "if", "as", "but",
    "and", "or", "so", "then", "here", "today", "tomorrow", "tonight", "monday", "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday", "unfortunately", "thanks", "thank",
    "sorry", "delivery", "refund", "payment", "shipping", "customers", "customer", "orders",
    "repairs", "it's", "next", "before", "after", "by", "within", "week", "during", "until",
    "leave", "give", "bear", "consider", "hang", "rest", "expect", "fingers", "no", "noon",
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "easter", "christmas", "please", "yes", "ok", "okay",
    "dear", "hi", "hello", "both", "each", "one", "any", "payments", "invoice", "invoices",
    "parcel", "parcels", "at", "on", "in", "once", "anyone", "anybody",
])  # fmt: skip
BE = compiled(
    r"be\s+(?:back\s+)?(?:right |straight |personally )*"
    + any_of(r"""
    in (?:touch|contact)|back (?:to|in touch|with)|back\b
    with you|there|at your|over|round|around (?:to|at)|on site|outside|out (?:to|at)|up at
    on (?:the|your) (?:doorstep|phone)|on it|on the line|straight|knocking
    (?:call|ring|phon|send|email|text|writ|visit|refund|com|deliver|shipp|post|reply|contact)ing
    (?:gett|dropp|credit|process|fix|issu|popp|updat|check|follow|transferr|swing|pass)ing
""")
)
HAVE_NOT = compiled(r"have (?:to|no|time|been|a (?:great|nice|good|lovely))\b")
SEE_OR_LOOK = compiled(r"see (?:to|about|what)\b|look (?:into|at)\b")
AND_VERB = compiled(
    r"(?:\band|,|\bthen)\s+(?:then |also |will |to |personally |afterwards )*(?P<verb>"
    + any_of(r"""
    get back|come back|circle back|loop back|be in touch|follow up
    call|ring|phone|text|email|e-mail|mail|message|write|let|reply|respond|answer|send|refund|confirm
    update|report|contact|tell|keep|inform|give|drop|fix|repair|deliver|ship|post|bring|credit
    reimburse|return|pay|visit|come|have|replace|arrange|book|issue|sort|ping|shoot|notify|cancel
    pop|swing|process|correct|put|install|collect
""")
    + r")\b"
)
AND_ANY = compiled(
    r"\b(?:and|then) (?:then )?(?P<verb>[a-z]{3,}) "
    r"(?=(?:you|your|the|it|them|this|that|an?|back|up|everything|out|over|round|one)\b)"
)
AND_TELL = compiled(
    r"\band (?:then |I['’]?ll |will )?"
    r"(?:get back|come back|let you know|reply|call|ring|email|text|write|report)\b"
)

CONDITION = compiled(
    r"^\W*should\b|\b"
    + any_of(r"""
    if|unless|provided|in case|should you|as long as|assuming|otherwise|depending on|whenever
    were you to|only when
""")
    + r"\b"
)
WHETHER = compiled(
    r"\b"
    + any_of("""
    check|see|find out|ask|know|look into|wonder|confirm|tell you|let you know|verify|establish
    investigate
""")
    + r"\s(?:\w+ ){0,2}$"
)
SOMEBODY_SAID = compiled(
    r"\b"
    + any_of(r"""
    you (?:wrote|said|mentioned|were told|were promised|told|asked|say|write|stated?|noted|reported)
    you claim\w*|(?:as|from|according to|in|per) your (?:message|email|letter|note)
    (?:manufacturer|supplier|courier|importer|bank|insurer|landlord|driver) (?:has |have )?(?:told|said)
    (?:manufacturer|supplier|courier|importer|bank|insurer|landlord|driver) (?:says|promised|claims?)
    (?:they|he|she) (?:has |have )?(?:told|said|says|say|promised|estimate|claims?)
    (?:can['’]?t|cannot|can not|unable to|not able to|won['’]t) (?:promise|guarantee|say)
    no guarantees?|no promises|fingers crossed|(?:was|were|had) promised|(?:was|were) supposed
    thank you for|thanks for
""")
    + r"\b"
)
GENERAL = compiled(
    r"\b"
    + any_of(r"""
    usually|normally|typically|generally|always|on average|as a rule|often|ordinarily|sometimes
    (?:every|each) (?:day|week|month|(?:mon|tues|wednes|thurs|fri)day)|in most cases|up to|most|tend to
""")
    + r"\b"
)
NEGATION = compiled(
    r"\b"
    + any_of(r"""
    won['’]?t|will not|cannot|can['’]?t|not|never|don['’]?t|doesn['’]?t|unable|no longer|hardly
    (?:is|are|would|could)n['’]?t
""")
    + r"\b"
)

# What is done, by what a phrase begins with, else by what it mentions.
ACTIONS = tuple(
    (action, compiled(any_of(lines)))
    for action, lines in (
        (Action.CALL, r"""
            call(?:ing|ed)?\b(?! (?:in|off|out|for))|ring(?:ing)?\b|rung|phon(?:e|ing|ed)\b|telephone|dial
            (?:give|giving) (?:you|him|her|them) an? (?:\w+ )?(?:bell|ring|call|buzz|tinkle)
            (?:my|our|a) call|on the (?:phone|line)|speak to you|voice
        """),
        (Action.REPLY, r"""
            (?:get|getting|be|come|circle|loop|report|coming|write|writing|circling|looping|feed|right) back\b(?: to you| with)?(?! on your card|\s?(?:in|into|on) your)
            back to you(?! (?:your|the) money)|back with|e-?mail|mail you|writ(?:e|ing)\b|repl(?:y|ies|ying)
            respon(?:d|se)|answer|let(?:ting)? you know|text(?:ing)?\b|messag|in (?:touch|contact)|contact
            (?:keep )?(?:you )?posted|updat|inform|follow(?:ing)? up|confirm|tell|hear|news|notif
            drop(?:ping)? you an?|ping you|keep you|a line|touch base|shoot|advis|explain|decision
            send(?:ing)? (?:you |over |across |through )*(?:an? |the |our |my |your |some )?(?:\w+ )?(?:link|quote|details|summary|instructions|offer|proposal|estimate|report|information|info|update|figures|photos|pictures|note|word|list|response|confirmation|breakdown|decision)
            word from|reach(?:ing)? out|loop you in|revert|feedback|a quote|fill(?:ing)? you in|walk you through
        """),
        (Action.REFUND, r"""
            refund|reimburs|credit|money|cash|pay(?:ing|ment)?\b.{0,25}back|compensat|transfer|deposit
            return(?:ing)? (?:your|the) (?:\w+ )?(?:deposit|payment|fee|amount)
            back (?:on|in|into) your (?:card|account)|in(?:to)? your account|the (?:amount|fee|sum)
        """),
        (Action.VISIT, r"""
            visit|com(?:e|ing) (?:over|round|by|and|to (?:your|you)|out|on|in|tomorrow|next)|hop(?:ping)? over
            (?:be|being) (?:there|at your|round|over|on site|outside|with you|out to you)
            (?:swing|pop|stop|drop|pass|call)(?:p?ing)? (?:round|in|over|by|past)|attend|on your doorstep
            arrive|coming|inspect|take a look at your|send (?:someone|a technician|an engineer|somebody)
            com(?:e|ing)\b|knock
        """),
        (Action.DELIVER, r"""
            deliver|ship|dispatch|send(?:ing)?\b|post(?:ing)?\b|mail(?:ing)?\b|courier|arriv|reach|in the post
            be with you|bring|leav(?:e|es|ing)|go(?:es)? out|parcel|package|on its way|card|land(?:s|ing)?\b
            in your hands|hand(?:ing)? (?:it|them) over|pick-?up point|waiting for you|receive|out to you
            drop(?:ping)? off|supply|with you\b
        """),
        (Action.FIX, r"""
            fix|repair|sort|resolv|process|handl|settl|correct|restor|working|ready|tak(?:e|ing) care|replac
            put (?:it|that|this|things) right|put .* right|amend|install|rectif|deal(?:ing)? with|reconnect
            activat|unlock|remed|clear(?:ing)? (?:it|this|that) up|straighten|done\b|complet|solv|remov|mend
            up and running|switch|reset|adjust|redo|reissue|patch|live\b|on it\b|reopen|back on the road|iron
        """),
    )
)  # fmt: skip
