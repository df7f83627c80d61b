"""The rules of Arabic and English: pure functions over words, numbers, dates and directions."""
