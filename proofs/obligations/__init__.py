"""What is to be shown, run once, for pytest, the command line and the audit alike."""
