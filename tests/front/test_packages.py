"""Promise: every package is pinned with its hashes; the bill of materials lists the same."""

import json
import re

from kit.store.paths import PROJECT


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(text: str) -> dict[str, str]:
    """Return the version of each package that a list of requirements names, by its normal name."""
    found = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*])?==([^\s;\\]+)", text, re.M)
    return {normal(name): version for name, version in found}


def test_every_package_is_locked_with_its_hashes():
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    asked = pinned((PROJECT / "requirements.txt").read_text(encoding="utf-8"))
    locked = pinned(lock)
    assert len(asked) > 10 and asked.items() <= locked.items()
    each = re.split(r"^(?=[A-Za-z0-9._-]+==)", lock, flags=re.M)[1:]
    assert len(each) == len(locked)
    assert all("--hash=sha256:" in one for one in each)


def test_the_bill_of_materials_lists_what_is_locked():
    bill = json.loads((PROJECT / "sbom.cdx.json").read_text(encoding="utf-8"))
    lock = pinned((PROJECT / "requirements.lock").read_text(encoding="utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    assert {normal(each["name"]): each["version"] for each in bill["components"]} == lock
    for each in bill["components"]:
        assert each["purl"] == f"pkg:pypi/{normal(each['name'])}@{each['version']}"
        assert each["externalReferences"][0]["hashes"]
