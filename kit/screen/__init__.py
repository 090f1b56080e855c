"""What a reader sees: ask, charts, words, layout."""
