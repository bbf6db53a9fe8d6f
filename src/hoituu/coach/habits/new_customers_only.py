"""Seed: "uusille asiakkaille varattu maksupääte löytyi lopulta vanhallekin"."""

from hoituu.coach import english, finnish
from hoituu.coach.habit import Habit
from hoituu.coach.rules import Level

HABIT = Habit(
    code="new_customers_only",
    level=Level.THINK,
    seed="uusille asiakkaille varattu maksupääte löytyi lopulta vanhallekin",
    why={
        "fi": "Vanha asiakas kuulee, että uusi on arvokkaampi. Tarjoa vähintään sama.",
        "en": "An old customer hears that a new one is worth more. Offer at least the same.",
    },
    instead={
        "fi": "Saat tietenkin saman hinnan. Muutan sen sopimukseesi tänään.",
        "en": "Of course you get the same price. I will change it in your contract today.",
    },
    fires={
        "fi": (
            "Etu on vain uusille asiakkaille.",
            "Nykyiset asiakkaat eivät saa kampanjahintaa.",
            "Tervetuliaislahja kuuluu ensimmäistä kertaa liittyville.",
            "Tarjous on tarkoitettu niille, jotka eivät ole vielä asiakkaitamme.",
            "Vanhana asiakkaana et ole oikeutettu alennukseen.",
        ),
        "en": (
            "The benefit is for new customers only.",
            "Existing customers do not get the campaign price.",
            "The welcome gift is for first-time members.",
            "The offer is meant for those who are not with us yet.",
            "As a loyal customer you are not entitled to the discount.",
        ),
    },
    near={
        "fi": (
            "Tarjous on sama uusille ja nykyisille asiakkaille.",
            "Tervetuloa uudeksi asiakkaaksi!",
            "Saat saman hinnan kuin uudet asiakkaat.",
            "Uusi sopimus alkaa maanantaina.",
            "Vanhat asiakkaamme saavat kutsun ensin.",
        ),
        "en": (
            "The offer is the same for new and existing customers.",
            "Welcome as a new customer!",
            "You get the same price as new customers.",
            "The new contract starts on Monday.",
            "Our old customers get the invitation first.",
        ),
    },
    shows={
        "fi": finnish.patterns("""
            @newones .. asiakas|tilaaja|jäsen|tilaus|sopimus .. vain|ainoastaan|yksinomaan
            @offer .. koskea|tarkoittaa|tarkoitettu|varattu|varata|kuulua|voimassa|suunnattu|olla|rajata|rajattu|houkutin|saada|antaa .. @newones|=niille
            @newones .. tarkoitettu|varattu|kuulua|koskea|suunnattu|saada .. @offer
            @oldones .. :ei .. saada|kuulua|koskea|oikeutettu|voida|piiri|päteä|myöntää|antaa|oikeus|pääse|päästä
            @oldones .. ulkopuolelle|normihinta|listahinta|täysi
            :ei .. koskea|kuulua|saada|anneta|antaa|myöntää .. @oldones|asiakkaamme|=jo
            @newones .. houkutella|houkutin|hankkia
            =jo .. asiakkaamme|asiakas|tili|jäsen .. :ei|@offer
            @offer .. =jo .. asiakas|tili|jäsen|liittymä|sopimus
            @newones|ensimmäinen|ensi .. kerta|kertaa .. liittyä|ostaa|tilata|asiakas|liittyvä
            uusi . asiakas|tilaaja .. etu|hinta|tarjous
            vain|ainoastaan|yksinomaan|pelkästään|vaan .. uusi|uudet|tuore|ensikertalainen|ensitilaaja|liittyvä|liittyjä|uusasiakas|tulija
            vain|ainoastaan|yksinomaan|pelkästään .. ensimmäinen .. kerta|kertaa|tilaus|ostos
            vasta . =tuleville|tulla|taloon|liittyä
            @offer|diili .. =niille .. :ei .. vielä|ennen|aiemmin|ollut|käydä|käynyt|asiakas|liittymä|meillä|jäsen|käyny
            @offer|diili .. tuore|uusi .. tilaaja|asiakas|jäsen
            te|sinä .. maksaa&:te .. jatkossakin|normi|täysi
        """),
        "en": english.patterns("""
            existing|current|loyal|long-standing|longstanding|old|returning|present|already|regular|established .. :not|exclude|excluded|ineligible|full|standard|miss|remain|outside
            :not .. eligible|entitle|qualify|apply|available|extend|valid|include .. existing|current|loyal|already|you|customer|member
            @offer .. new . customer|customers|client|clients|member|members|subscriber|subscribers|tenant|tenants|sign-up|signups|joiner|patient|patients
            to . attract|lure|win|tempt|recruit
            those|people|folks|anyone|households .. :not .. yet|before|already|customer|with
            first . order|purchase|visit .. only
            only|exclusively|reserved|solely|meant|strictly|restricted|limited|aimed|for .. new . customer|customers|client|clients|member|members|subscriber|joiner|patient|sign-ups|accounts|tenants
            only|exclusively|reserved|solely|meant|strictly|for .. first-time|newcomers|joiners|switchers|starters|newbies
            reserved|meant|only|for . those|people|anyone|folks|customers .. :not . yet|already|currently
            reserved .. those . who
            @offer .. first-time|newcomers|joiners|switchers
            :you .. already . a|have|with|our .. customer|member|client|account|us|subscriber .. :not|so
            as . a|an . customer|member .. since|of .. outside|:not|miss
            existing|current|loyal|long-standing|old .. customer|member|client|tenant|patient .. :not|full|standard|usual|exclude|excluded
            fall . outside
        """),
    },
    unless={
        "fi": finnish.patterns("""
            sama .. uusi
            sama|sekä|myös .. @oldones
            @oldones .. sama|myös|ensin
            tervetuloa|tervetullut
            uusi .. sopimus|aika|laite|kortti|lasku|hinta|tuote|liittymä .. alkaa|tulla|lähettää|saada&:te
            saada&:te .. sama
            ensi . viikko|kerta|maanantai|tiistai|vuosi|kuu
            paikalla|töissä
        """),
        "en": english.patterns("""
            same .. new|existing
            both|too|also|as . well
            welcome . as|to
            new . contract|device|card|bill|appointment|one|time
            existing|old|loyal .. first|same|too
        """),
    },
)
