"""The roster of a course: read from a file, compared, taken in, and written out again."""
