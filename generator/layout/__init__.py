"""Word files with the page numbers of a real layout, for which LibreOffice sets them.

``typeset`` gives the files of editions: ``measure`` asks LibreOffice where a file's bookmarks are, ``cache`` keeps what
it answered, ``passes`` writes files anew until the numbers that they print are those of their own layout.
"""
