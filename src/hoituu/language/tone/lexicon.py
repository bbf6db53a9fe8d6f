"""The words of service that carry a mood, written by hand; `*` ends a beginning."""

FURIOUS_FI = """
    törkeä* hävytön* häpeä* häpeällinen paska* helvet* perkele* saatana* vittu* idiootti* pelle* pelleil*
    huijar* huijaus* huijat* rosvo* varas varka* kusettaa kusetus* kuseta* sietämätön käsittämätön
    uskomaton* ala-arvo* surkea* kammottav* kamala* järkyttä* raivo* raivostut* ikinä koskaan lopullisesti
    kiroil* oikeuteen lakimies* kuluttajaviranom* kuluttajansuoja* ilmianta* tarpeeksi mitta täynnä
    pöyristyttäv* irvokas farssi sikamai* valehtel* valehdel* röyhkeä* ryöstö* luokaton luokatto*
    naurettav* kyllästy* pinna hermo* riitti tarpeekseni tarpeeksemme kohtuuto* härski* kehdata kehtaa*
    hävettä* vastuuto* ylimieli* epäpätev* kiukku* suututt* vihai*
"""
UNHAPPY_FI = """
    pettynyt pettymys pettyä harmi* harmittaa* ikävä* valittaa valitus* reklam* huono* rikki rikko* vika
    vialli* virhe* väärin väärä* puuttu* myöhä* myöhäss* viivästy* odottaa odotus* jono* jonot* kallis*
    ylihint* kesken katke* pätki* hidas* hitaa* likai* epäselvä* ongelma* hankala* turha* turhaan kylmä
    väsy* ärsyt* unoht* hukka* hukku* vieläkään edelleen kukaan kahdesti tuplana veloit* perit* laskut*
    lupasi luvattu toimi rikkinäi* tahra* naarmu* vuota* vuoto* home tympeä* töykeä* tyly*
"""
PLEASED_FI = """
    kiitos kiitos* kiittää hyvä* hyvin kiva* mukava* toimii sujui sujua onnistu* hoitui hoitua helppo* nopea*
    ystävälli* siisti* tyytyväi* ajoissa auttoi auttaa avuli* kunnossa selkeä* reilu* sopi* korjaantu* jees ok
    asiallinen luotettava* ammattitaito* ilahdut* iloinen iloi*
"""
DELIGHTED_FI = """
    ihana* mahtav* upea* loistav* huikea* huippu* erinomai* fantasti* vau wau rakast* täydelli* paras parhaat
    parasta suosittel* ylittää ylitti yllättä* sydäm* kiitollinen suurkiitos tuhannet valtavasti onnelli*
    itkin liikuttav* ikimuistoi* timantti timantti* enkeli* pelasti* sanoinkuvaamat* superhyvä* priima*
    maailman lumoav* hurmaav* kympin jackpot
"""
HURRY_FI = """
    heti nyt tänään kiire* pikaisesti pian välittömästi huomenna tunti tunnin tunnissa minuutti minuut* ennen
    mennessä viimeistään hätä* päivystys* apua odottaa illalla aamulla nopeasti asap vuotaa savua palaa jumissa
    lukittu* lento* juna hääpäivä* hää* haastattelu* tentti* leikkaus*
"""
LEAVING_FI = """
    irtisano* lopettaa lopetan peru* purkaa puran vaihtaa vaihdan vaihdamme kilpailija* toinen toiselle muualle
    eroan erota poistu* lähden lähteä poistakaa hyvästi viimeinen viimeisen asiakkuu* päättää päätän siirry*
    siirtyä siirrän palaa ikinä
"""
FURIOUS_EN = """
    disgust* disgrace* outrage* furious livid appall* shame* scam* fraud* thie* crook* robber* liar* lie lied
    lying rubbish crap* shit* fuck* bullshit bloody hell joke clown* pathetic worst useless incompetent
    unbelievable unacceptable ridiculous never ombudsman lawyer* solicitor* court sue trading enough horrible
    awful terrible abysmal diabolical rip-off ripoff idiots idiot morons criminal fed fuming seething
    shambles farce insult* unprofessional* atrocious dreadful shocking shocked conned robbed swindl*
    negligent* angry rage infuriat* sick
"""
UNHAPPY_EN = """
    disappoint* complain* complaint* broken wrong late delay* missing miss unhappy poor slow fault* damage* error*
    mistake* overcharg* charged twice still waiting wait waited queue* nobody problem* issue* cold dirty rude
    expensive frustrat* annoy* upset sad unfortunately lost leak* scratch* stain* cancel* unclear confusing again
    refund shame stopped fail* cracked incorrect reminder although
"""
PLEASED_EN = """
    thank* good nice well works work fine helpful help friendly quick* easy smooth* satisfied pleased happy tidy
    polite clean fair solved sorted fixed great cheers decent clear recommend* glad handy neat
"""
DELIGHTED_EN = """
    wonderful amaz* fantastic brilliant excellent love* perfect* outstanding wow incredible superb thrilled
    delight* best awesome stunning magic* star* legend* heart* grateful million thousand thousands cried tears
    exceptional gorgeous beyond ecstatic spectacular chuffed lifesaver angel* saved
"""
HURRY_EN = """
    now today urgent* urgently immediately asap tonight tomorrow hour* minute* soon before deadline emergency
    stuck quickly morning flight train wedding interview exam surgery flood* leak* locked smoke burning straight
"""
LEAVING_EN = """
    cancel* leav* switch* competitor* elsewhere terminate* close closing end ending quit* last goodbye unsubscribe
    contract moving move take business another provider done goodbye never again
"""
BY_MOOD = {
    "fi": {
        "furious": FURIOUS_FI,
        "unhappy": UNHAPPY_FI,
        "pleased": PLEASED_FI,
        "delighted": DELIGHTED_FI,
        "hurry": HURRY_FI,
        "leaving": LEAVING_FI,
    },
    "en": {
        "furious": FURIOUS_EN,
        "unhappy": UNHAPPY_EN,
        "pleased": PLEASED_EN,
        "delighted": DELIGHTED_EN,
        "hurry": HURRY_EN,
        "leaving": LEAVING_EN,
    },
}


def _sorted_out(words: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return whole words, and beginnings."""
    every = words.split()
    beginnings = tuple(word[:-1] for word in every if word.endswith("*"))
    return frozenset(word for word in every if not word.endswith("*")), beginnings


MOODS = {
    lang: {mood: _sorted_out(words) for mood, words in moods.items()}
    for lang, moods in BY_MOOD.items()
}
NEGATIONS = {
    "fi": frozenset(
        ["ei", "eikä", "en", "et", "emme", "ette", "eivät", "älä", "älkää", "ilman", "tuskin"]
    ),
    "en": frozenset(
        ["not", "no", "never", "without", "hardly", "nothing", "neither", "nor", "isn't"]
    ),
}
