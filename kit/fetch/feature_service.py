"""A layer of an ArcGIS feature service, asked page by page and joined into one GeoJSON file."""

import json
from pathlib import Path
from typing import Any

from kit.fetch.client import Client, FetchError, Progress
from kit.store.addresses import FeaturesAddress


def save(client: Client, wanted: FeaturesAddress, place: Path, progress: Progress | None) -> None:
    """Write every feature of a layer to `place`. Raises FetchError where any is missing."""
    query = f"{wanted.address.rstrip('/')}/query"
    asked = {"where": wanted.where, "f": "json"}
    total = _answer(client, query, {**asked, "returnCountOnly": "true"}).get("count")
    if not total:
        raise FetchError(
            f"{query} has no feature where {wanted.where}",
            "The layer may have been replaced: change `address` in the contract",
            not_found=True,
        )
    asked |= {
        "f": "geojson",
        "outFields": ",".join(wanted.names.values()),
        "outSR": "4326",
        "geometryPrecision": str(wanted.decimals),
        "orderByFields": wanted.order,
        "resultRecordCount": str(wanted.page),
    }
    features: list[dict] = []
    while len(features) < total:
        page = _answer(client, query, {**asked, "resultOffset": str(len(features))})
        found = page.get("features")
        if not found:
            break
        features += [_named(one, wanted) for one in found]
        if progress:
            progress(len(features) / total, f"{place.name}, {len(features)} of {total}")
    if len(features) != total:
        raise FetchError(f"{query} promised {total} features and gave {len(features)}")
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    if len(text) > wanted.largest_mb * 2**20:
        raise FetchError(f"{query} is larger than {wanted.largest_mb} MB")
    place.write_text(text, encoding="utf-8")


def _answer(client: Client, query: str, asked: dict[str, str]) -> dict[str, Any]:
    """Return an answer; such a service reports its errors as if they were answers."""
    answer = client.json(query, asked)
    error = answer.get("error") if isinstance(answer, dict) else {"message": "no object"}
    if error:
        told = error.get("message") if isinstance(error, dict) else error
        raise FetchError(
            f"{query} answers: {told}",
            "The layer may have been replaced: change `address` in the contract",
            not_found=True,
        )
    return answer


def _named(feature: dict, wanted: FeaturesAddress) -> dict:
    """Return a feature with the names of properties that the contract reads."""
    given = feature.get("properties") or {}
    lacking = [theirs for theirs in wanted.names.values() if theirs not in given]
    if lacking:
        raise FetchError(
            f"{wanted.address} has no field {', '.join(lacking)}. It has: {', '.join(given)}",
            "Change `names` in the contract",
        )
    named = {ours: given[theirs] for ours, theirs in wanted.names.items()}
    named |= dict.fromkeys(wanted.blank)
    return {"type": "Feature", "properties": named, "geometry": feature.get("geometry")}
