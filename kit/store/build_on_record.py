"""A build as it is made for others: by one machine at a time, and on record before it is shown."""

from kit.people import access, record
from kit.records import store
from kit.store import building
from kit.store.paths import OPEN, Collection

SERVER = access.Reader("", "the server", "machine")  # which builds where an edit is due


def build(
    collection: Collection,
    *,
    by: access.Reader | None = None,
    full: bool = False,
    clearance: str = OPEN,
    progress: building.Progress = lambda _done, _said: None,
) -> building.Built:
    """Build `collection`; `by`: who is said to have, unless it is whoever asks.

    Raises building.Busy where another machine that shares the database builds it,
    building.Refused, and store.Refused where the build cannot be put on record.
    """
    who = by or access.reader()

    def note(build_id: str) -> None:
        record.write(
            "build", reader=who, collection=collection,
            build=build_id, full=full, clearance=clearance,
        )  # fmt: skip

    with store.alone("build", collection) as is_free:
        if not is_free:
            raise building.Busy(
                f"Another machine is building the {collection.name} data: wait until it is done"
            )
        return building.build(
            collection, full=full, clearance=clearance, progress=progress, before_publishing=note
        )
