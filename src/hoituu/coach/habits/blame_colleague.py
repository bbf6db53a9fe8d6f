"""Seed: "se, joka asian on alun perin hoitanut, on luultavasti tehnyt virheen"."""

from hoituu.coach import english, finnish
from hoituu.coach.habit import Habit
from hoituu.coach.rules import Level

HABIT = Habit(
    code="blame_colleague",
    level=Level.THINK,
    seed="se, joka asian on alun perin hoitanut, on luultavasti tehnyt virheen",
    why={
        "fi": "Asiakkaalle olette yksi ja sama talo. Toisen moittiminen kuulostaa siltä, ettei kukaan vastaa.",
        "en": "To the customer you are one house. Blaming somebody in it sounds as if nobody is responsible.",
    },
    instead={
        "fi": "Meiltä tapahtui virhe, ja korjaan sen.",
        "en": "We made a mistake, and I will put it right.",
    },
    fires={
        "fi": (
            "Työkaverini oli unohtanut kirjata tilauksesi.",
            "Virhe on tapahtunut laskutuksessa, ei täällä.",
            "Edellinen vuoro oli sotkenut varauslistan.",
            "Se johtuu kuljetusfirmasta, he hukkasivat paketin.",
            "Kesätyöntekijä antoi sinulle väärää tietoa.",
        ),
        "en": (
            "My colleague forgot to book your order.",
            "The warehouse got it wrong again.",
            "That was the courier's fault, not ours.",
            "Whoever took your call gave you the wrong information.",
            "The previous shift messed up the list.",
        ),
    },
    near={
        "fi": (
            "Unohdin kirjata tilauksesi, anteeksi.",
            "Työkaverini Aino auttoi löytämään vian.",
            "Virhe oli meidän, ja korjaan sen tänään.",
            "Kollegani soittaa sinulle huomenna klo 10.",
            "Kysyn varastosta ja kerron sinulle tänään.",
        ),
        "en": (
            "I forgot to book your order, sorry.",
            "My colleague Anna helped me find the fault.",
            "The mistake was ours, and I am putting it right today.",
            "My colleague will call you at 10 tomorrow.",
            "I will ask the warehouse and tell you today.",
        ),
    },
    shows={
        "fi": finnish.patterns("""
            @mistake .. @others
            @mistake .. tehdä .. @others|@people|:nimi
            @mistake|mokakin .. olla . hän|heidän|@others
            johtua|aiheutua .. @others
            @others|@people .. :ei .. perehtyä|perehtynyt|osata|tietää|muistaa|merkata|merkitä|huomata|lukea|tarkistaa|hoitaa|ymmärtää
            @others|@people|:nimi&:nimi .. jättää|antaa|neuvoa|luvata|kirjata|merkitä|laittaa|lähettää|kaivaa|katkaista|asentaa|tallentaa|viedä&:mennyt .. väärin|väärä|tekemättä|kirjaamatta|vahingossa|vahinko|turhaan|poikki|kysymättä|huolimattomasti
            @others|@people .. @mistake|luvata .. liikaa|turhaan|omiaan
            syy|vika|moka .. olla .. @others|hän
            @others .. vika|syy|moka
            @others|@people .. toimia|mennä .. väärin|pieleen|huonosti
            @others|@people|:nimi .. @mistake&!unohtaa|unohtaa&:mennyt|unohtanut
            @mistake .. :nimi|@others|@people
            virhe|moka|munaus|vahinko .. tehdä|tapahtua|syntyä|sattua .. @others|@people|:nimi|siellä|heillä
            sössiä|sössinyt|mokata|mokannut|tyriä|tyrinyt|munata|ryssiä|sotkea|sotkenut|hukata|hukannut|tunaroida|kämmätä|sählätä .. @others|@people|*poika|*tyttö|:nimi|hän|ne|se
            *tyttö|*poika|@people|@others .. panna|laittaa|kirjata|merkitä|näppäillä|syöttää .. nurinpäin|nurin|väärin|väärä|sekaisin|päin
            johtua|aiheutua|syntyä|peräisin .. @others|*lainen|alihankkija
            :ei .. sananvalta|vaikuttaa|määrätä|vastata .. heidän|toiminta|@others
            toiminta .. :ei .. sananvalta
            @others|@people .. :ei|jättää .. merkata|kirjata|ikinä|koskaan|tehdä|ilmoittaa
            mistä . minä .. tietää|voida
        """),
        "en": english.patterns("""
            @mistake .. of|by|at|from|with .. @others
            @others .. let . :we|:you . down
            due|because .. @others .. error|mistake|mix-up|delay
            @others .. supposed|meant . to
            @others|@people|:name .. @mistake&!drop&!fail&!lose|forgot|forgotten|misread|misquoted
            @others|@people|:name .. fail|drop . to|the
            @others|@people|:name|whoever|he|she .. get|give|put|enter|write|tell|key|type|send|fit|cut|book|pack|take|quote .. wrong|incorrect|incorrectly|badly|wrongly|up|backwards|nonsense|rubbish
            @others|@people|:they .. :not .. check|checking|listen|listening|read|update|pass|bother|train|trained|write|note|noted|log|tell|told|pay
            @others .. doing|handiwork
            :not . :we|us|ours .. it . be|was .. @others
            whoever .. take|took|serve|speak|handle|pack|answer
            someone|somebody .. before|other|previous|else .. wrong|forget|mess|mistake|mix
            @others .. let|left . :we|us|:you
            mix|mess|screw|cock|bungle . up .. @others|@people
        """),
    },
    unless={
        "fi": finnish.patterns("""
            virhe|moka|erehdys|vika|syy .. meidän|minun|oma|:meidän|=omani
            meidän|minun|oma|=omaa .. virhe|moka|erehdys|huolimattomuus|vika
            unohtaa&:minä|erehtyä&:minä|mokata&:minä|sotkea&:minä|kirjata&:minä|sekoittaa&:minä|näppäillä&:minä
            @people|:nimi .. auttaa|löytää|korjata|huomata|kiittää|opastaa|ottaa&:hän
            kiitos|suurkiitos
            sinun|:sun .. vika|syy|virhe
            :ei .. sinun|:sun .. vika|syy
            :minä&:mennyt&unohtaa|:minä&:mennyt&kirjata|:minä&:mennyt&laittaa|:minä&:mennyt&näppäillä
            olla&:minä .. unohtanut|kirjannut|mokannut|sotkenut
            =itse .. mokasin|mokata
            @people|:nimi .. lähteä|eläke|läks|poissa|loma
        """),
        "en": english.patterns("""
            our|my|mine|ours .. mistake|error|fault|slip|blunder|oversight
            mistake|error|fault|slip|oversight .. our|my|mine|ours
            @people|:name .. help|find|spot|fix
            :you|your .. mistake|error|fault|forget
            =i . forgot|forget|misread|mixed|entered|booked|typed|put|had|made|got
            :i .. wrong|mistake|error . on|in|with
            nothing . wrong
        """),
    },
)
