"""What the week looks like: summary, lists, effect, deadline, audit."""
