"""What looks for proofs, and for faults in them: clever, and not believed."""
