"""What a wish's particulars are called by: «who», «gap», «until» with what they are."""

Keys = dict[str, str]
