"""Each check on small texts: where it speaks, and the nearest text at which it must be silent."""

import pytest

from posts.checks import RULES, check
from sources.matching import Entry
from tests.posts.checks.marked import found_in, seen, unmarked

VIOLA = "Lynne Viola, *Peasant Rebels under Stalin* (New York: Oxford University Press, 1996), 45."
BARE = "Lynne Viola, *Peasant Rebels under Stalin* (New York: Oxford University Press, 1996)"
HULT = "Maria Hult, *Sayings* (Lund: Gleerup, 1961), 3."
PAGE = "“Crop Reports,” Open Grain Archive, {}https://grain.example/reports."
BARN = Entry(
    {
        "type": "chapter",
        "author": [{"family": "Oberg", "given": "Karl"}],
        "title": "The Barn and the Ledger",
        "container-title": "Rural Worlds",
        "publisher": "Gleerup",
        "issued": {"date-parts": [[1978]]},
        "page": "131-139",
    },
    pk=1,
    key="oberg-barn",
)
FAULTS = [
    "He said ⟦L01 “that nobody had ever asked him”⟧. Others were asked.",
    'He said ⟦L01 "that nobody had ever asked him"⟧.\n\nOthers were asked.((' + VIOLA + "))",
    "He said ⟦L01 “that nobody had ever asked him.”⟧ “We were asked by the priest,” said she.((" + VIOLA + "))",
    "He said ⟦L01 «que nadie le había preguntado»⟧.",
    "He said ⟦L01 “that nobody had ever asked him”⟧ then. Bread was dear in spring.((" + VIOLA + "))",
    "He said ⟦L01 “that nobody had ever asked him”⟧ then. Viola counts the sheep instead.((" + VIOLA + "))",
    "Bread was dear.((" + VIOLA + "))\n\n> ⟦L01 That nobody had ever asked him is what he said.⟧\n\nSo bread was dear.",
    "> ⟦L01 That nobody had ever asked him is what he said.⟧\n\nBread was dear.((" + VIOLA + "))",
    "> ⟦L01 That nobody had ever asked him is what he said.⟧\n\nOthers were asked. By whom?((" + VIOLA + "))",
    "They “wrote it down.”((⟦L02 " + BARE + "⟧.))",
    "They wrote.((" + VIOLA + ")) They stopped.((⟦L02 Viola, *Peasant Rebels⟧*.))",
    "It burned.((Oberg, “The Barn,” ⟦L03 152⟧.))",
    "It burned.((Oberg, “The Barn,” ⟦L03 129–33⟧.))",
    "It burned.((Oberg, “The Barn,” 133, ⟦L03 140⟧.))",
    "It burned.((Oberg, “The Barn,” ⟦L04 139–132⟧.))",
    "It burned.((Oberg, “The Barn,” ⟦L04 131–9⟧.))",
    "It burned.((Oberg, “The Barn,” ⟦L04 131-3⟧.))",
    "They wrote.((⟦L05 Lynne Viola, *Peasant Rebels under Stalin* (1996), 45⟧.))",
    "They wrote⟦L06 ((" + VIOLA + ")).⟧ They stopped.",
    "They wrote⟦L06 ^[" + VIOLA + "],⟧ and stopped.",
    "They wrote⟦L06 [^a].⟧ And stopped.\n\n[^a]: " + VIOLA,
    "They “wrote⟦L06 ((" + VIOLA + ")).”⟧ They stopped.",
    "They wrote⟦L06 ((" + VIOLA + "))((" + HULT + "));⟧ they stopped.",
    "> They wrote⟦L06 ((" + VIOLA + ")).⟧ They\n> stopped.",
    "They wrote.((" + VIOLA + ")) They stopped.((Viola, *Peasant Rebels*, ⟦L07 op. cit.⟧, 47.))",
    "They wrote.⟦L07 [1]⟧ They stopped.",
    "They wrote (Viola, ⟦L07 op. cit.⟧, 47) and stopped.",
    "They wrote ⟦L07 [12]⟧. They stopped.",
    "They wrote.⟦L07 ²⟧ They stopped.",
    "⟦L07 [1]⟧ Viola, *Peasant Rebels*, 45.",
    "They wrote.((⟦L08 https://grain.example/x⟧))",
    "They wrote.((See ⟦L08 www.grain.example/x⟧.))",
    "As ⟦L09 Voila⟧ shows, they wrote.((" + VIOLA + "))",
    "As ⟦L09 Fitzpatrik⟧’s book shows, they wrote.((Sheila Fitzpatrick, *Stalin’s Peasants* (Oxford: OUP, 1994), 3.))",
    "Viola (⟦L10 1997⟧) says that they wrote.((" + VIOLA + "))",
    "Viola’s ⟦L10 1986⟧ book says that they wrote.((" + VIOLA + "))",
    "They wrote.((" + VIOLA + ")) They stopped.⟦L12 ((Viola, *Peasant Rebels*, 45.))⟧",
    "They wrote.((" + VIOLA + ")) They stopped.⟦L12 ((Ibid.))⟧",
    "They wrote.((⟦L17 " + PAGE.format("")[:-1] + "⟧.))",
    "They wrote.⟦L18 (())⟧ They stopped.",
    "They wrote.⟦L18 [^a]⟧ They stopped.\n\n[^a]:",
    "They wrote.((⟦L21 Merl, *Bauern*, 12⟧.))",
    "They wrote.((⟦L21 @merl-bauern, 12⟧.))",
]
RIGHT = {
    "L01": [
        "He said “that nobody had ever asked him.”((" + VIOLA + "))",
        "He said “that nobody had ever asked him” ((" + VIOLA + ")), and left.",
        "He said,((" + VIOLA + ")) “that nobody had ever asked him.”",
        "He said “that nobody had ever asked Dr. Petrov, or the U.S. consul,” and so he left in June.((" + VIOLA + "))",
        "The “rural offices” and their “long winter” are forgotten.",
        "Hult’s essay “The Winter of the Long Tables” is forgotten.",
        "He said “that nobody had ever asked him.” Viola believes him.((" + VIOLA + "))",
        "So Viola says, “that nobody had ever asked.” Bread was dear in spring.((" + VIOLA + "))",
        "A deposition says “that nobody had ever asked.” The deposition is in Kiev.((" + VIOLA + "))",
        "He said “that nobody had ever asked.” Such words were rare.((" + VIOLA + "))",
        "A clerk describes the day.((" + VIOLA + "))\n\n> That nobody had ever asked him is what he said.",
        "> That nobody had ever asked him.\n\nThe passage is Viola’s.((" + VIOLA + "))",
        "He said “that nobody had ever asked him.” He “had been asked by nobody at all.”((" + VIOLA + "))",
        "He said “that nobody had asked.” “We were asked by the priest,” said she.((" + VIOLA[:-1] + "; " + HULT + "))",
        "> That nobody had ever asked him is what he said.((" + VIOLA + "))",
        "He put it plainly:((" + VIOLA + "))\n\n> That nobody had ever asked him.",
        "> That nobody had ever asked him.\n>\n> And that nobody would.((" + VIOLA + "))",
        "> That nobody had ever asked him.\n\nSo he is quoted by Viola.((" + VIOLA + ")) And so on.",
        "He said “that nobody had ever asked him.”((" + VIOLA + "))\n\nWhat does “nobody had ever asked him” mean?",
        'A 5" board and a 6" board are what nobody had ever asked for in the village.',
        "It’s the peasants’ own word, and the others’ word too: nobody’s and everybody’s.",
        "Type `“that nobody had ever asked him”` to see it.",
        "# What “nobody had ever asked him” means",
    ],
    "L02": [
        "They wrote.((" + VIOLA + "))",
        "In *Peasant Rebels under Stalin* Viola tells why.((" + BARE + ".))",
        "Others have told it.((See " + BARE + ".))",
        "Others have told it.((For the north, see " + BARE + ".))",
        "They wrote.((" + VIOLA + ")) They stopped.((Ibid.))",
        "They wrote.((" + BARE + ", chap. 3.))",
        "They “wrote it.”((Ada Berg, “Writing,” *Der Bote*, July 14, 2019.))",
        "They “wrote it.”((" + PAGE.format("accessed May 1, 2024, ") + "))",
        "They “wrote it.”((Thucydides, *History* 5.89.))",
    ],
    "L03": [
        "It burned.((Oberg, “The Barn,” 131.)) And again.((Oberg, “The Barn,” 139.))",
        "It burned.((Oberg, “The Barn,” 131–39.))",
        "It burned.((Oberg, “The Barn,” 133, 137.))",
        "It burned.((Oberg, “The Barn,” fig. 152.))",
        "It burned.((Oberg, “The Barn,” 133n152.))",
        "It burned.((" + VIOLA.replace("45", "945") + "))",
    ],
    "L04": [
        f"It burned.((Oberg, “The Barn,” {pages}.))"
        for pages in ("131–39", "131–139", "131-39", "132, 138", "132–33", "132–33n4", "xii–xiv")
    ]
    + [
        f"They wrote.(({BARE}, {pages}.))"
        for pages in (
            "96–117",
            "107–8",
            "100–104",
            "1496–500",
            "3–10",
            "71–72",
            "321–28",
            "498–532",
            "2:345–47",
            "11–12",
        )
    ],
    "L05": [
        "They wrote.((" + VIOLA + "))",
        "They wrote.((Lynne Viola, *Peasant Rebels* (New York: Oxford University Press, n.d.), 45.))",
        "They wrote.((Homer, *Iliad* 2.4.))",
        "They wrote.((" + PAGE.format("accessed May 1, 2024, ") + "))",
    ],
    "L06": [
        "They wrote.((" + VIOLA + ")) They stopped.",
        "They wrote((" + VIOLA + "))—and stopped.",
        "They wrote((" + VIOLA + ")) – and stopped.",
        "(They wrote.((" + VIOLA + ")))",
        "They wrote((" + VIOLA + ")) and stopped.",
        "They wrote,((" + VIOLA + ")) and stopped.",
        "They wrote((" + VIOLA + ")) ... and stopped.",
        "Use `word((note)).` where it stands.",
    ],
    "L07": [
        "He wrote “[1] the state and [2] the party” on the wall.",
        "He wrote “op. cit.” under it.",
        "See [1](https://grain.example/x) and [12]: these are years [1917].",
        "It measures 12 m² or 10⁶ units, as E = mc² has it.",
        "They “took [3] horses” that day.((" + VIOLA + "))",
        "# [1] The offices",
        "They wrote.((Opal Citron, *On Cities* (Lund: Gleerup, 1961), 3.))",
        "They wrote [sic]. They stopped.",
    ],
    "L08": [
        "They wrote.((" + PAGE.format("accessed May 1, 2024, ") + "))",
        "They wrote.((The tables of the ministry can be had in full, with maps, at https://grain.example/x.))",
        "They wrote at https://grain.example/x.((" + VIOLA + "))",
    ],
    "L09": [
        "As Viola shows, they wrote.((" + VIOLA + "))",
        "As Viola’s book shows, they wrote.((" + VIOLA + "))",
        "The Violas of this world write.((" + VIOLA + "))",
        "Violet ink was used by all.((" + VIOLA + "))",
        "As Viola and Volia say, they wrote.((" + VIOLA + "))",
        "Hall says so.((Ada Hill, *On Cities* (Lund: Gleerup, 1961), 3.))",
        "Zizek says so.((Slavoj Žižek, *On Cities* (Lund: Gleerup, 1961), 3.))",
        "Johnson wrote it. Johnston says so too.((Ada Johnston, *On Cities* (Lund: Gleerup, 1961), 3.))",
        "Jonson says so.((Ben Jonson, *Works* (Lund: G, 1961), 3.)) No Johnson.((A Johnson, *On* (Lund: G, 1961), 3.))",
        "Marin, Marin and again Marin: a life.((Ada Martin, *On Cities* (Lund: Gleerup, 1961), 3.))",
    ],
    "L10": [
        "Viola (1996) says that they wrote.((" + VIOLA + "))",
        "Viola’s 1996 book says that they wrote.((" + VIOLA + "))",
        "Viola says that in 1930 they wrote.((" + VIOLA + "))",
        "Stalin (1879) says that they wrote.((" + VIOLA + "))",
        "Viola (b. 1959) says that they wrote.((" + VIOLA + "))",
    ],
    "L12": [
        "They wrote.((" + VIOLA + ")) They stopped.((Viola, *Peasant Rebels*, 46.))",
        "They wrote.((" + VIOLA + ")) They stopped.((Ibid., 46.))",
        "They wrote.((" + VIOLA + "))\n\nThey stopped.((Viola, *Peasant Rebels*, 45.))",
        "They wrote.((" + VIOLA + ")) They stopped.((" + HULT + ")) And on.((Viola, *Peasant Rebels*, 45.))",
        "They wrote.((" + VIOLA + ")) They stopped.((Viola, *Peasant Rebels*, 45, where the clerk is named.))",
    ],
    "L17": [
        "They wrote.((" + PAGE.format("accessed May 1, 2024, ") + "))",
        "They wrote.((" + PAGE.format("May 1, 2024, ") + "))",
        "They wrote.((" + PAGE.format("last modified May 1, 2024, ") + "))",
    ],
    "L18": ["They wrote.((–))", "They wrote.[^a] They stopped.\n\n[^a]: " + VIOLA, "Type `(())` here."],
    "L21": ["They wrote.((In pencil, the rest in ink.))", "They wrote.((" + VIOLA + "))"],
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_found_at_its_place(text: str) -> None:
    body, faults = unmarked(text)
    codes = {code for code, _ in faults}
    assert [each for each in found_in(seen(body, library=[BARN])) if each[0] in codes] == faults


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in RIGHT.items() for text in texts])
def test_what_is_right_is_left_alone(code: str, text: str) -> None:
    assert [each for each in found_in(seen(text, library=[BARN])) if each[0] == code] == []


@pytest.mark.parametrize("text", [text for text in FAULTS if "L04" in text or "L06" in text or "L09" in text])
def test_a_fix_leaves_nothing_to_find(text: str) -> None:
    body, faults = unmarked(text)
    view = seen(body, library=[BARN])
    (fix,) = [each.hit.fix for each in check(view) if each.rule.code == faults[0][0]]
    assert fix is not None
    assert body[fix.span.start : fix.span.stop] == fix.was
    mended = body[: fix.span.start] + fix.words + body[fix.span.stop :]
    assert [each for each in found_in(seen(mended, library=[BARN])) if each[0] == faults[0][0]] == []


def test_every_check_of_the_table_is_tried_here_or_beside() -> None:
    tried = {code for text in FAULTS for code, _ in unmarked(text)[1]}
    assert tried | {"L13", "L14", "L16", "L19", "L20"} == set(RULES)
    assert set(RIGHT) == tried
