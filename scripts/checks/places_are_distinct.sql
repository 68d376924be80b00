-- {first} ({name}) has the same {what}; if it is the same place, use one row for both; if they are two places, run: python -m scripts new decision --id {first} --other-id {id} --decision distinct --reason WHY
WITH called AS (
    SELECT place_id, kind IN ('area', 'district') AS is_wide, admin, marks.field,
        CASE marks.number
            WHEN 1 THEN split_part(name, ' / ', 1) WHEN 2 THEN split_part(name, ' / ', 2)
            WHEN 3 THEN name_az WHEN 4 THEN name_hy WHEN 5 THEN name_ru
            WHEN 6 THEN wikidata_id WHEN 7 THEN CAST(geonames_id AS STRING)
        END AS mark
    FROM places
    CROSS JOIN (
        VALUES (1, 'name'), (2, 'name'), (3, 'name'), (4, 'name'), (5, 'name'), (6, 'wikidata_id'), (7, 'geonames_id')
    ) AS marks (number, field)
), folded AS (
    SELECT DISTINCT place_id, is_wide, admin, field,
        translate(lower(translate(mark, 'ƏIİ', 'eii')), 'əığşçöüё -’''', 'eigscouе') AS mark
    FROM called WHERE mark <> ''
), alike AS (
    SELECT later.place_id, earlier.place_id AS first, min(later.field) AS field
    FROM folded AS later
    JOIN folded AS earlier ON earlier.mark = later.mark AND earlier.field = later.field AND earlier.place_id < later.place_id
    WHERE later.field <> 'name' OR later.is_wide = earlier.is_wide AND coalesce(later.admin = earlier.admin, true)
    GROUP BY later.place_id, earlier.place_id
)
SELECT 'places' AS resource, alike.place_id AS id, alike.field,
    CASE alike.field WHEN 'name' THEN here.name WHEN 'wikidata_id' THEN here.wikidata_id ELSE CAST(here.geonames_id AS STRING) END AS value,
    alike.first, there.name, CASE alike.field WHEN 'name' THEN 'name in the same district' ELSE alike.field END AS what
FROM alike
JOIN places AS here ON here.place_id = alike.place_id
JOIN places AS there ON there.place_id = alike.first
WHERE NOT EXISTS (
    SELECT 1 FROM decisions AS d
    WHERE least(d.id, d.other_id) = alike.first AND greatest(d.id, d.other_id) = alike.place_id
)
