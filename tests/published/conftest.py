"""Pages and papers of the published data, opened without a browser."""

from tests.pages.conftest import published

__all__ = ["published"]
