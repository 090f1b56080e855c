"""Parts a page is made of. Nothing in here knows what is being counted."""
