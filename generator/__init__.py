"""siyasat: bilingual governance policies from one profile per association and one text per policy."""

__version__ = "0.1.0"
