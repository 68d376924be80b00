-- the actor does not publish, speak, relay or act, and is not a parent; remove it
SELECT 'actors' AS resource, a.actor_id AS id, 'actor_id' AS field, a.actor_id AS value
FROM actors AS a
WHERE NOT EXISTS (SELECT 1 FROM references_to_actors AS x WHERE x.value = a.actor_id)
