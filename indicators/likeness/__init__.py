"""What a heading is like: a linear model of labelled headings, a second opinion beside the lexicon."""
