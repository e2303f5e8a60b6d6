"""The heart, no I/O: who lacks what, the wording, the calendar, the plan, the delivery rules."""
