"""Who answers what: by its kind, a button, what was written."""
