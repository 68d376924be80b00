-- Where and when the victims of each strike or group may be: a row for each of its places, with the territory, district and
-- settlement that it is or lies in, and the first and last day that any report gives. A district that no settlement names as its
-- own stands for the whole territory. A group without a place has the places of its parts if these are at least two, and
-- otherwise no place, which stands for all places. No first or last day stands for any.
WITH settlements AS (
    SELECT p.place_id, p.held_by AS territory, min(own.place_id) AS district, p.place_id AS settlement
    FROM places AS p LEFT JOIN districts AS d USING (place_id) LEFT JOIN places AS own ON own.place_id = d.district_id AND own.held_by = p.held_by
    WHERE p.kind NOT IN ('district', 'area') GROUP BY ALL
), spots AS (
    FROM settlements
    UNION ALL
    SELECT place_id, held_by, CASE WHEN place_id IN (SELECT district FROM settlements) THEN place_id END, NULL FROM places WHERE kind IN ('district', 'area')
), of_parts AS (
    SELECT DISTINCT g.group_id AS strike_id, s.place_id FROM groups AS g JOIN strikes AS s USING (strike_id) WHERE s.place_id IS NOT NULL
), of_some_parts AS (
    SELECT strike_id, place_id FROM of_parts QUALIFY count(*) OVER (PARTITION BY strike_id) > 1
), dated AS (
    SELECT strike_id, min(date_start) AS first_day, CASE WHEN count(date_end) = count(date_start) THEN max(date_end) END AS last_day
    FROM strike_reports GROUP BY strike_id
)
SELECT s.strike_id, spots.territory, spots.district, spots.settlement, dated.first_day, dated.last_day
FROM strikes AS s
LEFT JOIN of_some_parts AS part ON part.strike_id = s.strike_id AND s.place_id IS NULL
LEFT JOIN spots ON spots.place_id = coalesce(s.place_id, part.place_id)
LEFT JOIN dated ON dated.strike_id = s.strike_id
