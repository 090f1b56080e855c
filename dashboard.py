"""The front door: the frame of every page, the menu, and the pickers kept in the address."""

from pathlib import Path

import streamlit as st
from streamlit.starlette import App

from kit import NAME
from kit.screen import data_quality, layout, menu, share, sign_in, survey_form, turns, unshown
from kit.screen import version_view as version
from kit.screen.ask import ask, data_used, reset
from kit.screen.shell import LAYERS

PAGES = Path("pages")
QUALITY = "quality"  # tells of the data itself, and so opens whatever is chosen
BEGIN = ("registers", "survey")  # with which an authority begins, before there is any figure

if __name__ != "__main__":  # imported once, by `streamlit run`, for the server
    sign_in.print_start_line()
    app = App(Path(__file__), middleware=LAYERS)
else:  # run as the script of a reader's page
    st.set_page_config(page_title=NAME, layout="wide")
    if token := st.query_params.get(survey_form.ADDRESS):
        survey_form.show(token)
        st.stop()
    version.arrive()
    page, addresses = menu.menu(PAGES, first=PAGES / "readiness" / "glance.py")
    notice = layout.ensure_build()
    version.require_view()
    with turns.turn():
        layout.frame(notice)
        version.banner()
        reset()
        body, foot = st.container(), st.container()
        with foot:
            menu.follow_links(page, addresses)
            layout.footer(ask("frame/sources"))

        # The authorities that can be chosen depend on the date, so the date is read first.
        dates = version.only("as_at", ask("frame/dates"))
        as_at = layout.pick("as_at", "As at", dates, width=150, place=2)
        areas = sign_in.own_areas(ask("frame/areas", as_at=as_at))
        area = layout.pick("area", "Authority", areas, width=215, place=1)
        frameworks = version.only("framework", ask("frame/frameworks"))
        framework = layout.pick("framework", "Framework", frameworks, 225, place=3)

        with body, share.run_page(page):
            menu.name_tab(page, layout.chosen_label("area"))
            layout.keep_selection(area_code=area, as_at=as_at, framework=framework)
            begins = dates.empty and area is not None and page.url_path in BEGIN
            if page.url_path == QUALITY or begins:
                page.run()
            elif None in (framework, as_at, area):
                unshown.explain(dates, framework, as_at, page.url_path)
            else:
                page.run()
                checks = ask("frame/checks", area_code=area, **data_used())
                data_quality.failing_checks_line(checks, QUALITY)
