"""Papers: the briefing, the full book and the inspector's pack, to be made and saved as files."""

from kit.screen import layout, papers, parts

layout.heading(
    "Papers to make, to print and to send",
    above=f"Papers: {papers.authority_name()}",
    below="Each document is created from the data you see here and shows its date.",
)
papers.offer_paper(
    "briefing",
    "Briefing for members",
    "Two pages for a lead member before a meeting: where we stand, what is going well, what "
    "worries us, what changed, questions to ask. PDF to print, slides with charts that can be "
    "edited, Word to send on, a workbook of its figures.",
    {
        "pdf": "2 seconds, 0.1 MB",
        "pptx": "1 second, 0.1 MB",
        "docx": "2 seconds, 0.1 MB",
        "xlsx": "1 second, 0.1 MB",
    },
)
papers.offer_paper(
    "book",
    "Full book",
    "Every theme and every figure of the authority, with charts, for the director and the "
    "officers who answer for them.",
    {
        "pdf": "10 seconds, 0.7 MB",
        "pptx": "5 seconds, 0.7 MB",
        "docx": "15 seconds, 1.8 MB",
        "xlsx": "1 second, 0.1 MB",
    },
)
papers.offer_paper(
    "pack",
    "Inspector’s pack",
    "For an inspector who asks “how do you know?”: one archive that opens in any browser without "
    "a network. It leads from each question of the framework to the judgement, the indicator, the "
    "query, the rows and the source, and holds the database and the queries that work the "
    "figures out again. A list of hashes shows whether anything was changed.",
    {"zip": "10 seconds, 1 MB"},
)
parts.section(
    "For all authorities",
    "<p>Papers of many authorities at once are written on the server: ask whoever runs this copy. "
    "An interrupted run continues where it stopped.</p>",
)
