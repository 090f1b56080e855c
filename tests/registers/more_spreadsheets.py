"""More spreadsheets as authorities make them: kinds that nobody listed. All are invented."""

from datetime import date

from kit.registers.questions import ABOVE, BLANK, LEAVE
from tests.registers.spreadsheets import Case, csv, rows, xlsx

D = date
MORE = [
    Case("schools down the side, partnerships across, ticks", "memberships", xlsx(Matrix=[
        ["Membership of partnerships, autumn"],
        ["School", "North Cluster", "Harbour Federation", "Vale 14-19 Consortium"],
        ["Ashgrove Primary School", "✓", None, "✓"],
        ["Northgate Academy", None, "✓", None], ["Hollybrook High School", None, None, None],
    ]), rows("partnership_id|institution_id|role", "P001|900101|member", "P003|900101|member",
             "P002|900108|member"), answers={"matrix": "yes", "needs:role": "member"},
        asks={"matrix", "needs:role"}),
    Case("partnerships down the side, schools across, crosses that say yes", "memberships", csv(
        "Cluster,Ashgrove Primary School,900108,Hollybrook High School\n"
        "North Cluster,x,,x\nHarbour Federation,,X,n\n"
    ), rows("partnership_id|institution_id", "P001|900101", "P001|900105", "P002|900108"),
        answers={"matrix": "yes", "mark:x": "yes", "mark:X": "yes", "needs:role": "member"},
        asks={"matrix"}),
    Case("days with the hour, as an export writes them", "agreements", csv(
        "Partnership,Date signed\nNorth Cluster,2019-09-25T00:00:00\n"
        "Harbour Federation,2020-01-06 14:30\n"
    ), rows("partnership_id|signed_on", "P001|2019-09-25", "P002|2020-01-06"),
        answers={"value:signed_on:2020-01-06 14:30": "2020-01-06"},
        asks={"value:signed_on:2020-01-06 14:30"}),
    Case("school years in place of days", "memberships", csv(
        "Partnership,School,Role,Joined\nNorth Cluster,Northgate Academy,member,2019/20\n"
        "North Cluster,Ashgrove Primary School,member,2021\n"
    ), rows("institution_id|joined_on", "900108|2019-09-01", "900101|2021-09-01"),
        answers={"column:Joined": "joined_on", "value:joined_on:2019/20": "2019-09-01",
                 "value:joined_on:2021": "2021-09-01"},
        asks={"column:Joined"}),
    Case("number and name in one cell", "memberships", csv(
        "Partnership,School,Role\nNorth Cluster,900101 - Ashgrove Primary School,member\n"
        "North Cluster,Northgate Academy (900108),lead\n"
    ), rows("institution_id|role", "900101|member", "900108|lead"),
        answers={"value:institution_id:900101 - Ashgrove Primary School": "900101",
                 "value:institution_id:Northgate Academy (900108)": "900108"},
        asks={"value:institution_id:900101 - Ashgrove Primary School"}),
    Case("a share of a post in per cent", "posts", csv(
        "Partnership,Kind of post,FTE,Who pays,Start\nNorth Cluster,coordinator,60%,LA,2023-09-01\n"
    ), rows("partnership_id|fte", "P001|0.6"), 
        answers={"column:FTE": "fte", "value:fte:60%": "0.6"}, asks={"column:FTE"}),
    Case("a comma for the decimal point", "funding", csv(
        "Line;Partnership;Period start;Period end;Stream;Purpose;Route;Budget\n"
        "A1;North Cluster;2025-04-01;2026-03-31;sdg;programmes;delegated;1.234,50\n"
    ), rows("line_id|budget", "A1|1234.5"), 
        answers={"column:Budget": "budget", "value:budget:1.234,50": "1234.5"},
        asks={"column:Budget"}),
    Case("credits marked CR", "funding", csv(
        "Line,Partnership,Period start,Period end,Stream,Purpose,Route,Budget,Actual\n"
        'A1,North Cluster,2025-04-01,2026-03-31,sdg,programmes,delegated,"1,250","1,250CR"\n'
    ), rows("budget|outturn", "1250|-1250"), 
        answers={"column:Actual": "outturn", "value:outturn:1,250CR": "-1250"},
        asks={"column:Actual"}),
    Case("two tables side by side", "priorities", csv(
        "Priority,Start,End,,Theme,Lead\nReading at 7,25/04/2025,31/03/2028,,Attendance,A team\n"
        "Safer streets,25/04/2025,31/03/2028,,,\n"
    ), rows("title|plan_start|plan_end", "Reading at 7|2025-04-25|2028-03-31",
            "Safer streets|2025-04-25|2028-03-31"),
        answers={"column:Theme": LEAVE, "column:Lead": LEAVE}, asks={"column:Theme"}),
    Case("a second table below, with headings of its own", "reviews", csv(
        "Cluster,Date of review,Progress,Impact,Next steps,VFM\n"
        "North Cluster,25/01/2025,Shared training,More pupils read,Go on,Y\n\n"
        "Cluster,Date closed,Why,,,\nHarbour Federation,25/02/2025,No money,,,\n"
    ), rows("partnership_id|reviewed_on", "P001|2025-01-25"),
        answers={"value:partnership_id:Cluster": LEAVE, "value:reviewed_on:Date closed": LEAVE,
                 "fill:how_effective": "no", "fill:what_next": "no",
                 "blank:costs_and_benefits": BLANK},
        asks={"value:partnership_id:Cluster"}, unfit={4, 5}),
    Case("rows of another authority", "partnerships", csv(
        "Name,Type,LA,Start\nWest Cluster,Federation,001,25/09/2019\n"
        "Far Cluster,Federation,Elsewhere,25/09/2019\n"
    ), rows("name|area_code", "West Cluster|001"),
        answers={"column:LA": "area_code", "value:area_code:Elsewhere": LEAVE},
        asks={"value:area_code:Elsewhere"}, unfit={3}),
    Case("the end of a partnership in its name", "memberships", csv(
        "Partnership,School,Role\nNorth Cluster (closed 2019),Northgate Academy,member\n"
    ), rows("partnership_id|institution_id", "P001|900108"),
        answers={"value:partnership_id:North Cluster (closed 2019)": "P001"},
        asks={"value:partnership_id:North Cluster (closed 2019)"}),
    Case("what each column is down the side", "partnerships", csv(
        "Name of partnership,West Cluster,East Cluster\nType,Federation,Trust\n"
        "Start date,25/09/2019,26/09/2019\n"
    ), [], asks={"headings"}),
    Case("a budget statement, which is no register", "funding", csv(
        ',,Early Years,Primary,Secondary,Total\n1.0.1,Individual Schools Budget,"1,234,567",'
        '"45,678,901","56,789,012","113,579,023"\n1.1.1,Contingencies,0,"-25,000",..,"-25,000"\n'
    ), [], asks={"headings"}),
    Case("ages and days a formula wrote, and a date far off", "institutions", xlsx(Sheet1=[
        ["URN", "School", "Phase of education", "Type of establishment", "Open date"],
        [900301, "Pier School", "Primary", "Community school", D(1905, 1, 1)],
        [900302, "Cove School", "Primary", "Community school", D(2205, 1, 1)],
    ]), rows("institution_id", "900301"), unfit={3}),
    Case("one day of the week wrong, and a space that does not break", "forums", csv(
        "Board,Policy,First met\nSchools\u00a0Forum ,Schools forum,Monday 25 September 2019\n"
    ), rows("name|established_on", "Schools Forum|2019-09-25"), ),
    Case("the partnership alone above its members", "memberships", csv(
        "School,Role,Joined\nNorth Cluster,,\nAshgrove Primary School,member,25/09/2019\n"
        "Northgate Academy,lead,25/09/2019\nHarbour Federation,,\n"
        "Hollybrook High School,member,25/09/2020\n"
    ), rows("partnership_id|institution_id|role", "P001|900101|member", "P001|900108|lead",
            "P002|900105|member"),
        answers={"section:partnership_id": "yes"}, asks={"section:partnership_id"},
        left_out={2, 5}),
    Case("ditto marks and words for the row above", "partnerships", csv(
        "Name,Type,Lead school,Start,Objective\nA Cluster,Federation,Ashgrove Primary School,"
        '25/09/2019,Reading\nB Cluster,do.,"""",25/09/2020,〃\n'
    ), rows("name|kind|lead_institution_id|objective", "A Cluster|federation|900101|Reading",
            "B Cluster|federation|900101|Reading"),
        answers={f"value:{column}": ABOVE for column in
                 ("kind:do.", 'lead_institution_id:"', "objective:〃")},
        asks={'value:lead_institution_id:"', "value:objective:〃"}),
    Case("a budget for each year, both said to be the budget", "funding", csv(
        "Line,Partnership,Period start,Period end,Stream,Purpose,Route,2024-25,2025-26\n"
        "A1,North Cluster,2025-04-01,2026-03-31,sdg,programmes,delegated,100,200\n"
    ), rows("line_id|budget", "A1|200"),
        answers={"column:2024-25": "budget", "column:2025-26": "budget",
                 "both:budget": "2025-26"},
        asks={"column:2024-25", "column:2025-26"}),
    Case("points and spaces between figures", "funding", csv(
        "Line;Partnership;Period start;Period end;Stream;Purpose;Route;Budget\n"
        + "".join(
            f"A{n};North Cluster;2025-04-01;2026-03-31;sdg;programmes;delegated;{said}\n"
            for n, said in enumerate(("1.234", "45 000", "1 2", "£ 950"))
        )
    ), rows("line_id|budget", "A0|1234", "A1|45000", "A3|950"),
        answers={"value:budget:1.234": "1234", "value:budget:1 2": LEAVE},
        asks={"value:budget:1.234", "value:budget:1 2"}, unfit={4}),
    Case("a day that a narrow column hid, and a dash that says nothing", "memberships", csv(
        "Partnership,School,Role,Joined\nNorth Cluster,Northgate Academy,member,########\n"
        "North Cluster,Ashgrove Primary School,member,25/09/2019\n"
        "North Cluster,Hollybrook High School,member,–\n"
    ), rows("institution_id|joined_on", "900108|2019-09-01", "900101|2019-09-25", "900105|"),
        answers={"value:joined_on:########": "2019-09-01"}, asks={"value:joined_on:########"}),
    Case("an export of a form, a row for each person", "survey_answers", csv(
        "ID,Start time,Completion time,Email,Name,Your phase,Do you value the voice you have?,"
        "Reach: was it received?\n"
        "1,03/06/2026 09:12,03/06/2026 09:19,anonymous,,Primary,Yes,No\n"
        "2,04/06/2026 11:02,04/06/2026 11:10,anonymous,,Special,No,\n"
    ), rows("respondent|phase|item|valued|received", "1|primary|voice|yes|", "1|primary|reach||no",
            "2|special|voice|no|", "2|special|reach||"),
        answers={"asks": "yes", "needs:wave": "2026-06-05", "needs:role": "headteacher"},
        asks={"asks"}),
    Case("an export with a column for each tick, under two rows of headings", "survey_answers", csv(
        "Respondent ID,Collector ID,Phase,Which is of value?,,\n"
        ",,Response,Voice,Reach,Other (please say)\n"
        "77,9,Primary,Voice,,\n78,9,Special,,Reach,buses\n"
    ), rows("respondent|item|valued", "1|voice|yes", "1|reach|no", "2|voice|no", "2|reach|yes"),
        answers={"asks:Which is of value? [Other (please say)]": LEAVE, "asks": "no",
                 "asks:Which is of value? [Voice]": "valued:voice",
                 "asks:Which is of value? [Reach]": "valued:reach",
                 "needs:wave": "2026-06-05", "needs:role": "headteacher"},
        asks={"asks:Which is of value? [Other (please say)]"}),
    Case("answers on paper, typed in", "survey_answers", csv(
        "No.,Role,Phase,Voice: valued,Voice: received,Reach: barrier\n"
        "1,headteacher,primary,Y,N,Y\n2,headteacher,secondary,N,,N\n"
    ), rows("respondent|item|valued|received|barrier", "1|voice|yes|no|", "1|reach|||yes",
            "2|voice|no||", "2|reach|||no"),
        answers={"asks": "yes", "asks:No.": LEAVE, "needs:wave": "2026-06-05"}, asks={"asks"}),
]  # fmt: skip
