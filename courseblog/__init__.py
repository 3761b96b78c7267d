"""The site: its settings, addresses and database; wires the apps together, holds no rules of its own."""
