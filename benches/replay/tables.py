"""Tables as Markdown."""


def row(*cells):
    print("|", " | ".join(cells), "|")
