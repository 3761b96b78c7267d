"""Documents of word processors as essays: pure functions from bytes to Markdown, no Django, no database.

A .docx is opened and counted (`opening`), cleaned to the words that an essay can hold (`cleaning`, `packing`), read by
pandoc in a child that has little time and memory (`pandoc`, `jail`), and written in the project's own Markdown
(`tree`, `runs`, `escaping`, `emphasis`, `writing`, `tables`), each paragraph being read back before it is taken.
"""
