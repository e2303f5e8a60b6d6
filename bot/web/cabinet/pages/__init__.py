"""The pages, one file each: a form turned into a deed of `services/`, and its result into HTML."""
