"""What looks for proofs, and is not believed: everything here ends in lines for `proofs.trust`."""
