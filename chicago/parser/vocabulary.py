"""The closed vocabularies that tell one part of a citation from another; never a single title or a single name."""


def words(listed: str) -> frozenset[str]:
    """Give the words of a list."""
    return frozenset(listed.split())


def _phrases(listed: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in listed.split("|"))


MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5,
    "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9,
    "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip

SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}

PARTICLES = words(
    """
    wa bint ould ap
    af al av ben bin d' da das de del della den der des di do dos du d’ e el ibn l' la las le lo los
    l’ ten ter van von y zu zum zur
    """
)

# Capitalised particles belong to the family name: Du Bois, Van Dyke, Le Roy Ladurie.
FAMILY_OPENERS = words(
    """
    Al Ben Bin Da De Del Della Des Di Dos Du El Ibn La Le Saint St. Ten Ter Van Von
    """
)

NAME_SUFFIXES = words(
    """
    II III IV Jr Jr. Sr Sr.
    """
)

NOT_IN_NAMES = words(
    """
    a after against all also although an and april are as at august because before between beyond
    books both but by cf chapter cited collected compare december emphasis essay essays february for
    from her here his history how however i ibid idem if in inside introduction is it italics its
    january journal july june letters many march most my no not note notes november october of on or
    our outside pages part press quoted review see september since so some thanks that the
    their then there these this those though thus to toward towards translation translations under
    university vol volume was we were what when where whereas while who why with within without
    works yet
    """
)

# Whose names begin small because they want it so.
SMALL_NAMES = _phrases("bell hooks | danah boyd | adrienne maree brown | e. e. cummings | ee cummings | fahima ife")

ORGANISATION_WORDS = words(
    """
    academia academy académie accademia administration agency akademie archive archives archivo asociación
    assembly association associazione authority bank biblioteca bibliothèque board bureau center centre centro
    collective college commission committee company conference congress corporation council court department
    federation fondation fondazione foundation fund fundación government group house institut institute
    institution instituto istituto kingdom league library ministry museo museu museum musée nations network
    office orchestra organisation organization panel parliament party press project republic school
    secretariat senate service sociedad society società société states unesco union universidad university
    università universität université
    """
)

PUBLISHER_WORDS = words(
    """
    anchor archive archives bantam basic bedford blackwell bloomsbury book books brill brothers
    brown cengage classics co company criterion cup doubleday dover editions editore editorial
    edizioni einaudi faber farrar feltrinelli films fischer gallimard giroux gpo group hackett
    harper harpercollins hill holt houghton house inc izdatelstvo izdatel’stvo knopf library little
    longman ltd macmillan mcgraw methuen mifflin mosfilm nauka norton office oup palgrave pantheon
    paperbacks pearson penguin picador pictures press presses publication publications publisher
    publishers publishing random records rosspen routledge sage schuster scribner scribners seuil
    signet sons springer studio studios suhrkamp touchstone univ university up verlag verso viking
    vintage wiley éditeur éditions
    """
)

PLACES = _phrases(
    """
    abingdon | albany | aldershot | amsterdam | ann arbor | armonk | athens | athens, ga | atlanta |
    auckland | austin | baltimore | barcelona | basel | basingstoke | beijing | beirut | belgrade |
    belmont | berkeley | berlin | bern | bloomington | bloomsbury | boca raton | bombay | boston |
    boulder | brussels | bucharest | budapest | buenos aires | cairo | calcutta | cambridge |
    cambridge, ma | cambridge, mass | cambridge, mass. | canberra | cape town | cardiff | chapel
    hill | charlottesville | chicago | cleveland | college park | cologne | columbia | columbus |
    copenhagen | delhi | denver | detroit | dublin | durham | edinburgh | englewood cliffs | farnham
    | florence | frankfurt | frankfurt am main | garden city | geneva | glasgow | göttingen |
    hamburg | hanover | harmondsworth | havana | helsinki | hoboken | hong kong | houndmills |
    houston | indianapolis | iowa city | istanbul | ithaca | ithaca, ny | jerusalem | johannesburg |
    kansas city | kiev | krakow | kraków | kyiv | kyoto | köln | lagos | lanham | lawrence | leeds |
    leiden | leipzig | leningrad | lincoln | lisbon | london | los angeles | madison | madrid |
    malden | manchester | melbourne | mexico city | milan | milano | minneapolis | minsk | montreal
    | moscow | moskva | munich | münchen | n.p. | nairobi | nashville | new delhi | new haven | new
    orleans | new york | norman | notre dame | oslo | ottawa | oxford | palo alto | paris | peoria |
    petersburg | petrograd | philadelphia | pittsburg | pittsburgh | prague | princeton | princeton,
    nj | riga | rio de janeiro | rochester | roma | rome | saint petersburg | san francisco |
    seattle | shanghai | singapore | sofia | st. louis | st. petersburg | stanford | stockholm |
    stuttgart | sydney | syracuse | são paulo | tallinn | tel aviv | the hague | thousand oaks |
    tokyo | torino | toronto | turin | university park | upper saddle river | urbana | vancouver |
    venice | vienna | vilnius | warsaw | washington | washington dc | washington, d.c. | washington,
    dc | wellington | westport | wien | zurich | zürich
    """
)

NEWSPAPER_WORDS = words(
    """
    advertiser allgemeine argus bee bulletin chronicle constitution courant courier daily dispatch
    enquirer evening examiner express figaro gazette globe guardian herald independent inquirer
    intelligencer izvestia izvestiia krasnaia mail mirror monde morning observer plain-dealer post
    pravda register sentinel star sun telegram telegraph times tribune trud zeitung zvezda
    """
)

NEWSPAPERS = _phrases(
    """
    christian science monitor | dagbladet | el país | la repubblica | le monde | usa today | wall
    street journal
    """
)

MAGAZINES = _phrases(
    """
    atlantic | atlantic monthly | collier's | collier’s | der spiegel | dissent | ebony | economist
    | esquire | harper's | harper's magazine | harper’s | harper’s magazine | history today |
    jacobin | life | look | mcclure's | mcclure’s | n+1 | nation | national geographic | new
    republic | new statesman | new yorker | newsweek | people | punch | rolling stone | salon |
    scientific american | slate | smithsonian | spectator | the atlantic | the economist | the
    nation | the new republic | the new statesman | the new yorker | the spectator | time | vanity
    fair | vogue | vox | wired
    """
)

MAGAZINE_WORDS = words(
    """
    magazine monthly weekly
    """
)

DICTIONARY_WORDS = words(
    """
    dictionary glossary lexicon thesaurus wörterbuch
    """
)

# What a bibliography of another school prints at the end and Chicago does not.
MEDIA = _phrases(
    """
    adobe digital editions | audiobook | cd | e-book | ebook | epub | google play books | kindle | kindle ed.
    | kindle edition | microfiche | microfilm | nook | pdf | print | transcript | web | typescript
    """
)

# What is heard or seen with a length of its own.
RECORDED_MEDIA = _phrases(
    """
    33 1/3 rpm | 45 rpm | 78 rpm | audio | audio podcast | blu-ray | blu-ray disc | cassette | compact disc
    | documentary | dvd | film | lp | mp3 | mp3 audio | music video | podcast | podcast audio | podcast episode
    | radio | radio broadcast | streaming | streaming audio | streaming video | television | television broadcast
    | vhs | video | video recording | videocassette | vinyl | vinyl lp | 2 cds | 2 lps
    """
)

# What hangs on a wall or stands in a hall.
ART_MEDIA = _phrases(
    """
    albumen print | bronze | cartoon | cast bronze | collage | daguerreotype | drawing | engraving | etching
    | film still | fresco | illustration | installation | lithograph | marble | mixed media | mosaic | mural
    | painting | photo | photograph | poster | propaganda poster | screenprint | sculpture | stained glass
    | tapestry | terracotta | watercolor | watercolour | wood | woodcut
    """
)

MAP_MEDIA = _phrases("atlas sheet | chart | globe | map | nautical chart | ordnance survey map | topographic map")

DATABASES = _phrases(
    """
    academic search complete | early english books online | ebook central | ebsco | ebsco ebooks | ebscohost
    | gallica | google books | hathitrust | hathitrust digital library | internet archive | jstor | lexisnexis
    | newspapers.com | nexis uni | project gutenberg | project muse | proquest | proquest ebook central
    | proquest historical newspapers | readex | westlaw
    """
)

SOCIAL_SITES = _phrases(
    """
    bluesky | facebook | instagram | linkedin | mastodon | medium | myspace | pinterest | quora | reddit | snapchat
    | telegram | threads | tiktok | tumblr | twitter | vk | x | x (formerly twitter) | twitter (now x)
    """
)

VIDEO_SITES = _phrases("dailymotion | ted | ted.com | twitch | vimeo | youtube | youtube.com")

# Words that a sentence has and a citation, outside its titles, has not.
PROSE_WORDS = words(
    """
    also although am appeared appears are argue argued argues be became because become becomes been
    came comes being believed believes both can cannot claim claimed claims could described describes did died
    differ differs disagree follow follows disagrees discuss discussed discusses do does estimated estimates gave
    gives had has have he her here his however i if is it its made makes means meant might mine more
    must my not noted notes observed observes offers our ours owe points put puts refer refers
    remained remains resisted said says shall she should show showed shows so stands such suggest
    suggested suggests takes than thank their there therefore these they thinks this those thought
    took unless use used uses very was we were when where whether while will would writes wrote you
    your
    """
)

# Books of scripture, full and abbreviated; a period may follow.
SCRIPTURE = _phrases(
    """
    Genesis | Gen | Exodus | Exod | Ex | Leviticus | Lev | Numbers | Num | Deuteronomy | Deut | Joshua | Josh | Judges
    | Judg | Ruth | 1 Samuel | 2 Samuel | 1 Sam | 2 Sam | 1 Kings | 2 Kings | 1 Kgs | 2 Kgs | 1 Chronicles
    | 2 Chronicles | 1 Chron | 2 Chron | Ezra | Nehemiah | Neh | Esther | Esth | Job | Psalms | Psalm | Pss | Ps
    | Proverbs | Prov | Ecclesiastes | Eccles | Song of Solomon | Song of Songs | Isaiah | Isa | Jeremiah | Jer
    | Lamentations | Lam | Ezekiel | Ezek | Daniel | Dan | Hosea | Hos | Joel | Amos | Obadiah | Obad | Jonah | Jon
    | Micah | Mic | Nahum | Nah | Habakkuk | Hab | Zephaniah | Zeph | Haggai | Hag | Zechariah | Zech | Malachi | Mal
    | Matthew | Matt | Mark | Luke | John | Acts | Romans | Rom | 1 Corinthians | 2 Corinthians | 1 Cor | 2 Cor
    | Galatians | Gal | Ephesians | Eph | Philippians | Phil | Colossians | Col | 1 Thessalonians | 2 Thessalonians
    | 1 Thess | 2 Thess | 1 Timothy | 2 Timothy | 1 Tim | 2 Tim | Titus | Philemon | Philem | Hebrews | Heb | James
    | 1 Peter | 2 Peter | 1 Pet | 2 Pet | 1 John | 2 John | 3 John | Jude | Revelation | Rev | Qur’an | Qur'an | Quran
    | Koran
    """
)
