"""Parts a page is made of. Nothing in here knows what is being counted."""

NAME = "Ready to Partner"
VERSION = "0.2.0"  # the only place that holds it: pages, papers and the commands read it here
