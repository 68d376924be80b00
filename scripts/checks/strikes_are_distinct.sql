-- {first} ({name}) is at the same place on the same days; if it is the same, use one row for both; if they are two strikes, link them in strike_links or run: python -m scripts new decision --id {first} --other-id {id} --decision distinct --reason WHY
WITH reported AS (
    SELECT DISTINCT s.strike_id, s.name, s.level, coalesce(p.latitude, 0) AS latitude, coalesce(p.longitude, 0) AS longitude,
        CASE WHEN p.latitude IS NULL THEN s.place_id ELSE '' END AS unplaced,
        CASE WHEN s.name LIKE '%, %' THEN substr(s.name, instr(s.name, ', ')) END AS named_days, r.date_start, r.date_end
    FROM strikes AS s
    JOIN places AS p ON p.place_id = s.place_id
    LEFT JOIN strike_reports AS r ON r.strike_id = s.strike_id
), alike AS (
    SELECT DISTINCT later.strike_id, later.name AS value, earlier.strike_id AS first, earlier.name
    FROM reported AS later
    JOIN reported AS earlier
        ON earlier.latitude = later.latitude AND earlier.longitude = later.longitude AND earlier.unplaced = later.unplaced
        AND earlier.level = later.level AND earlier.strike_id < later.strike_id
    WHERE earlier.named_days = later.named_days
        OR earlier.date_start = later.date_start AND earlier.date_end = later.date_end
        OR later.level = 'strike' AND earlier.date_start <= later.date_end AND later.date_start <= earlier.date_end
), told AS (
    SELECT least(strike_id, other_id) AS id, greatest(strike_id, other_id) AS other_id FROM strike_links
    UNION ALL
    SELECT least(id, other_id), greatest(id, other_id) FROM decisions
)
SELECT 'strikes' AS resource, alike.strike_id AS id, 'name' AS field, alike.value, alike.first, alike.name
FROM alike
WHERE NOT EXISTS (SELECT 1 FROM told WHERE told.id = alike.first AND told.other_id = alike.strike_id)
