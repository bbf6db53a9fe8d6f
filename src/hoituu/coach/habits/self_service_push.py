"""Seed: "asiakkaat ohjattu itsepalveluun, mobiiliin ja vaikka mihin, mutta asiakas on unohtunut"."""

from hoituu.coach import english, finnish
from hoituu.coach.habit import Habit
from hoituu.coach.rules import Level

HABIT = Habit(
    code="self_service_push",
    level=Level.THINK,
    seed="asiakkaat ohjattu itsepalveluun, mobiiliin ja vaikka mihin, mutta asiakas on unohtunut",
    why={
        "fi": "Hän kirjoitti, koska halusi ihmisen. Tee se hänen puolestaan, linkki on lisä.",
        "en": "They wrote because they wanted a person. Do it for them; the link is an extra.",
    },
    instead={
        "fi": "Teen tämän puolestasi. Jos haluat joskus itse, sen löytää myös sivuiltamme.",
        "en": "I will do this for you. If you ever want to do it yourself, it is on our site too.",
    },
    fires={
        "fi": (
            "Muutoksen voi tehdä itse verkkopalvelussamme.",
            "Katso ohje kotisivuiltamme.",
            "Vastaus löytyy usein kysytyistä kysymyksistä.",
            "Lataa sovellus ja tee peruutus siellä.",
            "Ilmoitukset otetaan vastaan vain verkkolomakkeella.",
        ),
        "en": (
            "You can do it yourself in our online service.",
            "Please see the instructions on our website.",
            "The answer is in our FAQ.",
            "Download the app and cancel there.",
            "Requests are only accepted through the web form.",
        ),
    },
    near={
        "fi": (
            "Tein muutoksen puolestasi. Näet sen halutessasi myös sovelluksesta.",
            "Lähetän sinulle linkin, ja soitan klo 14, jos jokin jää epäselväksi.",
            "Sivuillamme oli virhe, anteeksi.",
            "Korjaan verkkokaupan hinnan tänään.",
            "Verkkosi on kunnossa huomenna klo 12 mennessä.",
        ),
        "en": (
            "I made the change for you. You can also see it in the app if you like.",
            "I will send you the link and call at 2 pm in case anything is unclear.",
            "There was an error on our site, sorry.",
            "I will correct the price in the online shop today.",
            "Your account is fixed now, I checked it.",
        ),
    },
    shows={
        "fi": finnish.patterns("""
            @web .. onnistua|löytyä|hoitua|löytää|katsoa&!:minä|täyttää&!:minä|voida|saada|itse|ilmoittaa&:käsky|järjestyä|neuvoa|tilata|hakea|ladata|tulostaa|nähdä&:te|käydä|kautta|perua|selvitä|hoitaa&!:minä
            =mene|=menkää|=katso|=katsokaa|=käy|=käykää|=kirjaudu|=kirjautukaa|=lue|=lukekaa|=tutustu|=tutustukaa|=täytä|=täyttäkää|=lataa|=ladatkaa|=tulosta|=selaa|=selatkaa|=kokeile|=käytä|=käyttäkää|=tee|=etsi|=googlaa|=klikkaa|=avaa .. @web|itse|siellä
            kannattaa|pitää|täytyä|pyytää .. selata|lukea|katsoa|tutustua|kirjautua|käydä|tehdä|täyttää|googlata .. @web|itse|läpi
            voida|onnistua|kyetä|saada|pystyä|osata .. itse .. tehdä|hoitaa|muuttaa|perua|tarkistaa|katsoa|@web|siellä|tilata
            itse .. @web
            @web .. itse
            usein . kysyä|kysytyt|kysytty
            =nettisivuilta|=kotisivuilta|=sivuiltamme|=verkkosivuiltamme|=sovelluksesta|=appista|=verkkokaupan
            vain|ainoastaan .. @web
            omin . käsi
            :ei .. tarvita|tarvitse|tarttee .. meille|soittaa|laitella
            chatbot|botti|=botti
            itsepalvelu
            palvella .. @web
            asiointi|asioida .. sähköisesti|verkossa|netissä|@web|kirjautua
            kirjautua .. *portaali|*palvelu|@web
            jättäminen|tekeminen|ilmoittaminen|peruminen .. onnistua .. @web|*sivu
        """),
        "en": english.patterns("""
            go|visit|check|see|use|log|download|read|consult|browse|refer|try|head|click|open|search|navigate|scan|watch|follow|pop|sign .. @web
            :you .. can|could|may|able|need|have|should .. yourself|self|@web
            do|sort|change|manage|cancel|update|fix|reset .. yourself
            yourself .. @web
            frequently . ask|asked
            google
            only .. @web
            self-service|self . service
            help . centre|center|section|pages
            website|site|online|app|portal|faq|faqs|chatbot|self-service|webpage|help-centre|dashboard .. yourself|find|available|use|visit|log|submit|through|via|answer|instructions|cancel|update|manage|download|instead|walk|explain|quicker|faster
            via|through|using|over . our|the|your . website|site|app|portal|chatbot|form|page|web|online|self-service|member|customer|faq
            fix|do|change|cancel|sort|update|manage|check|order|book .. in|on|via|through . the|your|our .. app|portal|bank|site|website|online|account
            leave .. message .. web|form
            like . everybody . else
        """),
    },
    unless={
        "fi": finnish.patterns("""
            halutessa|=halutessasi|=halutessanne|halutessanne
            =myös .. @web
            puolesta|=puolestasi|=puolestanne
            :minä&!olla&!voida&!tietää&!pystyä&!löytää&:verbi
            sinun .. :ei .. tarvita|=tarvitse
            virhe|vika|anteeksi .. @web
            @web .. virhe|vika|kaatua|alhaalla|kunto
            jos .. haluta|haluut|haluat
        """),
        "en": english.patterns("""
            =i|i'll|i've|we'll|we've|i'm .. send|make|change|do|cancel|update|check|fix|book|call|correct|sort|reset|refund|move|put|add|did|made|moved|done
            if . :you . like|want|prefer|wish|ever|would
            for . :you
            also
            error|mistake|problem|bug . on|in|with
            no . need
            your . account .. is|now|fixed
            :i|i'll|i've .. already
            once . every
            out . to . find
        """),
    },
)
