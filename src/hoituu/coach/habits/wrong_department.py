"""Seed: "asia pitää laittaa toiselle osastolle, missä ei enää tähän aikaan ole ketään töissä"."""

from hoituu.coach import english, finnish
from hoituu.coach.habit import Habit
from hoituu.coach.rules import Level

HABIT = Habit(
    code="wrong_department",
    level=Level.THINK,
    seed="asia pitää laittaa toiselle osastolle, missä ei enää tähän aikaan ole ketään töissä",
    why={
        "fi": "Asiakkaalle ei ole osastoja. Vie asia itse perille ja kerro, mitä sait tietää.",
        "en": "To the customer there are no departments. Take it there yourself and tell what you heard.",
    },
    instead={
        "fi": "Kysyn tämän puolestasi ja kerron vastauksen sinulle [aika].",
        "en": "I will ask for you and tell you the answer by [time].",
    },
    fires={
        "fi": (
            "Tämä ei kuulu meille, soita huoltoon.",
            "Laskuasiat hoitaa laskutus, kysy sieltä.",
            "Olet väärässä paikassa, käänny isännöitsijän puoleen.",
            "Siirrämme viestisi toiselle osastolle.",
            "Me emme vastaa toimituksista.",
        ),
        "en": (
            "That's not our department, call maintenance.",
            "Billing handles invoices, ask there.",
            "You have come to the wrong place, contact the landlord.",
            "We will forward your message to another department.",
            "Deliveries are nothing to do with us.",
        ),
    },
    near={
        "fi": (
            "Tämä on huollon asia, joten kysyn heiltä ja kerron sinulle tänään.",
            "Välitän viestisi itse laskutukseen ja palaan huomenna klo 12.",
            "Soitan kuljetusliikkeeseen puolestasi.",
            "Huoltomme tulee luoksesi torstaina.",
            "Laskutuksen Liisa soittaa sinulle klo 14.",
        ),
        "en": (
            "This is for maintenance, so I will ask them and tell you today.",
            "I am passing it on to billing myself and will be back with you by noon tomorrow.",
            "I will call the courier for you.",
            "Our maintenance comes to you on Thursday.",
            "Lisa from billing will call you at 2 pm.",
        ),
    },
    shows={
        "fi": finnish.patterns("""
            :ei .. kuulua|koskea|vastata|hoitaa|käsitellä|päättää .. me|meille|meidän|:meidän|tämä|tänne|täällä|puoli|meillä|asiakaspalvelu|toimiala|osasto|tontti
            :ei .. meidän|meille|me|tämän|täällä|täältä .. asia|juttu|heinä|vastuu|tehtävä|hoitaa|kuulua|tontti|pöytä|hommia|homma|alaa|ala|käsitellä|pystyä
            kuulua .. @elsewhere
            @elsewhere .. asia|juttu|heinä|vastuu|kuulua|tontti|tehtävä|hommia|homma|puoli|vastata|hoitaa|päättää|käsitellä
            =ota|=ottakaa|=otahan|=soita|=soittakaa|=soittele|=kysy|=kysykää|=käänny|=kääntykää|=kirjoita|=sano|=kilauta|=pirauta|=laita|=laittakaa|=ilmoita|=olkaa|=ole|=tiedustele|=tiedustelkaa|=kysäise .. @elsewhere|sinne|sieltä|heihin|heiltä|heille|suoraan|valmistaja|yhtiö|puoleen|yhteys
            pyytää|tiedustella|osoittaa|ohjata|siirtää|siirtyä|lähettää|toimittaa|kannattaa .. @elsewhere .. puoleen|suoraan|sieltä|käsitellä|päättää
            kannattaa|voida|pitää|täytyä|tulla .. kysyä|soittaa|kääntyä|ottaa|olla .. @elsewhere|sieltä|sinne|suoraan|puoleen
            väärä .. osasto|paikka|numero|osoite|taho|luukku|firma|puoli
            siirtää|ohjata|laittaa|mennä|välittää .. @elsewhere|toinen|eteenpäin
            puoleen .. kääntyä
            :ei .. olla .. meidän|meitän .. heinä|asia|juttu|homma|tehtävä|vastuu|alue|pöytä
            lukeutua|kuulua .. toimivalta|vastuu|tontti|alue
            :ei .. puuttua|ottaa .. kanta
            toinen|eri . osasto|yksikkö|taho|toimipiste
        """),
        "en": english.patterns("""
            nothing . to . do .. :we|our|us
            contact|call|ask|ring|email|try|speak|talk|write|take|direct|phone|approach .. @elsewhere|directly|instead|there
            forward|pass|transfer|redirect|escalate|refer|go|send .. another|other|different|relevant|@elsewhere
            another|other|different . department|team|office|branch|unit
            mailbox|inbox .. :not .. monitor|read
            :not . our|my .. department|responsibility|area|remit|concern|side|desk|patch|thing|business
            :not . a|something|one .. for . us|here|me
            :we|:i . :not . deal|handle|cover|look|manage|do .. here|this|that|those|with|these|department|desk
            :we|:i . only . sell|do|handle|deal|take|supply|deliver
            that's|that|it's|this|it|which . be . for|a|down|up|one .. @elsewhere
            @elsewhere . deal|handle|decide|look|manage|take|own|responsible|domain|job
            belong|go|goes|lie|sit .. to|with|under . the|your|our . @elsewhere
            matter|question|job|issue . for . the|your|our|another
            wrong . place|department|number|people|desk|office|team|branch|shop|line
            :you .. reach|reached|written|come .. wrong
            this . be . the . showroom|sales|order|reception|front . line|desk|number
            for . anything .. :you . must|need|should .. ring|call|contact|ask
        """),
    },
    unless={
        "fi": finnish.patterns("""
            :minä&!olla&!voida&!tietää&!pystyä&:verbi&!ehtiä
            =puolestasi|=puolestanne|=puolesta
            soittaa&:hän|tulla&:hän .. sinulle|luoksesi|teille|luokse|sinä
            =kysynkin
            :ei .. käytäntö|tapa|palvelu
        """),
        "en": english.patterns("""
            =i|i'll|i'm|i've|we'll .. ask|call|pass|pas|check|find|speak|chase|forward|tell|let|take|ring|have|talk|sort|follow|contact|raise|arrange
            for . :you
            will . call|ring|visit|come .. :you
            =we|we'll|we've .. ask|asked|pass|forwarded .. and
        """),
    },
    looks_on=1,
)
