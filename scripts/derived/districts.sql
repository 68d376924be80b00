-- The districts that each place lies in: those whose names begin with its admin. A district that two sides held has a row for
-- the part of each.
SELECT DISTINCT p.place_id, d.place_id AS district_id
FROM places AS p JOIN places AS d ON starts_with(d.name, p.admin || ' ') OR starts_with(d.name_az, p.admin || ' ')
WHERE d.kind = 'district'
