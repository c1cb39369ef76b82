-- Area: hooks. A batch of facts may make fifty thousand deliveries, so their rows are kept light: those of a
-- removed endpoint are deleted in steps by the job that forgets, and old ones are found endpoint by endpoint.
alter table hooks_deliveries drop constraint hooks_deliveries_endpoint_id_fkey;
alter table hooks_attempts drop constraint hooks_attempts_endpoint_id_fkey;
drop index hooks_deliveries_by_time;
