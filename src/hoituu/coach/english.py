"""The classes and forms of English words that habits and parts are told by."""

from collections.abc import Mapping

from hoituu.coach.patterns import Pattern, Test, compiled, of_class

FORMS: Mapping[str, Test] = {
    "number": lambda word: word.text[0].isdigit(),
    "name": lambda word: word.is_name,
    "not": lambda word: (
        "not" in word.lemmas or word.text in {"never", "no", "neither", "unable", "nor"}
    ),
    "i": lambda word: word.text in {"i", "i'll", "i'm", "i've", "i'd", "ill", "me", "myself"},
    "we": lambda word: word.text in {"we", "we'll", "we're", "we've", "we'd", "us", "our"},
    "you": lambda word: (
        word.text
        in {"you", "you're", "you'll", "you've", "you'd", "u", "ya", "yourself", "your", "yours"}
    ),
    "they": lambda word: (
        word.text
        in {
            "they",
            "they'll",
            "they're",
            "they've",
            "he",
            "she",
            "he's",
            "she's",
            "he'll",
            "she'll",
        }
    ),
}
_WORDS = {
    "people": """
        colleague coworker co-worker person guy girl lad lady man woman chap bloke handler agent manager boss
        technician engineer adviser advisor clerk assistant rep representative stylist mechanic driver
        courier temp trainee apprentice supervisor owner teller dentist receptionist nurse specialist
        expert foreman chef waiter waitress instructor coach officer accountant underwriter caseworker
        plumber electrician fitter installer one mate landlord housekeeper cleaner porter
    """,
    "others": """
        colleague coworker co-worker team department contractor subcontractor courier supplier warehouse
        driver shift technician engineer temp trainee intern apprentice clerk agent rep partner carrier
        vendor provider manufacturer factory store branch office lad lads guy guys girl crew bank
        predecessor reception kitchen installer agency firm company it system printer software developer
        processor
    """,
    "mistake": """
        mistake error fault slip blunder mess mess-up mix-up muddle botch forget wrong wrongly misread
        mishear overlook omit fail failure oversight careless blame responsible bungle cock-up screw
        screw-up goof fluff lose misplace mislead misinform misquote neglect drop balls-up hash
    """,
    "away": """
        holiday vacation leave sick ill off away out abroad sabbatical maternity paternity retire training
        course pto absent unavailable honeymoon annual
    """,
    "hard": """
        difficult hard complicated complex tricky impossible laborious awkward nightmare challenging tough
        tedious cumbersome messy fiddly convoluted tangled headache nigh mammoth painstaking burdensome
        involved knotty arduous onerous unworkable
    """,
    "odd": """
        odd strange weird funny peculiar surprising surprised curious unusual unlikely puzzling bizarre
        suspicious doubtful doubt sceptical skeptical hardly implausible remarkable convenient fishy
    """,
    "papers": """
        receipt id identification passport licence license statement proof photo photograph picture
        certificate document documentation paperwork invoice copy scan screenshot evidence bill payslip
        card account iban affidavit contract letter deed
    """,
    "forms": """
        form field box code reference stamp section number template signature tick checkbox dropdown format
        subject header application category ref barcode serial uppercase capital schedule annex attachment
    """,
    "elsewhere": """
        department team office branch billing accounts sales maintenance manufacturer supplier courier
        council reception head-office headquarters desk unit warehouse insurer bank landlord carrier network
        division line helpline them somebody someone colleague switchboard area side
    """,
    "web": """
        website site online app portal page faq faqs chatbot bot self-service account link web
        knowledge-base help-centre form webpage kiosk dashboard tutorial guide manual video internet
    """,
    "offer": """
        offer deal price discount promotion promo rate campaign bonus gift voucher special introductory
        tariff freebie month perk reward saving
    """,
    "someday": """
        someday sometime soon shortly later eventually whenever asap possible convenience course turn
        future priority earliest point moment opportunity
    """,
    "rules": "terms term policy policies condition conditions contract rule rules guideline clause "
    "agreement regulation procedure paragraph print process guidance provision instruction criteria",
}
CLASSES = {name: frozenset(words.split()) for name, words in _WORDS.items()}


IN_CLASS: Mapping[str, Test] = {name: of_class(words)[0] for name, words in CLASSES.items()}


def patterns(lines: str) -> tuple[Pattern, ...]:
    """Return English patterns, one a line."""
    return compiled(lines, classes=CLASSES, forms=FORMS)
