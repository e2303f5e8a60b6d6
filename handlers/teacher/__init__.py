"""What a teacher asks and answers: figures, how-to, the buttons under a nudge, their class."""
