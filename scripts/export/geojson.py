"""GeoJSON: strikes and groups on the map, for QGIS and web maps (RFC 7946)."""

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from ..package.database import rows_of
from ..package.package import Package
from .imprint import imprint

if TYPE_CHECKING:
    import duckdb

# All that the summary says, so that readers of the map can keep to the same rules. The point is that of the place of
# the whole strike or group.
STRIKES = """
SELECT s.* EXCLUDE (place_name), s.place_name AS place, p.name_az, p.name_hy, p.name_ru
FROM strike_summary AS s
LEFT JOIN places AS p ON p.place_id = s.place_id
ORDER BY s.strike_id
"""


def strikes_map(package: Package, connection: "duckdb.DuckDBPyConnection") -> bytes:
    """strikes.geojson as UTF-8 bytes: a feature for every strike and group, sorted by strike_id.

    Takes a database with the typed tables, written and computed. The geometry is the point of the place (longitude and
    latitude in degrees, WGS 84, RFC 7946), or null if the strike or group has no place or the place has no point.
    Unknown properties are null, never 0 and never left out. The collection has the imprint as members of its own, which
    RFC 7946 allows.
    """
    features = [_feature(row) for row in rows_of(connection, STRIKES)]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    head = json.dumps({"type": "FeatureCollection"} | imprint(package), ensure_ascii=False).removesuffix("}")
    return f'{head}, "features": [\n{lines}\n]}}\n'.encode()


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    longitude, latitude = row.pop("longitude"), row.pop("latitude")
    located = longitude is not None and latitude is not None
    properties = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
    geometry = {"type": "Point", "coordinates": [longitude, latitude]} if located else None
    return {"type": "Feature", "id": row["strike_id"], "geometry": geometry, "properties": properties}
