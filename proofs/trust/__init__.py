"""What must be believed: terms, the table of rules, and a checker that searches nothing.

Nothing here imports anything but the standard library and its neighbours in this folder.
"""
