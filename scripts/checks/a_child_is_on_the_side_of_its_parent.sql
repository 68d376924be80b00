-- the actor's side differs from that of its parent, {parent}; correct side or parent_id
SELECT 'actors' AS resource, a.actor_id AS id, 'side' AS field, a.side AS value, p.name AS parent
FROM actors AS a
JOIN actors AS p ON p.actor_id = a.parent_id
WHERE a.side <> p.side OR (a.side IS NULL) <> (p.side IS NULL)
