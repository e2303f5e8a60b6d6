"""Messages that are no reminders: a school's announcements, invitations into another messenger."""
