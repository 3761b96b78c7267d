"""The pages of the desk, and the page on which an author reads a mark."""
