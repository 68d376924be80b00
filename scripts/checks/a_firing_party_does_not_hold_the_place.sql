-- {party} is said to have fired on {place}, which it held itself; correct party_id or the place, or explain it in the strike's notes
SELECT 'statements' AS resource, t.statement_id AS id, 'party_id' AS field, t.party_id AS value, a.name AS party, p.name AS place
FROM statements AS t
JOIN actors AS a ON a.actor_id = t.party_id
JOIN strikes AS s ON s.strike_id = t.strike_id
JOIN places AS p ON p.place_id = s.place_id
WHERE t.party_role = 'fired' AND t.stance <> 'denies' AND s.notes IS NULL
    AND (a.side = p.held_by OR (a.side = 'armenia_or_nagorno_karabakh' AND p.held_by IN ('armenia', 'nagorno_karabakh')))
