"""Events handled, answers kept, questions that wait, slow work asked for."""
