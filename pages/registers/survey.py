"""Survey of leaders: set up, sent by links, answered by nobody that can be named, and locked."""

from kit.screen import layout, parts, register_editor, register_list, survey_run, survey_set_up

chosen = layout.selection()
layout.heading(
    "Ask leaders of schools and colleges what helps them",
    below="Answers are kept without name, institution or link, and shown from five answers on.",
    above="Survey of leaders",
)
register_editor.show_said()
survey_run.show_groups(chosen["area_code"])
if not register_list.can_write():
    parts.note("Only who keeps registers for this authority can run its survey.")
    layout.stop()
kept = register_list.load()
survey_set_up.offer_links()
for wave in survey_set_up.waves(chosen["area_code"]):
    survey_run.run(kept, wave)
survey_set_up.set_up(kept, chosen["area_code"])
survey_set_up.set_up_partners(kept, chosen["area_code"])
