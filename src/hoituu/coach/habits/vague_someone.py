"""Seed: "joku on joskus yhteydessä sinuun, mutta tässä voi kyllä mennä aikaa"."""

from hoituu.coach import english, finnish
from hoituu.coach.habit import Habit
from hoituu.coach.rules import Level

HABIT = Habit(
    code="vague_someone",
    level=Level.THINK,
    seed="joku on joskus yhteydessä sinuun, mutta tässä voi kyllä mennä aikaa",
    why={
        "fi": "Kuka ja milloin? Ilman niitä asiakas jää odottamaan, eikä kukaan ole luvannut mitään.",
        "en": "Who, and when? Without them the customer waits, and nobody has promised anything.",
    },
    instead={
        "fi": "Hoidan tämän ja vastaan sinulle [aika].",
        "en": "I will look after this and answer you by [time].",
    },
    fires={
        "fi": (
            "Joku meiltä on sinuun yhteydessä jossain vaiheessa.",
            "Asiaan palataan.",
            "Palaamme tarvittaessa.",
            "Viestisi on kirjattu ja se käsitellään aikanaan.",
            "Kyllä tämä hoituu.",
            "Kiitos yhteydenotostasi! Palaamme asiaan mahdollisimman pian.",
            "Viestisi on vastaanotettu, ja siihen vastataan ruuhkan vuoksi viiveellä.",
        ),
        "en": (
            "Somebody will be in touch at some point.",
            "We will get back to you as soon as possible.",
            "Your message has been logged and will be dealt with in due course.",
            "The matter will be looked into.",
            "It will be sorted out.",
            "Your request has been received, and our support staff is reviewing it.",
            "Thank you for your message. A member of our team will reply as soon as they can.",
            "Due to high demand our replies take longer than usual at the moment.",
        ),
    },
    near={
        "fi": (
            "Soitan sinulle huomenna klo 10.",
            "Aino on sinuun yhteydessä tänään ennen neljää.",
            "Palaamme asiaan perjantaina klo 12 mennessä.",
            "Hoidan tämän itse ja kerron sinulle illalla.",
            "Korjasin laskun, ja se on nyt oikein.",
            "Voit palata siihen milloin vain vastaamalla tähän viestiin.",
        ),
        "en": (
            "I will call you at 10 tomorrow.",
            "Anna will be in touch with you before four today.",
            "We will get back to you by noon on Friday.",
            "I will see to this myself and tell you tonight.",
            "I have corrected the bill, and it is right now.",
            "You can come back to it at any time by replying to this message.",
        ),
    },
    shows={
        "fi": finnish.patterns("""
            :kukin&palata|:kukin&palailla|:kukin&ilmoitella|:kukin&soitella|:kukin&viestitellä
            :kukin&olla .. yhteys
            kyllä .. hoitua|selvitä|järjestyä|ratketa|onnistua
            kuulua&:hän|kuulla&:te .. meistä|meiltä|joskus
            joku|jompikumpi .. olla&:hän|soittaa&:hän|vastata&:hän|palata&:hän|tulla&:hän|ottaa&:hän|ilmoittaa&:hän|katsoa&:hän|käydä&:hän|hoitaa&:hän|kertoa&:hän|selvittää&:hän|kirjoittaa&:hän|laittaa&:hän|ehtiä&:hän
            =joskus|aikanaan|=myöhemmin|=lähiaikoina|=lähipäivinä|=ajallaan|=tuonnempana|=tarvittaessa|=vuorollaan|=aikoinaan|tilaisuus .. :minä&!olla|:kukin|:hän&!olla
            :minä&!olla|:kukin|:hän&käsitellä|:hän&tulla .. =joskus|=aikanaan|=myöhemmin|=lähiaikoina|=lähipäivinä|=ajallaan|=tuonnempana|=tarvittaessa|=vuorollaan|=pian|tilaisuus
            :minä|:kukin|:hän .. jokin|jossain|joku|sopiva . vaihe|väli|kohta|ajankohta|aika|tilaisuus|kohden
            mahdollisimman . pian|nopeasti|nopea|joutuisasti
            niin . pian|nopeasti . kuin
            kun|kunhan|heti .. joku|:minä|:kukin|me .. ehtiä|joutaa|vapautua|kerjetä|kiire|jaksaa|helpottaa
            kunhan .. vapautua|ehtiä|aika|joutaa
            :kukin .. tarve|tarpeen . vaatia|mukaan
        """),
        "en": english.patterns("""
            someone|somebody
            been|being . received|review|reviewed|logged|noted|forwarded|processed|assessed .. staff|team|support|department|colleague
            will|shall|would|'ll|we'll|i'll|they'll .. @someday
            @someday .. will|shall|we'll
            will|shall .. be .. look|review|deal|process|handle|consider|investigate|address|contact|pass|assess|examine|resolve|sort|forward|note|log|attend|rectify
            be . in . touch
            get|come|circle|revert . back|to
            bear|bare . with . :we
            :you . will . hear|be
            leave . it . with . us
            look . into . it
            somebody|someone|anyone .. will|'ll|shall|get|call|contact|come|look|ring|be|reply|answer
            one . of . the|our|us .. will|'ll|let|get|call
            when|once|whenever .. they|we|someone|somebody|staff|things .. have|can|able|free|available|quieter|chance|get
            as . soon . as
            at . some . stage|point|time
            there . will . be .. reply|answer|update|decision
            in . due . course
            sooner . or
            one . of . these . day|days
            they|he|she|they'll|he'll|she'll .. call|ring|contact|reply|email|write .. when|once|sometime|later
            be . reach . out
        """),
    },
    unless={
        "fi": finnish.patterns("""
            =tänään|=huomenna
            =jos .. haluta|haluut
            :mennyt&ehtiä
            kiitos .. kun
            voida&:te .. palata
        """),
        "en": english.patterns("""
            =today|=tomorrow|=tonight
            thank|thanks .. so|saying
            :number . pm|am|o'clock
            let . :i . know
            you . can|could|may .. come|get|call|write
        """),
    },
    a_time_is_fine=True,
)
