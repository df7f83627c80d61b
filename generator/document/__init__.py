"""What the document is: one tree in two languages, then an edition of it."""
