"""From words to what is meant: wishes with their people, days, figures and things."""
