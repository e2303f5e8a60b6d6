"""Who is named and not meant: who says it, stands in, signs, is told apart or compared with, or comes in an aside."""
