-- no report says when or where the strike happened; add a row to strike_reports or withdraw the strike
SELECT 'strikes' AS resource, s.strike_id AS id, 'strike_id' AS field, s.strike_id AS value
FROM strikes AS s
WHERE NOT EXISTS (SELECT 1 FROM strike_reports AS r WHERE r.strike_id = s.strike_id)
