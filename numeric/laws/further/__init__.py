"""The laws of the chapter, one file for each entry."""
