-- Each row is a strike or group, with the number of people killed according to all claims, and its place and best date. Never
-- add rows up: groups contain strikes. If high_open is 1, high is a minimum ("at least"). Empty means unknown, never 0.
SELECT strikes.strike_id, strikes.name, strikes.level, places.name AS place, coalesce(places.held_by, reported.held_by) AS territory,
    best_date.date_start, best_date.date_end, strike_estimates.low, strike_estimates.best, strike_estimates.high,
    strike_estimates.high_open, strike_estimates.basis, strike_estimates.claims, strike_estimates.voices, strike_estimates.sides,
    strike_estimates.best_claim_id, strike_estimates.rule
FROM strike_estimates
JOIN strikes ON strikes.strike_id = strike_estimates.strike_id
LEFT JOIN places ON places.place_id = strikes.place_id
LEFT JOIN strike_dates AS best_date ON best_date.strike_id = strikes.strike_id AND best_date.aspect = 'date' AND best_date.position = 1
LEFT JOIN strike_dates AS best_place ON best_place.strike_id = strikes.strike_id AND best_place.aspect = 'place' AND best_place.position = 1
LEFT JOIN places AS reported ON reported.place_id = best_place.place_id
WHERE strike_estimates.outcome = 'killed' AND strike_estimates."view" = 'all'
ORDER BY strikes.strike_id
