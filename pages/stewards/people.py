"""People and roles: who may read, write and decide here, for which authorities and until when."""

from kit.screen import layout, parts, people

held = people.held_roles()
layout.heading(
    people.headline(held),
    above="People and roles",
    below="Giving a role and taking it away count from the person's next click.",
)
left, right = parts.two_columns(1, 1.6)
with left:
    people.role_form(held)
with right:
    people.list_roles(held)
people.list_acts()
