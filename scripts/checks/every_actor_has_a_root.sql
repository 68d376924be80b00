-- the actor's parents form a loop, or there are more than nine levels of them; clear parent_id of the actor that is a voice of its own
WITH RECURSIVE up AS (
    SELECT actor_id, parent_id, 0 AS steps FROM actors
    UNION ALL
    SELECT up.actor_id, a.parent_id, up.steps + 1 FROM up JOIN actors AS a ON a.actor_id = up.parent_id WHERE up.steps < 9
)
SELECT 'actors' AS resource, a.actor_id AS id, 'parent_id' AS field, a.parent_id AS value
FROM actors AS a
WHERE NOT EXISTS (SELECT 1 FROM up WHERE up.actor_id = a.actor_id AND up.parent_id IS NULL)
