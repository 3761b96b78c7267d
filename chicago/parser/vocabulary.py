"""The closed vocabularies that tell one part of a citation from another; never a single title or a single name."""

MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5,
    "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9,
    "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip

SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}

PARTICLES = frozenset(
    "von van der den de del della di da du des la le lo las los ten ter zu zum zur af av al el bin ibn ben"
    " y e dos das do d’ d' l’ l'".split()
)

# Capitalised particles belong to the family name: Du Bois, Van Dyke, Le Roy Ladurie.
FAMILY_OPENERS = frozenset(
    "Du De Van Von La Le Di Da Del Della Des Dos Ten Ter St. Saint Bin Ibn Ben El Al".split()
)

NAME_SUFFIXES = frozenset("Jr Jr. Sr Sr. II III IV".split())

NOT_IN_NAMES = frozenset(
    "the a an on in of and for from to with what how why who when where at by under after before between toward"
    " towards against beyond inside outside within without is are was were as or not but if this that these"
    " those there here see also cf compare quoted cited note notes page pages chapter vol volume part press"
    " books university review journal history essay essays letters collected works introduction ibid idem all"
    " my our his her their its it i we emphasis italics translation translations thanks both some many most"
    " although though while because since however whereas yet so then thus no"
    " january february march april june july august september october november december".split()
)

ORGANISATION_WORDS = frozenset(
    "department committee commission ministry association organization organisation university bureau council"
    " office institute institution congress party union nations bank agency library museum archive archives"
    " society board court house senate parliament government foundation center centre service administration"
    " company corporation federation league authority secretariat conference unesco college school press"
    " collective project group network states kingdom republic fund academy".split()
)

PUBLISHER_WORDS = frozenset(
    "press presses up books book publishers publisher publishing publications publication verlag house sons"
    " brothers editions éditions editore edizioni editorial éditeur classics library university univ company co"
    " inc ltd group paperbacks knopf norton penguin routledge vintage random macmillan harper harpercollins"
    " doubleday viking houghton mifflin little brown basic blackwell wiley springer brill palgrave sage dover"
    " touchstone pantheon anchor schuster scribner scribners farrar giroux holt oup cup gallimard seuil"
    " suhrkamp fischer einaudi feltrinelli verso bloomsbury faber methuen longman cengage bedford pearson"
    " mcgraw hill hackett signet bantam picador archive archives office gpo rosspen nauka izdatel’stvo"
    " izdatelstvo pictures films studios studio records mosfilm criterion".split()
)

PLACES = frozenset(
    "new york|london|boston|chicago|oxford|cambridge|princeton|new haven|berkeley|los angeles|paris|berlin"
    "|moscow|moskva|leningrad|st. petersburg|saint petersburg|petersburg|petrograd|philadelphia|washington"
    "|washington, dc|washington, d.c.|washington dc|ithaca|durham|chapel hill|stanford|palo alto|baltimore"
    "|bloomington|urbana|ann arbor|madison|minneapolis|lincoln|toronto|montreal|vancouver|ottawa|edinburgh"
    "|glasgow|manchester|leeds|dublin|cardiff|leiden|amsterdam|the hague|brussels|rome|roma|milan|milano"
    "|turin|torino|florence|venice|munich|münchen|frankfurt|frankfurt am main|hamburg|leipzig|stuttgart"
    "|cologne|köln|göttingen|vienna|wien|zurich|zürich|geneva|basel|bern|prague|warsaw|kraków|krakow|budapest"
    "|bucharest|sofia|belgrade|athens|istanbul|jerusalem|tel aviv|cairo|beirut|delhi|new delhi|bombay|calcutta"
    "|tokyo|kyoto|beijing|shanghai|hong kong|singapore|sydney|melbourne|canberra|auckland|wellington|madrid"
    "|barcelona|lisbon|mexico city|buenos aires|havana|são paulo|rio de janeiro|copenhagen|stockholm|oslo"
    "|helsinki|kiev|kyiv|minsk|riga|tallinn|vilnius|san francisco|seattle|houston|austin|atlanta|new orleans"
    "|pittsburgh|pittsburg|cleveland|detroit|st. louis|indianapolis|englewood cliffs|upper saddle river"
    "|garden city|harmondsworth|hanover|notre dame|lawrence|norman|athens, ga|university park|college park"
    "|boulder|denver|albany|bloomsbury|aldershot|farnham|basingstoke|houndmills|abingdon|cambridge, ma"
    "|cambridge, mass|cambridge, mass.|ithaca, ny|princeton, nj|hoboken|malden|boca raton|nashville"
    "|charlottesville|columbus|columbia|iowa city|kansas city|syracuse|rochester|westport|armonk|lanham"
    "|thousand oaks|belmont|indianapolis|peoria|johannesburg|cape town|nairobi|lagos|n.p.".split("|")
)

NEWSPAPER_WORDS = frozenset(
    "times post herald tribune gazette pravda izvestiia izvestia guardian globe sun chronicle daily star mail"
    " telegraph examiner inquirer observer figaro monde zeitung allgemeine telegram bee dispatch courier"
    " sentinel independent mirror express evening morning courant enquirer plain-dealer constitution"
    " argus advertiser bulletin intelligencer register trud krasnaia zvezda".split()
)

NEWSPAPERS = frozenset(
    "wall street journal|usa today|christian science monitor|le monde|el país|la repubblica|dagbladet".split(
        "|"
    )
)

MAGAZINES = frozenset(
    "new yorker|the new yorker|atlantic|the atlantic|atlantic monthly|harper’s|harper's|harper’s magazine"
    "|harper's magazine|time|newsweek|life|nation|the nation|new republic|the new republic|economist"
    "|the economist|spectator|the spectator|slate|salon|vox|wired|rolling stone|esquire|vanity fair|n+1|dissent"
    "|jacobin|smithsonian|national geographic|scientific american|history today|der spiegel|ebony|collier’s"
    "|collier's|mcclure’s|mcclure's|punch|look|people|vogue|new statesman|the new statesman".split("|")
)

MAGAZINE_WORDS = frozenset("magazine weekly monthly".split())

DICTIONARY_WORDS = frozenset("dictionary lexicon thesaurus wörterbuch glossary".split())

# What a bibliography of another school prints at the end and Chicago does not.
MEDIA = frozenset(
    "print|web|film|dvd|vhs|blu-ray|kindle|kindle edition|kindle ed.|e-book|ebook|epub|pdf|microfilm|microfiche"
    "|jstor|proquest|project muse|ebsco|ebscohost|google books|hathitrust|audiobook|streaming|transcript"
    "|video|photograph|podcast|mp3|cd|lp|radio|television|adobe digital editions|nook".split("|")
)

# Words that a sentence has and a citation, outside its titles, has not.
PROSE_WORDS = frozenset(
    "is are was were be been being has have had does did do am my mine our ours we they he she it i you your"
    " this these those would could should might must can cannot will shall argues argue argued writes wrote"
    " suggests suggest suggested claims claim claimed notes noted puts put means meant used use uses thank"
    " owe says said shows show showed discussed discuss discusses describes described makes made gives gave"
    " offers takes took points observes observed believes believed thinks thought estimates estimated"
    " disagree disagrees differ differs remains remained became become becomes died resisted refers refer"
    " stands appears appeared if because although while unless whether when where there here not also such so"
    " very more than however therefore their his her its both".split()
)
