"""A shelf of works, near one another on purpose: what must never be taken for one another, and must survive a slip."""

import re
from collections.abc import Iterator


def book(family: str, given: str, title: str, publisher: str, year: int, **more: object) -> dict[str, object]:
    """A book as a full note gives it."""
    return {
        "type": "book",
        "author": [{"family": family, "given": given}],
        "title": title,
        "publisher": publisher,
        "issued": {"date-parts": [[year]]},
        **more,
    }


def chapter(family: str, given: str, title: str, container: str, year: int, **more: object) -> dict[str, object]:
    """A chapter of a book."""
    return book(
        family, given, title, "University Press", year, type="chapter", **{"container-title": container, **more}
    )


def article(family: str, given: str, title: str, journal: str, volume: str, year: int) -> dict[str, object]:
    """An article of a journal."""
    facts = {"type": "article-journal", "container-title": journal, "volume": volume}
    return {**book(family, given, title, "", year), **facts}


def edited(family: str, given: str, title: str, year: int) -> dict[str, object]:
    """A collection under its editor's name."""
    work = book("", "", title, "University Press", year)
    return {**work, "author": [], "editor": [{"family": family, "given": given}]}


def paper(title: str, name: str, day: list[int], **more: object) -> dict[str, object]:
    """An unsigned piece of a newspaper."""
    facts = {"type": "article-newspaper", "title": title, "container-title": name}
    return {**facts, "issued": {"date-parts": [day]}, **more}


def page(title: str, site: str, **more: object) -> dict[str, object]:
    """A page of a site."""
    return {"type": "webpage", "title": title, "container-title": site, **more}


STALIN = "The Stalin Revolution: Foundations of the Totalitarian Era"
HAITI = "The World of the Haitian Revolution"

WORKS: list[dict[str, object]] = [
    book("Arendt", "Hannah", "On Revolution", "Viking Press", 1963),
    book("Arendt", "Hannah", "On Violence", "Harcourt", 1970),
    book("Arendt", "Hannah", "The Origins of Totalitarianism", "Harcourt", 1951),
    book("Du Bois", "W. E. B.", "Black Reconstruction in America", "Harcourt", 1935),
    book("Marx", "Karl", "Capital, Volume I", "Penguin", 1976),
    book("Marx", "Karl", "Capital, Volume II", "Penguin", 1978),
    book("Austen", "Jane", "Emma", "John Murray", 1815),
    book("Austen", "Jane", "Persuasion", "John Murray", 1818),
    book("Braudel", "Fernand", "Capitalism and Material Life, 1400–1800", "Harper and Row", 1973),
    book("Braudel", "Fernand", "Civilization and Capitalism, 15th–18th Century", "Harper and Row", 1982, volume="1"),
    book("Braudel", "Fernand", "Civilization and Capitalism, 15th–18th Century", "Harper and Row", 1982, volume="2"),
    book("Burke", "Edmund", "Reflections on the Revolution in France", "J. Dodsley", 1790),
    book("Paine", "Thomas", "Rights of Man", "J. S. Jordan", 1791),
    book("Paine", "Thomas", "Rights of Man, Part the Second", "J. S. Jordan", 1792),
    book("Wollstonecraft", "Mary", "A Vindication of the Rights of Men", "J. Johnson", 1790),
    book("Wollstonecraft", "Mary", "A Vindication of the Rights of Woman", "J. Johnson", 1792),
    book("Chartier", "Roger", "The Cultural Origins of the French Revolution", "Duke University Press", 1991),
    book("Darnton", "Robert", "The Great Cat Massacre: And Other Episodes in French Cultural History", "Basic", 1984),
    book("Darnton", "Robert", "The Forbidden Best-Sellers of Pre-Revolutionary France", "Norton", 1995),
    book("Dubois", "Laurent", "Avengers of the New World: The Story of the Haitian Revolution", "Belknap", 2004),
    book("Dubois", "Laurent", "A Colony of Citizens: Revolution and Slave Emancipation", "North Carolina", 2004),
    book("Figes", "Orlando", "A People’s Tragedy: The Russian Revolution, 1891–1924", "Jonathan Cape", 1996),
    book("Fitzpatrick", "Sheila", "The Russian Revolution", "Oxford University Press", 1982, edition="1"),
    book("Fitzpatrick", "Sheila", "The Russian Revolution", "Oxford University Press", 1994, edition="2"),
    book("Fitzpatrick", "Sheila", "Everyday Stalinism: Ordinary Life in Extraordinary Times", "Oxford", 1999),
    book("Hobsbawm", "Eric", "The Age of Revolution, 1789–1848", "Weidenfeld", 1962),
    book("Hobsbawm", "Eric", "The Age of Capital, 1848–1875", "Weidenfeld", 1975),
    book("Hobsbawm", "Eric", "The Age of Empire, 1875–1914", "Weidenfeld", 1987),
    book("Hobsbawm", "Eric", "The Age of Extremes: A History of the World, 1914–1991", "Michael Joseph", 1994),
    book("Hunt", "Lynn", "Politics, Culture, and Class in the French Revolution", "California", 1984),
    book("Hunt", "Lynn", "The Family Romance of the French Revolution", "California", 1992),
    book("James", "C. L. R.", "The Black Jacobins: Toussaint L’Ouverture and the San Domingo Revolution", "Dial", 1938),
    book("Lefebvre", "Georges", "The Great Fear of 1789: Rural Panic in Revolutionary France", "Pantheon", 1973),
    book("Lefebvre", "Georges", "The Coming of the French Revolution", "Princeton University Press", 1947),
    book("Lewin", "Moshe", "Lenin’s Last Struggle", "Pantheon", 1968),
    book("Palmer", "R. R.", "Twelve Who Ruled", "Princeton University Press", 1941),
    book("Palmer", "R. R.", "The Age of the Democratic Revolution", "Princeton University Press", 1959, volume="1"),
    book("Palmer", "R. R.", "The Age of the Democratic Revolution", "Princeton University Press", 1964, volume="2"),
    book("Rudé", "George", "The Crowd in the French Revolution", "Clarendon Press", 1959),
    book("Rudé", "George", "The Crowd in History", "Wiley", 1964),
    book("Schama", "Simon", "Citizens: A Chronicle of the French Revolution", "Knopf", 1989),
    book("Scott", "James C.", "Seeing Like a State", "Yale University Press", 1998),
    book("Scott", "David", "Conscripts of Modernity", "Duke University Press", 2004),
    book("Soboul", "Albert", "The Sans-Culottes", "Anchor Books", 1972),
    book("Tocqueville", "Alexis de", "The Old Regime and the Revolution", "Harper", 1856),
    book("Tolstoy", "Leo", "War and Peace", "Vintage", 2008),
    book("Trouillot", "Michel-Rolph", "Silencing the Past: Power and the Production of History", "Beacon", 1995),
    book("Trotsky", "Leon", "The History of the Russian Revolution", "Simon and Schuster", 1932),
    book("Trotsky", "Leon", "The Revolution Betrayed", "Doubleday", 1937),
    book("Viola", "Lynne", "Peasant Rebels under Stalin", "Oxford University Press", 1996),
    book("Viola", "Lynne", "The Best Sons of the Fatherland", "Oxford University Press", 1987),
    edited("Daniels", "Robert V.", STALIN, 1997),
    edited("Geggus", "David Patrick", HAITI, 2009),
    chapter("Viola", "Lynne", "Collectivization as a Revolution", STALIN, 1997),
    chapter("Tucker", "Robert C.", "Stalinism as Revolution from Above", STALIN, 1997),
    chapter("Fick", "Carolyn", "The Saint-Domingue Slave Revolution and the Unfolding of Independence", HAITI, 2009),
    chapter("Geggus", "David Patrick", "Saint-Domingue on the Eve of the Revolution", HAITI, 2009),
    article("Thompson", "E. P.", "The Moral Economy of the English Crowd", "Past and Present", "50", 1971),
    article("Thompson", "E. P.", "Time, Work-Discipline, and Industrial Capitalism", "Past and Present", "38", 1967),
    article("Davis", "Natalie Zemon", "The Rites of Violence", "Past and Present", "59", 1973),
    article("Viola", "Lynne", "The Peasants’ Kulak", "Canadian Slavonic Papers", "42", 2000),
    paper("Riots in Paris", "The Times", [1789, 7, 20]),
    paper("Riots in Paris", "The Times", [1789, 7, 21]),
    paper("The King’s Flight", "The Times", [1791, 6, 25]),
    page("The Declaration of the Rights of Man", "The Avalon Project", URL="https://avalon.example.org/rights"),
    page("The Declaration of Independence", "The Avalon Project", URL="https://avalon.example.org/declaration"),
]

CLUES = "Clues, Myths, and the Historical Method"
GENDER = "Gender: A Useful Category of Historical Analysis"
CHEESE = "The Cheese and the Worms"
# What a careless comparison takes for one work, each beside what it is taken for.
SISTERS: list[dict[str, object]] = [
    # Two chapters of one book, the book itself, and chapters that are called alike in other books.
    book("Ginzburg", "Carlo", CLUES, "Hutchinson", 1990),
    chapter("Ginzburg", "Carlo", "Clues", CLUES, 1990),
    chapter("Ginzburg", "Carlo", "Titian, Ovid, and Sixteenth-Century Codes", CLUES, 1990),
    chapter("Ginzburg", "Carlo", "Germanic Mythology and Nazism", CLUES, 1990, DOI="10.1234/clues"),
    chapter("Ginzburg", "Carlo", "Freud, the Wolf-Man, and the Werewolves", CLUES, 1990, DOI="10.1234/clues"),
    chapter("Hunt", "Lynn", "Introduction", "The New Cultural History", 1989),
    chapter("Hunt", "Lynn", "Introduction", "Eroticism and the Body Politic", 1989),
    # Editions where the year matters, volumes, a volume's own title, translations, a series.
    book("Thompson", "E. P.", "The Making of the English Working Class", "Gollancz", 1963),
    book("Thompson", "E. P.", "The Making of the English Working Class", "Penguin", 1968),
    book("Tosh", "John", "The Pursuit of History", "Longman", 2015, edition="6th ed."),
    book("Tosh", "John", "The Pursuit of History", "Longman", 2015, edition="rev. ed."),
    book("Gibbon", "Edward", "The Decline and Fall of the Roman Empire, Volume One", "Strahan", 1776),
    book("Gibbon", "Edward", "The Decline and Fall of the Roman Empire, Volume Two", "Strahan", 1776),
    book("Gibbon", "Edward", "The Decline and Fall of the Roman Empire, Volume Ten", "Strahan", 1776),
    book("Foucault", "Michel", "The History of Sexuality: The Use of Pleasure", "Pantheon", 1985),
    book("Foucault", "Michel", "The History of Sexuality: The Care of the Self", "Pantheon", 1985),
    book("Homer", "", "Odyssey", "Norton", 2018, translator=[{"family": "Wilson", "given": "Emily"}]),
    book("Homer", "", "Odyssey", "Harper", 2018, translator=[{"family": "Green", "given": "Peter"}]),
    book("Cobb", "Richard", "Documents", "List and Index Society", 1970, **{"collection-number": "11"}),
    book("Cobb", "Richard", "Documents", "List and Index Society", 1970, **{"collection-number": "12"}),
    # Titles of one author that share their words, or differ by one letter from another publisher.
    book("Scott", "Joan W.", "Gender and the Politics of History", "Columbia University Press", 1988),
    book("Scott", "Joan W.", "The Politics of the Veil", "Princeton University Press", 2007),
    book("Hay", "Denys", "The Age of Rest", "Longman", 1975),
    book("Hay", "Denys", "The Age of Zest", "Methuen", 1975),
    # A work and the reviews of it.
    book("Ginzburg", "Carlo", CHEESE, "Johns Hopkins University Press", 1980),
    {**article("Midelfort", "Erik", CHEESE, "Catholic Historical Review", "68", 1980), "type": "review"},
    {**article("Midelfort", "Erik", "", "Catholic Historical Review", "68", 1980), "reviewed-title": CHEESE},
    {**article("Midelfort", "Erik", "", "Catholic Historical Review", "68", 1980), "reviewed-title": "Night Battles"},
    {**article("Chiappelli", "Fredi", "", "Catholic Historical Review", "68", 1980), "reviewed-title": CHEESE},
    # One title by several authors; one author and title in a journal and as a chapter.
    book("Lefebvre", "Georges", "The French Revolution", "Routledge", 2001),
    book("Doyle", "William", "The French Revolution", "Oxford University Press", 2001),
    article("Scott", "Joan W.", GENDER, "American Historical Review", "91", 1986),
    chapter("Scott", "Joan W.", GENDER, "Gender and the Politics of History", 1988),
    article("Elton", "Geoffrey", "The Tudor State, I", "Past and Present", "25", 1963),
    article("Elton", "Geoffrey", "The Tudor State, II", "Past and Present", "25", 1963),
    # What only a number or an address tells apart.
    {"type": "manuscript", "title": "Report", "archive": "Archives nationales", "archive_location": "F7 4385"},
    {"type": "manuscript", "title": "Report", "archive": "Archives nationales", "archive_location": "F7 4386"},
    {"type": "manuscript", "title": "Report", "archive": "British Library", "archive_location": "F7 4386"},
    {"type": "bill", "title": "An Act", "number": "H.R. 1"},
    {"type": "bill", "title": "An Act", "number": "H.R. 2"},
    {"type": "bill", "title": "An Act", "number": "S. 1"},
    {"type": "report", "title": "Working Paper", "number": "12", "author": [{"literal": "World Bank"}]},
    {"type": "report", "title": "Working Paper", "number": "13", "author": [{"literal": "World Bank"}]},
    {"type": "patent", "title": "Steam Engine", "number": "US 1213"},
    {"type": "patent", "title": "Steam Engine", "number": "US 1214"},
    page("Home", "The Marx Archive", URL="https://marx.example.org/home"),
    page("Home", "The Goldman Papers", URL="https://goldman.example.org/home"),
]


def slips(word: str) -> Iterator[str]:
    """Yields words with one letter doubled, dropped, mistaken or swapped, at each place but in a numeral."""
    numeral = {at for match in re.finditer(r"\b[IVX]+\b", word) for at in range(*match.span())}
    for at, letter in enumerate(word):
        if letter.isalpha() and at not in numeral:
            yield word[:at] + letter + word[at:]
            yield word[:at] + word[at + 1 :]
            yield word[:at] + ("x" if letter.casefold() != "x" else "y") + word[at + 1 :]
            if word[at + 1 : at + 2].isalpha() and word[at + 1] != letter:
                yield word[:at] + word[at + 1] + letter + word[at + 2 :]


def slipped(work: dict[str, object]) -> Iterator[dict[str, object]]:
    """Yields the work with each one-letter slip in its title, and in the first family name."""
    for title in slips(str(work["title"])):
        yield {**work, "title": title}
    role = "author" if work.get("author") else "editor"
    people = work.get(role)
    if isinstance(people, list) and people:
        for family in slips(str(people[0].get("family") or "")):
            yield {**work, role: [{**people[0], "family": family}, *people[1:]]}
