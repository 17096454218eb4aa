"""How many characters a text may have, as it is typed and as it stands in a file."""

MAX_LINE = 500
"""Of one line, such as a title or a name, where it is typed; a document may bring longer ones."""
MAX_TEXT = 20_000
"""Of a text of several paragraphs."""
