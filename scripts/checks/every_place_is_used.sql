-- no strike, report or coding uses the place; remove it
SELECT 'places' AS resource, p.place_id AS id, 'place_id' AS field, p.place_id AS value
FROM places AS p
WHERE NOT EXISTS (SELECT 1 FROM strikes AS x WHERE x.place_id = p.place_id)
    AND NOT EXISTS (SELECT 1 FROM strike_reports AS x WHERE x.place_id = p.place_id)
    AND NOT EXISTS (SELECT 1 FROM codings AS x WHERE x.place_id = p.place_id)
