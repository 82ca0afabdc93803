"""The audit: everything that was found out, as one record, as a page and as figures."""
