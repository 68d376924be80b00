-- {first} ({name}) has the same name but for its spelling, and the same {what}; if it is the same actor, use one row for both; if they are two actors, run: python -m scripts new decision --id {first} --other-id {id} --decision distinct --reason WHY
WITH folded AS (
    SELECT actor_id, name, kind, coalesce(parent_id, '') AS parent_id,
        translate(lower(translate(name, 'ƏIİ', 'eii')), 'əığşçöüё -–.,''’"“”„()/', 'eigscouе') AS mark
    FROM actors
)
SELECT 'actors' AS resource, later.actor_id AS id, 'name' AS field, later.name AS value, earlier.actor_id AS first, earlier.name,
    CASE WHEN earlier.kind = later.kind THEN 'kind' WHEN later.parent_id = '' THEN 'lack of a parent' ELSE 'parent' END AS what
FROM folded AS later
JOIN folded AS earlier ON earlier.mark = later.mark AND earlier.actor_id < later.actor_id
WHERE (earlier.kind = later.kind OR earlier.parent_id = later.parent_id)
    AND NOT EXISTS (
        SELECT 1 FROM decisions AS d
        WHERE least(d.id, d.other_id) = earlier.actor_id AND greatest(d.id, d.other_id) = later.actor_id
    )
