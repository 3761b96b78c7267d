"""Essays of our own, with the traps of real ones: no space after a comma, no-break spaces, a space before the mark."""

HUFTON = (
    "Olwen Hufton, “Women in Revolution,” in French Society and the Revolution: A Reader,"
    " ed. Douglas Johnson (Cambridge: Cambridge University Press,1976), {}."
)

SPACED = HUFTON.format("155").replace(" ", "\u00a0", 3)

MARCH = f"""The women of the market walked to Versailles in the rain.\u00a0(({HUFTON.format("148")})) They went
for bread, and\u00a0for more than bread. (({HUFTON.format("150-152")}))

What they asked of the king was an old thing.(({SPACED})) On the way home they
called him “the baker.” ((Hufton, “Women in Revolution,” 158-9.)) The guard went with them. ((Ibid., 160.))
"""
