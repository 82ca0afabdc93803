"""What people say next: sentences from public questions, each settled like those of the sources."""

PLACE = 8
