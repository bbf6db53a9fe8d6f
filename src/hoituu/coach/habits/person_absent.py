"""Seed: "asiaa hoitanut henkilö ei ole paikalla ja hän on vasta ensi viikolla seuraavan kerran töissä"."""

from hoituu.coach import english, finnish
from hoituu.coach.habit import Habit
from hoituu.coach.rules import Level

HABIT = Habit(
    code="person_absent",
    level=Level.THINK,
    seed="asiaa hoitanut henkilö ei ole paikalla ja hän on vasta ensi viikolla seuraavan kerran töissä",
    why={
        "fi": "Asiakas jää odottamaan ihmistä, ei vastausta. Kerro, kuka auttaa nyt.",
        "en": "The customer is left waiting for a person instead of an answer. Say who helps now.",
    },
    instead={
        "fi": "Otan tämän hoitaakseni ja vastaan sinulle [aika].",
        "en": "I will take this over and answer you by [time].",
    },
    fires={
        "fi": (
            "Asiaasi hoitava Pekka on lomalla ensi kuuhun.",
            "Hän ei ole tänään paikalla, kokeile huomenna.",
            "Myyjämme tulee töihin vasta torstaina.",
            "Laskuttajamme on sairaana, joten joudut odottamaan.",
            "Se joka tämän tietäisi, on jäänyt eläkkeelle.",
        ),
        "en": (
            "Peter, who deals with this, is on holiday until next month.",
            "She is not in today, try tomorrow.",
            "Our salesperson is only back on Thursday.",
            "The person who knew about this has left the company.",
            "Our accountant is off sick, so you will have to wait.",
        ),
    },
    near={
        "fi": (
            "Pekka on lomalla, joten hoidan tämän hänen puolestaan tänään.",
            "Kollegani on vapaalla, mutta soitan sinulle itse klo 14.",
            "Olemme auki myös lomien aikana.",
            "Olen itse poissa perjantaina, joten vastaan sinulle jo torstaina.",
            "Hän palaa lomalta maanantaina, ja siihen asti hoidan asiasi.",
        ),
        "en": (
            "Peter is on holiday, so I am taking this over today.",
            "My colleague is away, but I will call you myself at 2 pm.",
            "We are open over the holidays too.",
            "I am away on Friday, so I will answer you on Thursday.",
            "She is off this week and I am looking after her customers.",
        ),
    },
    shows={
        "fi": finnish.patterns("""
            @people|:nimi .. @away
            @away .. @people|:nimi
            @people|:nimi|joka .. :ei .. paikalla|töissä|talo|tavoitettavissa|täällä|linja|vuorossa|duunissa|saatavilla|palveluksessa|palvelus
            :ei .. paikalla|töissä|tavoitettavissa|saatavilla .. vasta|ennen|kuin
            @people|:nimi .. vasta|ennen|aikaisintaan .. :luku|maanantai|tiistai|keskiviikko|torstai|perjantai|viikko|kuukausi|huominen|huomenna|syksy|kesä|kuu
            vasta .. @people|:nimi .. takaisin|töissä|palata|paikalla
            @people|:nimi .. lähteä|lopettaa|muuttaa|jäädä|poistua|irtisanoa|vaihtaa .. eläke|talo|pois|meiltä|työpaikka|muualle|ulkomaille|työ|firma|yritys|pesti
            silloinen|entinen .. :ei|lopettaa|muuttaa|jäädä|lähteä
            @people|:nimi .. palata|tulla&:hän .. ensi|vasta|:luku|maanantai|tiistai|keskiviikko|torstai|perjantai
            :ei .. kukaan .. paikalla|töissä .. ennen|vasta|kuin
            @people|:nimi .. kuume|flunssa|sairaala|lepo|virkavapaus|*vapaus
            *vapaus|*vapaa .. päättyä|loppua|jatkua
        """),
        "en": english.patterns("""
            @people|:name|:they|who .. @away $
            @people|:name|:they|who .. only .. back|in|work|here
            @people|:name|:they|who .. :not .. with . :we
            @away .. @people|:name|who .. until|till|wait
            wait .. until|till|for .. @people|:name|:they .. back|return|in
            @people|:name|he|she|he's|she's|who . be .. holiday|vacation|sick|off|away|abroad|sabbatical|maternity|paternity|training|course|absent|unavailable|honeymoon|tour|ill|leave|retired
            @people|:name|he|she . have|has .. leave|left|retire|retired|quit|moved|gone
            @people|:name|he|she|who . be|is|isn't|doesn't|won't|not .. not|n't .. in|here|available|around|work|working|back|reachable|until|till
            @people|:name|he|she . :not . in|here|available|around|work|back
            @people|:name|he|she|they .. be . back|return .. on|next|until|till|after|monday|tuesday|wednesday|thursday|friday|week|month
            @people|:name|he|she .. return|back|in .. only|next|monday|tuesday|wednesday|thursday|friday
            who .. leave|left|retire|retired|know|knew|deal|dealt .. leave|left|retire|retired|company|us|last|gone
            until|till|once|when|after .. he|she|:name|@people . be . back
            till . the . :number
        """),
    },
    unless={
        "fi": finnish.patterns("""
            :minä&!olla&!voida&!tietää&!osata&!pystyä&:verbi
            puolesta|sijasta|tilalla|sijaan .. :minä
            =puolestaan|=sijastaan|=hänenpuolestaan
            mutta|ja .. :nimi|@people .. ottaa|hoitaa|auttaa|soittaa|vastata|tuntea|jatkaa
            olla&:minä .. @away
            auttaa&:hän|jatkaa&:hän|hoitaa&:hän
        """),
        "en": english.patterns("""
            so|but|and|meanwhile .. =i|i'll|i'm|i've
            =i|i'll|i'm .. take|taking|look|help|handle|pick|cover|stand|call|carry|deal|step|jump
            :name|@people .. cover|take|help|pick|stand|look
            =i|i'm .. @away
            =i|i'm . have|take|make|do|run . his|her|their
            =i|i'll|shall ring|phone|bring|finish|sort|give
            =we|we're .. open
            leave . :you
            bank . with . us
        """),
    },
    looks_on=1,
)
