"""The entries: a folder for each chapter, a file for each entry, found by `proofs.registry`."""
