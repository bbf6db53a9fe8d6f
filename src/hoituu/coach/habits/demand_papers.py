"""Seed: "sinulta pyydetään kuittia, henkilöllisyystodistusta tai tilinumeroa kertomatta, miksi"."""

from hoituu.coach import english, finnish
from hoituu.coach.habit import Habit
from hoituu.coach.rules import Level

HABIT = Habit(
    code="demand_papers",
    level=Level.THINK,
    seed="sinulta pyydetään kuittia, henkilöllisyystodistusta tai tilinumeroa kertomatta, miksi",
    why={
        "fi": "Pyyntö ilman syytä kuulostaa epäluulolta. Kerro, mihin paperia tarvitset.",
        "en": "A request without its reason sounds like distrust. Say what you need the paper for.",
    },
    instead={
        "fi": "Lähettäisitkö kuvan kuitista, niin löydän ostoksesi heti?",
        "en": "Could you send a photo of the receipt, so that I can find your purchase right away?",
    },
    fires={
        "fi": (
            "Toimita alkuperäinen kuitti.",
            "Tarvitsemme kopion passista ja tilinumeron.",
            "Onko sinulla edes tositetta tästä?",
            "Lähetä ensin kuvat ja takuutodistus.",
            "Ilman ostokuittia emme tee mitään.",
        ),
        "en": (
            "Provide the original receipt.",
            "We need a copy of your passport and your account number.",
            "Do you even have proof of this?",
            "First send photos and the warranty certificate.",
            "No receipt, no refund.",
        ),
    },
    near={
        "fi": (
            "Lähettäisitkö tilinumerosi, jotta voin palauttaa rahat tänään?",
            "Kuittia ei tarvita, löysin ostoksesi nimelläsi.",
            "Lähetän sinulle kuitin sähköpostilla.",
            "Kiitos kuvasta, siitä näkyy vika hyvin.",
            "Pyydän kopion, koska laki vaatii tunnistamaan tilin omistajan.",
        ),
        "en": (
            "Could you send your account number so that I can refund you today?",
            "No receipt is needed, I found the purchase by your name.",
            "I will email you the receipt.",
            "Thank you for the photo, it shows the fault well.",
            "I ask for a copy because the law requires us to identify the owner.",
        ),
    },
    shows={
        "fi": finnish.patterns("""
            lähettää&!:minä|toimittaa&!:minä|toimittaisi|esittää|liittää|tarvita|vaatia|pyytää|edellyttää|skannata|laittaa&:käsky|tuoda&:käsky|näyttää&:käsky|antaa&:käsky|pistää&:käsky|ottaa&:käsky .. @papers
            pitää|täytyä|oltava|tarvita|tulla&:hän .. @papers
            @papers .. tarvita|vaatia|lähettää|toimittaa|esittää|pitää|oltava|täytyä|tänne|ensin|liittää|skannata|puuttua|esitettävä|toimitettava|pakollinen|postitse|mukana|mukaan
            olla&:kysyy|=onko|=onks|löytyä&:kysyy .. @papers
            ilman|missä|=mistä .. @papers
            ensin .. @papers
            =todista|todistaa&:käsky|todistaa
            heittää|tarvita|pistää|saada|=oisko|=olisko .. *todistus|*soppari|henkkari|kuitti|tosite|*todistusta
            *todistus|*soppari|henkkarit|=henkkarit|=kuitti .. ni|niin .. voida|katsoa|jutella
        """),
        "en": english.patterns("""
            no|without .. @papers
            prove
            send|provide|supply|submit|show|upload|forward|attach|bring|produce|present|furnish|share|email|enclose . @papers|your|the|a|us|copy|two|original|proof|full .. @papers
            send|provide|supply|submit|show|upload|share|furnish|produce .. receipt|id|passport|proof|statement|certificate|photo|photograph|picture|documentation|paperwork|documents|evidence|scan|card
            need|require|want|must|first .. receipt|passport|proof|statement|certificate|photo|photograph|picture|documentation|paperwork|evidence|id|licence|scan
            receipt|passport|proof|certificate|photo|photograph|picture|documents|evidence|id .. required|needed|must|mandatory|first|please|missing|necessary
            do|have|got|where .. :you .. receipt|proof|evidence|document|documents|photo|id .. ?
        """),
    },
    unless={
        "fi": finnish.patterns("""
            jotta|koska|sillä|siksi|varten|=varten|voidakseni|=voidaksemme|lain|laki
            =niin|että|ja|=jolla|=ni|=et .. :minä&!olla
            :minä&!olla&!pyytää&!tarvita&!vaatia&!edellyttää&!haluta&!odottaa .. @papers
            @papers .. :minä&!tarvita&!vaatia&!pyytää&!edellyttää&!voida&!haluta
            :ei .. tarvita|tarvitse|=tarvitse|=tarvita .. @papers
            @papers .. :ei .. tarvita|tarvitse|=tarvitse|=tarvita|kaivata
            kiitos .. @papers
            riittää
            @papers .. olla .. ohessa|liitteenä|liite|tallessa|valmis
        """),
        "en": english.patterns("""
            so .. =i|we|i'll|we'll
            because|since
            to . be . able
            law|legally
            =in . order
            =i|i'll|i've|we'll|we've .. send|email|attach|find|post|enclose|forward|print|issue|correct|found|look|check|refund|make
            no .. @papers .. needed|need|necessary|required
            :not . need
            thank|thanks .. @papers
            enough
            then .. =i|i'll|we'll
            to . find|check|refund|match|locate|see
            to . your|the . card|account
            =i|i've .. credit|refund|paid|return
            to . send . the . money
        """),
    },
)
