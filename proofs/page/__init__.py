"""Pages: what the records look like in a terminal and on paper; pure functions of the records."""
