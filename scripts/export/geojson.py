"""GeoJSON: strikes and groups on the map, for QGIS and web maps (RFC 7946)."""

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from ..package.database import rows_of
from ..package.package import Package
from ..package.schema import quote

if TYPE_CHECKING:
    import duckdb

OUTCOMES = ["killed", "injured"]

# The point is that of the place of the whole strike or group.
STRIKES = """
SELECT strikes.strike_id, strikes.name, strikes.level, w.date_start, w.date_end, places.name AS place, places.name_az,
    places.name_hy, places.name_ru, w.territory, places.coordinate_precision,
    places.longitude, places.latitude
FROM strikes
JOIN when_and_where AS w ON w.strike_id = strikes.strike_id
LEFT JOIN places ON places.place_id = w.place_id
ORDER BY strikes.strike_id
"""


def strikes_map(package: Package, connection: "duckdb.DuckDBPyConnection") -> bytes:
    """strikes.geojson as UTF-8 bytes: a feature for every strike and group, sorted by strike_id.

    Takes a database with the typed tables, written and computed. The geometry is the point of the place (longitude and
    latitude in degrees, WGS 84, RFC 7946), or null if the strike or group has no place or the place has no point.
    Unknown properties are null, never 0 and never left out.
    """
    sides = package.computed["strike_grades"].constraint("accused", "enum")
    estimates, grades = _estimates(connection), _grades(connection)
    features = [_feature(row, estimates, grades, sides) for row in rows_of(connection, STRIKES)]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'.encode()


def _feature(
    row: dict[str, Any],
    estimates: dict[tuple[str, str], dict[str, Any]],
    grades: dict[tuple[str, str], dict[str, Any]],
    sides: list[str],
) -> dict[str, Any]:
    longitude, latitude = row.pop("longitude"), row.pop("latitude")
    located = longitude is not None and latitude is not None
    properties = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
    for outcome in OUTCOMES:
        found = estimates.get((row["strike_id"], outcome), {})
        properties |= {f"{outcome}_{figure}": found.get(figure) for figure in ("low", "best", "high", "high_open")}
    for side in sides:
        found = grades.get((row["strike_id"], side), {})
        properties |= {f"{side}_accused_{name}": found.get(name) for name in ("grade", "contested")}
    geometry = {"type": "Point", "coordinates": [longitude, latitude]} if located else None
    return {"type": "Feature", "id": row["strike_id"], "geometry": geometry, "properties": properties}


def _estimates(connection: "duckdb.DuckDBPyConnection") -> dict[tuple[str, str], dict[str, Any]]:
    outcomes = ", ".join(map(quote, OUTCOMES))
    rows = rows_of(connection, f"""SELECT * FROM strike_estimates WHERE "view" = 'all' AND outcome IN ({outcomes})""")
    return {(row["strike_id"], row["outcome"]): row for row in rows}


def _grades(connection: "duckdb.DuckDBPyConnection") -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["strike_id"], row["accused"]): row for row in rows_of(connection, "SELECT * FROM strike_grades")}
