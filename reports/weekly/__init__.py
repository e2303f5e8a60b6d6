"""The weekly report: docx, PDF, xlsx, and the school's own template."""
