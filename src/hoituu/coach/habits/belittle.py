"""Seed: "älä vähättele tai viisastele"."""

from hoituu.coach import english, finnish
from hoituu.coach.habit import Habit
from hoituu.coach.rules import Level

HABIT = Habit(
    code="belittle",
    level=Level.THINK,
    seed="älä vähättele tai viisastele",
    why={
        "fi": "Asiakas kuulee, ettei hänen harmillaan ole väliä.",
        "en": "The customer hears that their trouble does not matter.",
    },
    instead={
        "fi": "Ymmärrän, että tämä harmittaa. Hoidan asian.",
        "en": "I understand that this is annoying. I will look after it.",
    },
    fires={
        "fi": (
            "Rauhoitu, ei tässä mitään hätää ole.",
            "Tällaista nyt sattuu kaikille.",
            "Kyse on vain muutamasta eurosta.",
            "Siitä on turha tehdä numeroa.",
            "Eihän tuo pieni naarmu haittaa.",
        ),
        "en": (
            "Calm down, it's nothing.",
            "These things happen.",
            "It's only a few euros.",
            "There is no need to make a fuss.",
            "A tiny scratch like that does no harm.",
        ),
    },
    near={
        "fi": (
            "Tämä ei ole mikään pikkujuttu, ja olen pahoillani.",
            "Ymmärrän, että kaksi päivää ilman nettiä on paljon.",
            "Saat pienen hyvityksen laskullesi.",
            "Ei hätää, vaihdan sen sinulle tänään.",
            "Se maksaa vain 5 euroa kuussa.",
        ),
        "en": (
            "This is no small thing, and I am sorry.",
            "I understand that two days without internet is a lot.",
            "You get a small credit on your bill.",
            "Don't worry, I will replace it today.",
            "It only costs 5 euros a month.",
            "Nothing is lost: I still have this.",
        ),
    },
    shows={
        "fi": finnish.patterns("""
            rauhoittua&:käsky|rauhallisesti|rauhoittua|=rauhassa
            :ei .. syy|tarvita|tarvitse|kannattaa|maailma .. huoli|hätä|hermostua|huolestua|kaatua|suuttua|pahoittaa|murehtia|ottaa|loppua|numero|meteli|itkeä|draama|dramatiikka|kohu|haloo|nostaa|panikoida|valittaa
            :ei .. maailma|siihen .. kaatua|kuolla|loppua
            tuskin|:ei .. kukaan .. kaatua|kuolla
            turha|turhaan .. murehtia|huolestua|suuttua|tehdä|valittaa|hermostua|numero|meteli|nostaa|kiukutella|hätäillä|harmitella|vouhottaa|hermoilla|surra
            =turhaan . :te
            vain|vaan|pelkkä|pelkästään|pikkuinen|pikku|pieni|mitätön|olematon|minimaalinen|muutama|yks|yksi .. euro|naarmu|läikkä|viive|vika|juttu|asia|minuutti|karva|päivä|sentti|tahra|haitta|kolhu|lommo|piirto|pikkujuttu|pikkuvika|kosmeettinen|kauneusvirhe
            pikkujuttu|pikkuasia|kauneusvirhe|=pikkuvika|pikkuvika|kosmeettinen|pikkusummat|nyanssi|bagatelli|lillukanvarsi
            sattua|tapahtua|käydä .. kaikki|sellainen|tällainen|kuka|joskus|jokainen|muut|aina|paras
            sellainen|tällainen|semmoinen|tämmöinen .. sattua|tapahtua|käydä|elämä|olla . se
            älä|älkää|=älähän|=älkäähän .. hötkyillä|hermostua|huolehtia|murehtia|suuttua|ottaa|panikoida|hätäillä|hikeentyä|nipottaa|liioitella|dramatisoida|polttaa|pahastua|kiukutella|hermoilla|jaksa
            numero|meteli|haloo|hälinä|kohu|draama|show .. tehdä|nostaa
            tehdä .. kärpänen|numero|haloo|meteli|draama
            selvitä .. hengissä
            ottaa .. itse|henkilökohtaisesti|raskaasti|nokka
            :ei .. mitään|suuri|iso|kovin|sen .. kummempi|vakava|vahinko|haitta|haittaa|vaara|pahaa|ihmeellinen
            :ei . kuolla|haitata
            =hei . se|nyt|rauha
            on|olla .. suurempi|pahempi|isompi .. ongelma|murhe|huoli
            liioitella|ylireagoida
            pikkunen|=pikkunen|pienen|=pieni . pieni|läikkä|naarmu|juttu
            :käsky .. henki|rauhallisesti|rauha .. vetää|hengittää
            =vetäkää|=vedä .. =henkeä
            turha .. =vollottaa|=itkeä|=kitistä|=valittaa|=narista|vollottaa
            kyllä .. kasvaa|parantua|unohtua|kulua .. takaisin|pois
        """),
        "en": english.patterns("""
            calm . down
            relax|chill|cheer
            no|:not .. need|reason|cause|point .. upset|worry|fuss|angry|panic|alarm|get|make|drama|cry|shout
            take . it . easy
            these|such|those . thing|stuff . happen
            thing|it|stuff|mistake .. happen .. to|all|everyone|sometimes|us|best
            only|just|mere|merely|tiny|little|minor|small|trivial|slight .. euro|euros|pound|pounds|dollar|quid|scratch|mark|delay|day|days|minute|minutes|issue|thing|hair|inconvenience|matter|detail|stain|bit|cent|cents|hiccup|glitch|blemish|dent
            :not .. big|end|serious|worth|major|huge .. deal|world|problem|issue|fuss|worry
            :not . that . bad
            hardly|barely .. notice|noticeable|worth|matter|disaster|emergency
            fuss|drama|meal|mountain|scene .. make|over|out
            make .. fuss|drama|meal|mountain|scene
            nothing .. serious|worry|upset|cry|major|special|lose
            nobody|no . one|:not . one .. die|died|dying|hurt
            overreact|exaggerate|dramatic
            worse .. thing|problem
            first . world
            get . over . it
            live . with
            cosmetic
            storm . in
            lighten . up
            survive
            let . it . go
            hardly|not . the . end
            no . drama
            be . nothing . in|compared|really|to
            is . nothing . in|compared|really
            normal . on|for|in . a|this
            bit . of .. normal|never|:not
            bother .. :you . that . much
        """),
    },
    unless={
        "fi": finnish.patterns("""
            :ei .. mikään|mitenkään|todellakaan .. pikkujuttu|pieni|pikkuasia
            ymmärtää .. :minä
            hyvitys|alennus|lahja .. pieni|pikku
            pieni .. hyvitys|alennus|lahja|ele
            maksaa&:hän
            :minä&vaihtaa|:minä&tuoda|:minä&lähettää|:minä&hoitaa|:minä&korjata|:minä&tulla
            anteeksi .. pieni
            katsos
        """),
        "en": english.patterns("""
            no . small|minor|trifle
            :not . a . small|minor
            :not . just|only
            understand
            small . credit|gesture|gift|refund
            cost
            =i|i'll .. replace|send|fix|sort|bring|look|call
            more . than . a
            just|only . :number . minute|minutes|steps
            take . only|just
            =just . return|returned|refunded|sent|fixed|checked
            have . just
        """),
    },
)
