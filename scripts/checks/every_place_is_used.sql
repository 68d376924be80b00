-- no strike, report or coding uses the place; remove it
SELECT 'places' AS resource, p.place_id AS id, 'place_id' AS field, p.place_id AS value
FROM places AS p
WHERE NOT EXISTS (SELECT 1 FROM references_to_places AS x WHERE x.value = p.place_id)
