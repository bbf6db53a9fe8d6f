"""Seed: "asia on niin vanha, että sen selvittäminen vie todella paljon aikaa"."""

from hoituu.coach import english, finnish
from hoituu.coach.habit import Habit
from hoituu.coach.rules import Level

HABIT = Habit(
    code="too_old",
    level=Level.THINK,
    seed="asia on niin vanha, että sen selvittäminen vie todella paljon aikaa",
    why={
        "fi": "Asiakkaalle asia on kesken tänään. Ikä on meidän arkistomme asia.",
        "en": "For the customer it is unfinished today. Its age is our archive's business.",
    },
    instead={
        "fi": "Etsin tiedot arkistosta ja kerron sinulle [aika], mitä löysin.",
        "en": "I will look it up in the archive and tell you by [time] what I found.",
    },
    fires={
        "fi": (
            "Tuo on niin vanha ostos, ettei siitä enää löydy mitään.",
            "Siitä on jo kolme vuotta, selvittäminen kestää.",
            "Noin vanhoja kuitteja emme pysty etsimään.",
            "Tapahtumasta on kulunut liikaa aikaa.",
            "Vuoden 2019 laskut ovat ikivanhoja.",
        ),
        "en": (
            "That purchase is so old that nothing can be found.",
            "It was three years ago, finding out would take ages.",
            "We can't search receipts that old.",
            "Too much time has passed.",
            "Invoices from 2019 are ancient.",
        ),
    },
    near={
        "fi": (
            "Siitä on jo kolme vuotta, mutta löysin laskun arkistosta.",
            "Olet vanha asiakkaamme, joten saat tietenkin saman hinnan.",
            "Vanhan laitteesi voit palauttaa meille.",
            "Etsin vuoden 2019 laskun ja lähetän sen tänään.",
            "Takuu kestää viisi vuotta, joten se on voimassa.",
        ),
        "en": (
            "It was three years ago, but I found the invoice in the archive.",
            "You are an old customer, so of course you get the same price.",
            "You can bring your old device to us.",
            "I will find the 2019 invoice and send it today.",
            "The warranty lasts five years, so it still holds.",
        ),
    },
    shows={
        "fi": finnish.patterns("""
            niin|liian|noin|=näin|tuollainen|tällainen|aika|todella|sen|melko|kovin|=jo . vanha|kauan|pitkä|myöhään
            =ikivanha|ikivanha|muinainen|vanhentua|vanhentunut|vanhettua
            kulunut|kulua .. aika|vuosi|kuukausi|kauan|liikaa|pitkä
            aika .. kulunut|kulua
            =aikaa|aika .. siitä|sitten|niin .. pitkä|kauan|vuosi
            siitä|=ostoksesta|=tapahtumasta|=kaupasta .. jo|niin|vuosi|kuukausi|kauan|pitkä .. vuosi|kuukausi|aika|kauan
            vuosi . :luku .. vanha|selvittää|kaivaa|etsiä|löytyä|:ei|arkisto|tieto|paperi|kuitti|tilaus
            vuosi|kuukausi .. sitten .. vaikea|hankala|:ei|kestää|selvittää|kaivaa|arkisto|aika|tieto
            vanha .. kuitti|lasku|tosite|tapahtuma|tilaus|ostos|asia|juttu|maksu|tieto|kauppa|laskutus|sopimus|keikka|paperi .. :ei|vaikea|hankala|kestää|viedä|kaivaa|selvittää|etsiä|löytyä|enää|perukat|vuosi|viikko|työläs
            arkisto .. perukat|kaivaa|uumen|kellari|syövere
            jälki .. kylmä
            ennen|ajalta .. korona|aika|vuosituhat
            sammal|kivikausi|=kivikaudelta|=ajoilta
            viime|toissa .. vuosi|kesä|talvi|syksy .. :ei|vaikea|hankala|kestää|selvittää|enää
            *kesäinen|*vuotinen|toissakesä|toissavuosi .. :ei|vaikea|enää|sanoa
            ostettu|ostaa|tehty .. :luku .. :ei .. enää|saada|löytyä|tieto
        """),
        "en": english.patterns("""
            so|too|that|very|rather|pretty|quite|this|really|fairly . old|long|late|ancient
            year|month|week|summer|spring|winter|autumn|decade .. ago|back|since|old .. :not|hard|difficult|take|trace|find|dig|archive|track|memory|detail|record
            :not|hard|difficult|take .. year|month|decade .. ago|old|back
            long . time|gone|since|past|ago
            old .. matter|case|order|invoice|purchase|transaction|file|record|bill|job
            age .. of . the|this|that
            date . back
            archive|archived .. take|age|dig|basement|long|week|month
            predate
            back . in . :number
            from|since . :number .. :not|old|take|dig|archive|hard
            too|so|far .. many|much .. year|years|time|water
            ancient|prehistoric|dinosaur|aeons|eons|donkey|donkeys
            stone . age
            so . long . ago
            year|years .. back .. no|know|where|boxed
            boxed . away
        """),
    },
    unless={
        "fi": finnish.patterns("""
            mutta .. :minä
            :minä&löytää|=löysin|=löysimme|=kaivoin|=etsin|=haen|=haenkin|etsiä&:minä
            vanha .. asiakas|jäsen|ystävä|tuttu|laite|kone|malli|puhelin|osoite|numero|kortti|sopimus .. :minä|saada|voida
            takuu .. voimassa
            pitkä .. odotus|jono|odottaa
            kestää|viedä .. niin|näin|liian|kauan|pitkä .. anteeksi|pahoitella|vastaus
            anteeksi|pahoitella .. kauan|kestää|pitkä
        """),
        "en": english.patterns("""
            but|so|still .. =i|i'll|we'll|i've
            =i|i'll|i've|we'll|we've .. find|found|look|dig|send|trace|check
            old|long .. customer|friend|member|device|phone|address|model|number|wait|standing
            sorry|apologies|apologise .. long|late|take
            warranty|guarantee .. valid|hold|cover
            as|so . soon
            how . long|old
            long . as
        """),
    },
)
