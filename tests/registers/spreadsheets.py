"""Thirty spreadsheets as authorities make them, each with what it truly says. All are invented."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import xlsxwriter

from kit.registers.questions import BLANK, LEAVE

TODAY = date(2026, 11, 28)
AREA = "001"
KNOWN = {
    "institutions": {
        "900101": "Ashgrove Primary School",
        "900102": "Beechwood Infant School",
        "900103": "St Mary's Church of England Primary School",
        "900104": "St Mary's Catholic Primary School",
        "900105": "Hollybrook High School",
        "900106": "The Larches School",
        "900107": "Mill Lane Nursery School",
        "900108": "Northgate Academy",
        "900109": "Oakfield & Elm Junior School",
        "900110": "Priory Sixth Form College",
        "900111": "Riverside Academy",
        "900112": "Riverside School",
    },
    "partnerships": {
        "P001": "North Cluster",
        "P002": "Harbour Federation",
        "P003": "Vale 14-19 Consortium",
        "P004": "Behaviour and Attendance Partnership (East)",
    },
    "forums": {"F001": "Schools Forum", "F002": "Children's Trust Board"},
    "seats": {"S001": "Seat 1", "S002": "Seat 2"},
    "priorities": {"R001": "Narrow the gap at 16", "R002": "Safer children"},
    "funding": {"L001": "North Cluster coordinator"},
}
Cells = list[list]


@dataclass
class Case:
    """A spreadsheet: its register, how it is written, the right answers, and the true rows.

    `asks`: the beginnings of what must be asked about before anything is kept. `true` holds, for
    each row that should be taken, the columns that tell whether it was read rightly. `unfit` and
    `left_out` are the lines that must be named as not taken.
    """

    name: str
    register: str
    write: Callable[[Path], Path]
    true: list[dict[str, str]]
    answers: dict[str, str] = field(default_factory=dict)
    asks: set[str] = field(default_factory=set)
    unfit: set[int] = field(default_factory=set)
    left_out: set[int] = field(default_factory=set)


def csv(text: str, encoding: str = "utf-8", name: str = "sheet.csv") -> Callable[[Path], Path]:
    """Return what writes a CSV file."""

    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def xlsx(**sheets: Cells) -> Callable[[Path], Path]:
    """Return what writes a workbook; cells that are dates are dates in it.

    ("merge", top, left, bottom, right, value) among the rows of a sheet merges cells.
    """

    def write(folder: Path) -> Path:
        path = folder / "sheet.xlsx"
        book = xlsxwriter.Workbook(str(path))
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title.replace("_", " "))
            merges = [row for row in rows if row and row[0] == "merge"]
            for r, row in enumerate([row for row in rows if not (row and row[0] == "merge")]):
                for c, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(r, c, value, day)
                    elif value is not None:
                        sheet.write(r, c, value)
            for _, *place, value in merges:
                sheet.merge_range(*place, value)
        book.close()
        return path

    return write


def rows(columns: str, *lines: str) -> list[dict[str, str]]:
    """Return rows from text: names of columns, then a line for each, values parted by bars."""
    names = columns.split("|")
    return [dict(zip(names, line.split("|"), strict=True)) for line in lines]


D = date
CASES = [
    Case("our own form", "partnerships", csv(
        "partnership_id,name,kind,area_code,lead_institution_id,started_on,ended_on,objective\n"
        "P010,West Cluster,federation,001,900101,2021-09-01,,Reading\n"
    ), rows("partnership_id|kind|started_on", "P010|federation|2021-09-01")),
    Case("title rows, notes below, their headings", "partnerships", xlsx(Clusters=[
        ["Partnerships in the borough - updated termly"], [],
        ["Name of partnership", "Type", "Lead school", "Date established", "Aims"],
        ["West Cluster", "Extended Services", "Ashgrove Primary", D(2019, 9, 1), "Family support"],
        ["Coast EIP ", "EIP", "900105", D(2020, 1, 13), "Behaviour"],
        [], ["Note: excludes informal networks"],
    ]), rows("name|kind|lead_institution_id|started_on",
             "West Cluster|extended_school_cluster|900101|2019-09-01",
             "Coast EIP|education_improvement_partnership|900105|2020-01-13"),
        answers={"value:lead_institution_id:Ashgrove Primary": "900101"},
        asks={"value:lead_institution_id:Ashgrove Primary"}, left_out={1, 7}),
    Case("dates day first as text", "memberships", csv(
        "Partnership,School,Role,Joined,Left\n"
        "North Cluster,Hollybrook High School,Lead,25/09/2019,\n"
        "North Cluster,Ashgrove Primary School,Member,03/04/2020,31/08/2024\n"
    ), rows("partnership_id|institution_id|role|joined_on|left_on",
            "P001|900105|lead|2019-09-25|", "P001|900101|member|2020-04-03|2024-08-31")),
    Case("dates that could be either way round", "memberships", csv(
        "Partnership,School,Role,Joined\n"
        "North Cluster,Hollybrook High School,Lead,03/04/2020\n"
        "North Cluster,Northgate Academy,Member,05/06/2021\n"
    ), rows("institution_id|joined_on", "900105|2020-04-03", "900108|2021-06-05"),
        answers={"dates:joined_on:order": "day"}, asks={"dates:joined_on:order"}),
    Case("dates month first", "agreements", csv(
        "Partnership,Date signed,Expiry date\n"
        "Harbour Federation,09/25/2019,08/31/2027\nNorth Cluster,03/04/2020,03/31/2028\n"
    ), rows("partnership_id|signed_on|ends_on", "P002|2019-09-25|2027-08-31",
            "P001|2020-03-04|2028-03-31"),
        answers={"dates:signed_on:order": "month", "dates:ends_on:order": "month"},
        asks={"dates:signed_on:order", "dates:ends_on:order"}),
    Case("real dates mixed with text a program did not read", "agreements", xlsx(Sheet1=[
        ["Partnership", "Date signed"],
        ["Harbour Federation", D(2020, 4, 3)], ["North Cluster", "25/09/2019"],
    ]), rows("partnership_id|signed_on", "P002|2020-03-04", "P001|2019-09-25"),
        answers={"dates:signed_on:mixed": "swapped"}, asks={"dates:signed_on:mixed"}),
    Case("pounds, commas and brackets", "funding", xlsx(Funding_2025_26=[
        ["Cost centre", "Partnership", "From", "To", "Funding stream", "Used for", "How held",
         "Budget", "Actual"],
        ["EX12", "North Cluster", D(2025, 4, 1), D(2026, 3, 31), "DSG", "Coordinator",
         "Devolved to partnership", "£12,500", "(£1,250)"],
        ["EX13", "North Cluster", D(2025, 4, 1), D(2026, 3, 31), "Council", "Admin",
         "held centrally", 3000, "£2.5k"],
        ["Total", None, None, None, None, None, None, "£15,500", None],
    ]), rows("line_id|stream|purpose|route|budget|outturn",
             "EX12|dedicated_schools_grant|leadership|devolved|12500|-1250",
             "EX13|authority_budget|administration|retained|3000|2500"), left_out={4}),
    Case("thousands of pounds in the heading", "funding", csv(
        "Line,Partnership,Period start,Period end,Stream,Purpose,Route,Budget (£000)\n"
        "A1,North Cluster,2025-04-01,2026-03-31,sdg,programmes,delegated,45\n"
    ), rows("line_id|stream|budget", "A1|school_development_grant|45000"),
        answers={"scale:budget": "1000"}, asks={"scale:budget"}),
    Case("yes, no and blanks", "attendance", csv(
        "Seat,Date of meeting,Present\nS001,14 January 2026,Y\nS002,14 January 2026,N\n"
        "S001,18 March 2026,y\n"
    ), rows("seat_id|met_on|attended", "S001|2026-01-14|yes", "S002|2026-01-14|no",
            "S001|2026-03-18|yes")),
    Case("ticks where a blank says no", "attendance", xlsx(Attendance=[
        ["Seat", "Meeting date", "Present"], ["S001", D(2026, 1, 14), "✓"],
        ["S002", D(2026, 1, 14), None],
    ]), rows("seat_id|attended", "S001|yes", "S002|no"),
        answers={"blank:attended": "no"}, asks={"blank:attended"}),
    Case("crosses, which may mean either", "attendance", csv(
        "Seat,Meeting date,Present\nS001,14/01/2026,x\nS002,14/01/2026,y\n"
    ), rows("seat_id|attended", "S001|no", "S002|yes"),
        answers={"value:attended:x": "no"}, asks={"value:attended:x"}),
    Case("merged cells for the partnership", "memberships", xlsx(Members=[
        ["Cluster", "Member school", "Membership"],
        [None, "Hollybrook High School", "Lead"], [None, "Ashgrove Primary School", "Member"],
        ["Harbour Federation", "Northgate Academy", "Lead"],
        ["merge", 1, 0, 2, 0, "North Cluster"],
    ]), rows("partnership_id|institution_id|role", "P001|900105|lead", "P001|900101|member",
             "P002|900108|lead")),
    Case("the partnership on the first row only", "memberships", csv(
        "Cluster,School,Role\nNorth Cluster,Hollybrook High School,Lead\n"
        ",Ashgrove Primary School,Member\n,Beechwood Infant School,Member\n"
    ), rows("partnership_id|institution_id", "P001|900105", "P001|900101", "P001|900102"),
        answers={"fill:partnership_id": "yes"}, asks={"fill:partnership_id"}),
    Case("headings over two rows", "memberships", xlsx(Sheet1=[
        ["Partnership", "School", "Role", None, None],
        ["name", "name", None, "start", "end"],
        ["Vale 14-19 Consortium", "Priory Sixth Form College", "lead", D(2018, 9, 1), None],
        ["Vale 14-19 Consortium", "Hollybrook High School", "member", D(2018, 9, 1),
         D(2022, 8, 31)],
        ["merge", 0, 3, 0, 4, "Membership"],
    ]), rows("partnership_id|institution_id|joined_on|left_on", "P003|900110|2018-09-01|",
             "P003|900105|2018-09-01|2022-08-31")),
    Case("a name two schools share", "memberships", csv(
        "Partnership,School,Role\nNorth Cluster,St Mary's,member\n"
        "North Cluster,St. Mary's C of E Primary School,member\n"
    ), rows("institution_id", "900104", "900103"),
        answers={"value:institution_id:St Mary's": "900104"},
        asks={"value:institution_id:St Mary's"}),
    Case("a name near to two others", "memberships", csv(
        "Partnership,School,Role\nNorth Cluster,Riverside,member\n"
    ), rows("institution_id", "900112"),
        answers={"value:institution_id:Riverside": "900112"},
        asks={"value:institution_id:Riverside"}),
    Case("numbers and names side by side", "memberships", xlsx(Sheet1=[
        ["Partnership", "URN", "School name", "Role"],
        ["North Cluster", 900105, "Hollybrook High", "lead"],
        ["North Cluster", 900101, "Northgate Academy", "member"],
    ]), rows("institution_id|role", "900105|lead"), unfit={3}),
    Case("several schools in one cell", "memberships", csv(
        'Cluster,Schools,Role\nNorth Cluster,"Hollybrook High School; Ashgrove Primary School",'
        "member\nHarbour Federation,Northgate Academy,member\n"
    ), rows("partnership_id|institution_id", "P001|900105", "P001|900101", "P002|900108"),
        answers={"split:institution_id": "yes"}, asks={"split:institution_id"}),
    Case("tabs, as copied from a workbook", "posts", csv(
        "Partnership\tPost type\tFTE\tFunded by\tStart date\tCost\n"
        "North Cluster\tCoordinator\t0.6\tCouncil\t1 Sept 2023\t£28,450\n"
        "Harbour Federation\tAdmin\t0.4\tSchools\t15/01/2024\t9,800\n", name="sheet.tsv"
    ), rows("partnership_id|post|fte|paid_by|started_on|annual_cost",
            "P001|leadership|0.6|authority|2023-09-01|28450",
            "P002|administration|0.4|school|2024-01-15|9800")),
    Case("semicolons, and letters of another age", "forums", csv(
        "Board;Policy;First met;Disbanded\nChildren’s Trust Board;Children’s Trust;12.09.2018;\n"
        "Café forum;Schools forum;13.01.2009;31.08.2011\n", encoding="cp1252"
    ), rows("name|policy_area|established_on|ended_on",
            "Children’s Trust Board|childrens_trust_board|2018-09-12|",
            "Café forum|schools_forum|2009-01-13|2011-08-31")),
    Case("sizes of posts in days a week", "posts", csv(
        "Partnership,Kind of post,FTE,Who pays,Start\nNorth Cluster,coordinator,3 days,LA,"
        "2023-09-01\nHarbour Federation,clerk,0.2,grant,2023-09-01\n"
    ), rows("post|fte", "leadership|0.6", "administration|0.2"),
        answers={"value:fte:3 days": "0.6"}, asks={"value:fte:3 days"}),
    Case("months without days, and to be confirmed", "seats", csv(
        "Forum,Represents,Appointed,Term ends\nSchools Forum,Primary heads,Sept 2023,Aug 2026\n"
        "Schools Forum,Governors,Jan 2024,TBC\n"
    ), rows("forum_id|sector|started_on|ended_on", "F001|primary|2023-09-01|2026-08-31",
            "F001|governor|2024-01-01|"),
        answers={"dates:started_on:month": "first", "dates:ended_on:month": "last",
                 "value:ended_on:TBC": BLANK},
        asks={"dates:started_on:month", "dates:ended_on:month", "value:ended_on:TBC"}),
    Case("days as a spreadsheet counts them", "reviews", xlsx(Sheet1=[
        ["Cluster", "Date of review", "Progress", "Impact", "Next steps", "VFM"],
        ["North Cluster", 45658, "Shared training", "More pupils read", "Go on", "Y"],
    ]), rows("reviewed_on|costs_and_benefits", "2025-01-01|yes"),
        answers={"dates:reviewed_on:serial": "yes"}, asks={"dates:reviewed_on:serial"}),
    Case("a status that says more than dates do", "partnerships", csv(
        "Partnership name,Type of partnership,Start date,Status\n"
        "West Cluster,Federation,25/09/2019,Active\nOld Town,Federation,25/09/2012,Closed\n"
    ), rows("name", "West Cluster", "Old Town"),
        answers={"column:Status": LEAVE}, asks={"column:Status"}),
    Case("people's names and addresses", "partnerships", csv(
        "Partnership,Kind,Formed,Contact name,Email\n"
        "West Cluster,Trust,13/05/2016,A Person,a@example.org\n"
    ), rows("name|kind|started_on", "West Cluster|trust|2016-05-13")),
    Case("a formula that failed, and one that ends before it begins", "partnerships", csv(
        "Partnership,Kind,Start,End\nWest Cluster,Trust,13/05/2016,#REF!\n"
        "East Cluster,Trust,13/05/2016,13/05/2015\nMid Cluster,Trust,13/05/2016,\n"
    ), rows("name", "Mid Cluster"), answers={"value:ended_on:#REF!": LEAVE},
        asks={"value:ended_on:#REF!"}, unfit={2, 3}),
    Case("two sheets that both may be it", "problems", xlsx(
        Year_2024=[["Partnership", "Issue", "Date raised"],
                   ["North Cluster", "Bus", D(2024, 3, 14)]],
        Year_2025=[["Partnership", "Issue", "Date raised", "Target days"],
                   ["North Cluster", "Data sharing", D(2025, 5, 16), 20]],
    ), rows("problem|raised_on|agreed_days", "Data sharing|2025-05-16|20"),
        answers={"sheet": "Year 2025"}, asks={"sheet"}),
    Case("years by two figures", "institutions", csv(
        "URN,School,Phase of education,Type of establishment,Open date,NOR,FSM\n"
        "900201,Quay School,Primary,Community school,01/09/31,<10,c\n"
        "900202,Dock School,Middle,Academy converter,14/09/12,\"1,050\",210\n"
    ), rows("institution_id|phase|institution_type|opened_on|pupils",
            "900201|primary|community|1931-09-01|<10", "900202|secondary|academy|2012-09-14|1050"),
        answers={"value:phase:Middle": "secondary", "value:opened_on:01/09/31": "1931-09-01",
                 "value:opened_on:14/09/12": "2012-09-14"},
        asks={"value:phase:Middle", "value:opened_on:14/09/12"}),
    Case("words of a column that no list knows", "interventions", csv(
        "School,Measure,Date issued,Date lifted\n"
        "The Larches School,Formal warning,17/02/2025,n/a\n"
        "Ashgrove Primary School,Letter of concern,20/02/2025,-\n"
    ), rows("institution_id|intervention|concern_on|ended_on", "900106|warning_notice|2025-02-17|"),
        answers={"value:intervention:Letter of concern": LEAVE},
        asks={"value:intervention:Letter of concern"}, unfit={3}),
    Case("no headings that anyone knows", "actions", csv(
        "a,b,c,d,e\nAppoint a coordinator,Partnerships lead,2026-01-01,2026-12-31,In progress\n"
    ), rows("action|owner_role|started_on|due_on|status",
            "Appoint a coordinator|Partnerships lead|2026-01-01|2026-12-31|under_way"),
        answers={"headings": "1", "column:a": "action", "column:b": "owner_role",
                 "column:c": "started_on", "column:d": "due_on", "column:e": "status"},
        asks={"headings"}),
]  # fmt: skip
