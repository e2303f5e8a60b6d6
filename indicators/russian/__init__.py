"""Names, periods and small rules of Russian."""
