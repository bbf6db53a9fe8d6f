"""Words that search treats each in its own way."""

# Compounds that mean something else than their parts: who looks for electricity wants no e-mail.
APART_WORDS = """
    aamupäivä iltapäivä keskipäivä keskiyö keskiviikko viikonloppu syntymäpäivä nimipäivä
    kuukausi vuosikymmen vuosisata kellonaika päivämäärä lukukausi vuorokausi maailma kotimaa
    ulkomaa isänmaa sähköposti tietokone jääkaappi pölynimuri tuulilasi jalkapallo käsipallo
    lentopallo koripallo pesäpallo ilmapallo maapallo lumipallo jalkakäytävä sateenvarjo
    sateenkaari tulitikku sormenjälki hevosvoima auringonkukka voikukka mansikka sananlasku
    päiväkirja käsikirja huonekalu korvarengas vesimeloni rautatie käsiala peukalokyyti
    yhteystieto puheenvuoro puheenjohtaja näkökulma kaupunginosa lähtökohta maapähkinä
    alakerta yläkerta jälkiruoka laskuvarjo vaihtoehto
"""
APART = frozenset(APART_WORDS.split())
# Words that look like a form of another and hardly ever are.
WHOLE_WORDS = "jälkeen jälkikäteen kanssa mukaan takia kautta kuin vuoksi"
WHOLE = frozenset(WHOLE_WORDS.split())
