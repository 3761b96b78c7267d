"""The site: its settings, addresses and database; it wires the apps together and holds no rules of its own."""
