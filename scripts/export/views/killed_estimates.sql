-- Each row is a strike or group, with the number of people killed according to all claims, and its place and best date. Add rows up
-- only where countable is yes. If high_open is 1, high is a minimum ("at least"). Empty means unknown, never 0.
SELECT s.strike_id, s.name, s.level, s.place_name AS place, s.territory, s.in_war, s.date_start, s.date_end, e.low, e.best, e.high, e.high_open,
    e.best_is_tie, e.basis, e.countable, e.claims, e.voices, e.sides, e.best_claim_id, e.rule
FROM strike_estimates AS e
JOIN strike_summary AS s ON s.strike_id = e.strike_id
WHERE e.outcome = 'killed' AND e.population = 'all' AND e."view" = 'all'
ORDER BY s.strike_id
