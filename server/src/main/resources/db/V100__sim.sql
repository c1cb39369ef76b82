-- Area: sim. What the demo has already made, so that it is made once.

-- One row per thing made: a product with its ids, the plan and the progress of the past. Kept.
create table sim_marks (
  name text primary key,
  -- JSON.
  value text not null
);
