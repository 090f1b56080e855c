"""Versions: the self-assessment from draft to frozen, each step opened and two compared."""

from kit.screen import layout, parts, versions

found = versions.held()
layout.heading(
    versions.headline(found),
    above="Versions",
    below="Draft, signed by the director, shared with members, commented on, frozen. A signed "
    "version keeps its build whole.",
)
left, right = parts.two_columns(1.8, 1)
with left:
    versions.list_steps(found)
with right:
    versions.forms(found)
    versions.link_form(found)
versions.reviewer_comments(found)
versions.comparison(found)
