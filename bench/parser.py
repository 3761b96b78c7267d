"""Prints how long the reader of notes takes over an ordinary note, and over hostile ones of 10, 20 and 50 KB.

Run it in the project's root: python -m bench.parser.
"""

import time

from chicago.parser import parse

ORDINARY = (
    "See Ann Lee, “A Small Revolt,” in The Village: Essays on Its Past, ed. Robert B. Moe"
    " (Boston: Northern Press, 1997), 110–12; Moe, Village Voices, 45; and Ibid., 46."
)
HOSTILE = (
    "(", ")", "[", "“", "”", '"', "'", "‘", "’", "*", "_", "1", "a", "A", " ", ".", ",", ";", ":", "-", "\\", "<", "&",
    "@", "()", "“”", "((a", "a (", "A. ", "A, ", "A; ", "1, ", "a. B", "<i>", "*a", "_a_ ", "‘a", "’a ", "\"a\" ",
    "see A; ", "see A, B, 1; ", "A, B (C: D, 1990), 1; ", "in A ", "ed. A ", "http://", "http://a ", "10.1000/",
    "&amp;", "[a](http://a", "A v. B, ", "Gen. 1", "p. 1, ", "1990, ", "(1990) ", "and A, ", "A and B ", "A to B, ",
    "interview by ", "f. 1, op. 1, ", "\u00a0", "\u200b", "é", "́", "A [", "s.v. “", "accessed ", "vol. 1, ", "no. 1 ",
    "A: B, ", "ibid. ", "@a ", "§ ", "? ", "A? B: ", "``", "A by B, ",
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
    slowest = 0.0
    for piece in HOSTILE:
        times = [milliseconds(("Lee, Title 12 " + piece * size)[:size]) for size in (10_000, 20_000, 50_000)]
        slowest = max(slowest, *times)
        shown = "  ".join(f"{each:8.2f} ms" for each in times)
        print(f"{piece!r:>26}  {shown}  20 KB / 10 KB: {times[1] / times[0]:4.1f}")
    print(f"slowest: {slowest:.1f} ms")


if __name__ == "__main__":
    main()
