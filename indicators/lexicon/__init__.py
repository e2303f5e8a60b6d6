"""The words of the field as concepts: what a heading of a table, or a sentence in the chat, speaks of.

The tables hold a concept a line: `code: word, word, a phrase`. A word stands for all its forms (its stem decides),
`word~` for every word that begins so, `=word` for exactly this one. Abbreviations that only cut a word short
(«сообщ.», «зарегистр.») and contractions («сообщ-й») need no line, nor does a slip of the pen.
"""
