"""What a reader sees: ask, charts, words, layout."""

import logging

# The server imports this room before Streamlit's runtime is there. Answers are then cached in
# memory, as they are later too: nothing that whoever starts the dashboard must be warned of.
logging.getLogger("streamlit.runtime.caching.cache_data_api").addFilter(
    lambda record: "No runtime found" not in record.getMessage()
)
