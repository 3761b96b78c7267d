"""Prints how long the reader of notes takes over hostile input of 10, 20 and 50 KB, and over an ordinary note."""

import time

from chicago.parser import parse

ORDINARY = (
    "See Ann Lee, “A Small Revolt,” in The Village: Essays on Its Past, ed. Robert B. Moe (Boston: Northern Press, 1997),"
    " 110–12; Moe, Village Voices, 45; and Ibid., 46."
)
HOSTILE = (
    "(", ")", "[", "“", "”", '"', "'", "‘", "’", "*", "_", "1", "a", "A", " ", ".", ",", ";", ":", "-", "\\", "<", "&", "@",
    "()", "“”", "((a", "a (", "A. ", "A, ", "A; ", "1, ", "a. B", "<i>", "*a", "_a_ ", "‘a", "’a ", "\"a\" ", "see A; ",
    "see A, B, 1; ", "A, B (C: D, 1990), 1; ", "in A ", "ed. A ", "http://", "http://a ", "10.1000/", "&amp;", "[a](http://a",
    "A v. B, ", "Gen. 1", "p. 1, ", "1990, ", "(1990) ", "and A, ", "A and B ", "A to B, ", "interview by ", "f. 1, op. 1, ",
    "\u00a0", "\u200b", "é", "́", "A [", "s.v. “", "accessed ", "vol. 1, ", "no. 1 ", "A: B, ", "ibid. ", "@a ", "§ ",
)  # fmt: skip


def milliseconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        parse(text)
        best = min(best, (time.perf_counter() - start) * 1000)
    return best


def main() -> None:
    print(f"an ordinary note: {milliseconds(ORDINARY):.2f} ms")
    worst = 0.0
    for piece in HOSTILE:
        half, whole, double = (
            milliseconds(("Lee, Title 12 " + piece * size)[:size]) for size in (10_000, 20_000, 50_000)
        )
        worst = max(worst, whole, double)
        print(
            f"{piece!r:>28}  10 KB {half:7.2f} ms  20 KB {whole:7.2f} ms  ratio {whole / half:4.1f}  50 KB {double:7.2f} ms"
        )
    print(f"slowest: {worst:.1f} ms")


if __name__ == "__main__":
    main()
