"""From words to what is meant: phrases, stems, people, weeks, zones."""
