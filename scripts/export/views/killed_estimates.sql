-- Each row is a strike or group, with the number of people killed according to all claims, and its place and best date. Never
-- add rows up: groups contain strikes. If high_open is 1, high is a minimum ("at least"). Empty means unknown, never 0.
SELECT strikes.strike_id, strikes.name, strikes.level, places.name AS place, when_and_where.territory,
    when_and_where.date_start, when_and_where.date_end, strike_estimates.low, strike_estimates.best, strike_estimates.high,
    strike_estimates.high_open, strike_estimates.basis, strike_estimates.claims, strike_estimates.voices, strike_estimates.sides,
    strike_estimates.best_claim_id, strike_estimates.rule
FROM strike_estimates
JOIN strikes ON strikes.strike_id = strike_estimates.strike_id
JOIN when_and_where ON when_and_where.strike_id = strikes.strike_id
LEFT JOIN places ON places.place_id = when_and_where.place_id
WHERE strike_estimates.outcome = 'killed' AND strike_estimates."view" = 'all'
ORDER BY strikes.strike_id
