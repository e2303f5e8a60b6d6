"""The staff list: shown as a table and person by person; put right, what somebody is called and does, and two rows
that are one person."""
