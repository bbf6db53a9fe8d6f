"""Seed: "kerrotaan, mihin kohtaan pitää saada ruksi"."""

from hoituu.coach import english, finnish
from hoituu.coach.habit import Habit
from hoituu.coach.rules import Level

HABIT = Habit(
    code="tick_box",
    level=Level.THINK,
    seed="kerrotaan, mihin kohtaan pitää saada ruksi",
    why={
        "fi": "Ensimmäinen sana on muotoseikka. Auta ensin, täytetään paperit yhdessä.",
        "en": "Formality comes first. Help first, then fill in the papers together.",
    },
    instead={
        "fi": "Hoidan tämän, ja täytän lomakkeen puolestasi. Kysyn vain, mitä en tiedä.",
        "en": "I will look after this and fill in the form for you, and only ask what I do not know.",
    },
    fires={
        "fi": (
            "Lomakkeen kohta 4 on täytettävä ennen käsittelyä.",
            "Hakemuksesta puuttuu leima.",
            "Ilman asiakasnumeroa en voi tehdä mitään.",
            "Rasti pitää olla oikeassa ruudussa.",
            "Valitse valikosta oikea aihe, muuten viesti ei etene.",
        ),
        "en": (
            "Section 4 of the form must be filled in first.",
            "The application is missing a stamp.",
            "Without a customer number I can't do anything.",
            "You have to tick the right box.",
            "Choose the correct category, otherwise it won't be processed.",
        ),
    },
    near={
        "fi": (
            "Lomaketta ei tarvita, tämä viesti riittää.",
            "Täytin lomakkeen puolestasi.",
            "Kerrotko asiakasnumerosi, jotta löydän laskun heti?",
            "Lähetän sinulle lomakkeen valmiiksi täytettynä.",
            "Sain hakemuksesi, kiitos.",
        ),
        "en": (
            "No form is needed, this message is enough.",
            "I filled in the form for you.",
            "Could you tell me your customer number so that I can find the bill?",
            "I will send you the form already filled in.",
            "I have received your application, thank you.",
        ),
    },
    shows={
        "fi": finnish.patterns("""
            @forms .. pitää|täytyä|tulla&:hän|oltava|pakollinen|vaadittava|täytettävä|merkittävä|valittava|mainittava|löydyttävä
            pitää|täytyä|oltava|vaatia|edellyttää|tarvita|tarvittaa .. @forms
            @forms .. puuttua|väärä|virheellinen|tyhjä|vajavainen|puutteellinen|väärin|palautua|hylätä|oikea
            puuttua|puute .. @forms
            ilman .. @forms
            ensin .. @forms
            täyttää|valita|merkitä|ruksata|rastittaa|rastia|kirjata&:käsky|leimata|laittaa .. @forms
            @forms .. täyttää|valita|täyttänyt|ruksata|rastittaa|käyttää
            väärä|väärin .. @forms|otsikko|osio
            =rasti|=ruksi|=rastia|=ruksia|=rastin|=ruksin|=leima|=leimaa
            tehdä|hakea|jättää|ilmoittaa|toimittaa .. @forms
            :ei .. jono|eteenpäin|käsittely|vireille|etene|liikkua .. ilman|ellei|jos|ennen
            muuten|muutoin .. :ei .. käsitellä|edetä|jono|avata
            vain|vasta .. kun .. @forms .. valita|täyttää|valittu|täytetty
            @forms .. olla .. valita|täyttää|valittu|täytetty|merkitä|oikea|täydentää
        """),
        "en": english.patterns("""
            :not .. process|accept|proceed|open|consider|look|handle|deal .. without|until|unless
            in . block|capital|triplicate|duplicate
            @forms .. first
            @forms&!number&!category&!application&!section&!letter .. must|required|mandatory|compulsory|missing|incomplete|blank|incorrect|invalid|empty
            number|category|application|section|reference .. missing|incomplete|blank|incorrect|invalid|required|mandatory|compulsory|wrong
            must|need|require|have . to .. @forms&!box&!number
            need|require|must .. number|box . before|first|or|filled|ticked
            without|until|unless|once .. @forms .. complete|completed|sign|signed|fill|filled|tick|ticked|correct|be
            without .. @forms
            fill|complete|tick|resubmit|refill . @forms|in|out|the|section
            choose|select|pick|use|enter|quote .. category|code|reference|form|field|dropdown|subject|format|template
            wrong|correct|right|proper .. form|box|category|code|reference|field|format|section|template|queue
            every . page|field|box|section .. complete|completed|filled|signed
            in . blue|black . ink
            signature|sign . there|here|section|box|page
        """),
    },
    unless={
        "fi": finnish.patterns("""
            :ei .. tarvita|tarvitse|=tarvitse|=tarvita .. @forms
            @forms .. :ei .. tarvita|tarvitse|=tarvitse|=tarvita
            täyttää&:minä|täyttää&:mennyt&:minä|merkitä&:minä|lisätä&:minä|valita&:minä
            jotta|siksi|=niin .. :minä
            lähettää&:minä .. @forms
            @forms .. puolesta|=puolestasi|=puolestanne|valmiiksi
            kiitos .. @forms|hakemus
            :minä&saada&:mennyt .. @forms
            väärä .. numero .. meidän|:minä
            kuulua .. korvaus|hyvitys
            tehdä . =numeroa|=numero
            =laittaisitko|=lähettäisitkö|=kertoisitko .. :minä|niin|jotta
            kirjata&:minä
            hakata|salasana
        """),
        "en": english.patterns("""
            no|not|:not .. @forms .. need|needed|required|necessary
            :not . need
            =i|i'll|i've|we'll .. fill|complete|add|tick|send|sort|find
            so . that .. =i|we
            so .. =i . can
            receive .. @forms
            for . :you
            account . number .. so
            size .. when|order
            not . my . field
            picture|photo
            :i|i'll|once . :i . have
            pay .. out|same|you
        """),
    },
)
