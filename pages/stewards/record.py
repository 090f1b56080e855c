"""Record: who signed in, was refused, asked, saved, wrote, erased or gave a role, and when."""

from kit.screen import layout, record

found, verdict = record.entries(), record.verdict()
layout.heading(record.headline(verdict), above="Record", below=record.RULE)
record.list_entries(found)
