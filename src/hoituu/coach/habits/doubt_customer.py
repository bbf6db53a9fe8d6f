"""Seed: "epäillään, oletko oikeassa ja annetaan sinun ymmärtää se"."""

from hoituu.coach import english, finnish
from hoituu.coach.habit import Habit
from hoituu.coach.rules import Level

HABIT = Habit(
    code="doubt_customer",
    level=Level.STOP,
    seed="epäillään, oletko oikeassa ja annetaan sinun ymmärtää se",
    why={
        "fi": "Asiakas kuulee, ettei häntä uskota. Useimmiten hän on oikeassa.",
        "en": "The customer hears that we do not believe them. Mostly they are right.",
    },
    instead={
        "fi": "Kiitos, että kerroit. Katson, mitä meillä näkyy, ja palaan sinulle [aika].",
        "en": "Thank you for telling me. I will check what we have here and get back to you by [time].",
    },
    fires={
        "fi": (
            "Oletko aivan varma, että maksoit sen?",
            "Kukaan muu ei ole valittanut tästä.",
            "Kummallista, meillä kaikki toimii.",
            "Väität siis, ettei pakettia tullut.",
            "Meidän tietojemme mukaan se on toimitettu perille.",
        ),
        "en": (
            "Are you quite sure you paid it?",
            "Nobody else has complained about this.",
            "That's strange, everything works fine here.",
            "You claim the parcel never came.",
            "According to our records it was delivered.",
        ),
    },
    near={
        "fi": (
            "Minä päivänä huomasit tämän ensi kerran?",
            "Olet oikeassa, laskussa on virhe.",
            "Ymmärrän hyvin, että ihmettelet asiaa.",
            "Vilkkuuko laitteessa punainen valo?",
            "Uskon sinua, ja lähetän uuden tänään.",
            "Kiitos, että sanoit.",
        ),
        "en": (
            "On which day did you first notice this?",
            "You are right, there is an error on the bill.",
            "I can see why you are wondering about it.",
            "Is there a red light on the box?",
            "I believe you, and I will send a new one today.",
        ),
    },
    shows={
        "fi": finnish.patterns("""
            oletko|oletteko|=ootko|=ootteko .. varma|tosissaan|muistaa|satavarma
            kukaan|yksikään|muu|muut .. :ei .. valittaa|ilmoittaa|sanoa|huomata|reklamoida|moittia|ollut|olla|kärsiä|marista
            :ei .. kukaan|yksikään|muu|muut|moni .. valittaa|ilmoittaa|sanoa|huomata|reklamoida|moittia|marista
            muu|muut|kaikki|sata .. olla .. tyytyväinen|mieli|iloinen
            väittää&!:minä|väite
            sanoa&:te|kertoa&:te|ilmoittaa&:te .. =olevasi|=olevanne|=tehneesi|=maksaneesi|=maksaneenne|=saaneesi
            uskoa|luottaa .. vaikea|hankala|:ei
            :ei .. uskoa|vakuuttaa|mahdollinen|pitää .. paikka|että|tuo|tämä
            kuulostaa|vaikuttaa|tuntua .. tarina|satu|epäuskottava|liioitella|oudolta|selitys|keksiä
            kai|taitaa|ehkä|luultavasti|varmaan|varmaankin|lieneekö .. muistaa|erehtyä|erehdys|väärin|itse|sekoittaa|luulla
            mittari|mittaus|järjestelmä|loki|kamera|tieto|kuljettaja|seuranta|=tietojemme|rekisteri|raportti|lokitieto|tutka|kirjanpito|testi|tiedot .. mukaan|näyttää|toimia|näkyä|osoittaa .. !:luku
            @people|järjestelmä .. mukaan .. jättää|toimittaa|kunnossa|oikein|:ei|maksaa|luovuttaa|hakea
            :ei .. olla .. naarmu|vika|vikaa .. kun|silloin|luovuttaa
            ennen . kuin .. uskoa
            jos .. todella|oikeasti|tosiaan
            =muka|muka
            mahtaa|mahtanut|liekö
            ihmetellä&:minä|ihmetyttää|epäillä|epäilyttää
            =outoa|=kummallista|=erikoista|=merkillistä|=kummaa|=omituista|=yllättävää|=hämärää|=hämäräks|hämmästyttävä|epätodennäköinen|=epäuskottavaa|=ihmeellistä|=kumma
            outo|kummallinen|merkillinen|kumma|omituinen .. että|kun|juttu|tapaus|väite
            yleensä|normaalisti|tavallisesti .. :ei&:hän
        """),
        "en": english.patterns("""
            are|is|be .. :you .. sure|certain|positive|serious
            :you .. sure|certain|positive .. ?
            nobody|no-one|none|noone .. else|other
            :not .. have|get|receive|hear .. complaint|anyone|other|similar|else
            @odd
            hard|difficult|struggle .. believe
            :not .. believe|buy|convinced|add
            record|records|system|log|tracking|camera|cctv|data|meter|file|courier|driver .. say|show|state|indicate|suggest|tell
            according . to .. our|record|the|my
            perhaps|maybe .. :you .. forget|mistake|wrong|misread|mix|confuse
            works|working|fine .. at|on . our . end|side
            sounds|seem .. story|unlikely|exaggerate|convenient
            =if .. really|actually|truly|genuinely
            :not .. possible|can|could .. have . happen|happened
            usually|normally .. :not
            :you . claim|allege|say|insist|reckon|maintain|imagine
            =alleged|=allegedly|=supposedly|=apparently . :you
            everyone|everybody .. else .. happy|fine|love|like|enjoy|manage|without
            no . one . else
            no . other . customer|customers|guest|client|tenant|patient
            :you . must|may|might|probably . have|be .. mistake|mistaken|confuse|confused|forget|forgotten|misread|mix|wrong|imagine
            nothing . wrong . with
            only . have . your . word
            your . word
            :i|we .. have . the . same .. and|fine|nothing
            fine . when . it|we|:you
            left .. in . perfect|good|working
        """),
    },
    unless={
        "fi": finnish.patterns("""
            ihmetellä&:te|ihmetellä&:sun|=ihmettelet|=ihmettelette
            ymmärtää .. ihmetellä|epäillä
            oikeassa|oikea .. sinä|te|olla
            :minä&uskoa|=uskon
            kummallinen|outo|ikävä .. sinulle|teille|että|kun .. meidän|virhe|anteeksi
            anteeksi|virheemme
            mutta .. :minä&!olla&!voida&!tietää&:verbi
        """),
        "en": english.patterns("""
            :you .. right
            believe . :you
            =wonder .. why
            my . mistake
            sure . to
            make . sure
            =i|i'm . sure|certain
            like|prefer|want .. ?
            good . question
            no . claim
            nothing . wrong .. :i|:we . can
            for . saying
        """),
    },
)
