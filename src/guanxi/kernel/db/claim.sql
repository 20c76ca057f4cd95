-- Claiming jobs in turns by company. Each company's jobs are in a queue named after it; what recurs is in `default`.
CREATE INDEX IF NOT EXISTS waiting_by_queue ON jobs.procrastinate_jobs (queue_name, priority DESC, id)
  WHERE status = 'todo' AND scheduled_at IS NULL;
CREATE INDEX IF NOT EXISTS waiting_by_time ON jobs.procrastinate_jobs (scheduled_at)
  WHERE status = 'todo' AND scheduled_at IS NOT NULL;

-- The first job that waits in the queue after `behind`, or in the first queue after those: the caller hands back the
-- queue of what it got, and so goes round. A company runs at most `share` jobs, each under a name of its own that may
-- exist once among running jobs (a unique index of Procrastinate), so claims that meet cannot give it more; it gets none
-- when it runs one already and `only_idle` is given.
CREATE OR REPLACE FUNCTION jobs.claim(worker bigint, behind text, share integer, only_idle boolean)
RETURNS SETOF jobs.procrastinate_jobs LANGUAGE plpgsql SET search_path = jobs, pg_temp AS $$
DECLARE
  place text := behind;
  queue text;
  is_second_round boolean := false;
  running integer;
  free integer;
  claimed jobs.procrastinate_jobs;
BEGIN
  -- Those that were to run later and are due now join the others.
  UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE id IN (
    SELECT id FROM procrastinate_jobs WHERE status = 'todo' AND scheduled_at <= now()
    ORDER BY scheduled_at LIMIT 1000 FOR UPDATE SKIP LOCKED);
  LOOP
    SELECT queue_name INTO queue FROM procrastinate_jobs
    WHERE status = 'todo' AND scheduled_at IS NULL AND queue_name > place ORDER BY queue_name LIMIT 1;
    IF queue IS NULL OR (is_second_round AND queue > behind) THEN
      EXIT WHEN is_second_round;
      is_second_round := true;
      place := '';
      CONTINUE;
    END IF;
    IF queue <> 'default' THEN
      SELECT count(other.id), min(number) FILTER (WHERE other.id IS NULL) INTO running, free
      FROM generate_series(1, share) number
      LEFT JOIN procrastinate_jobs other ON other.status = 'doing' AND other.lock = queue || '#' || number;
      IF free IS NULL OR (only_idle AND running > 0) THEN
        place := queue;
        CONTINUE;
      END IF;
    END IF;
    BEGIN
      UPDATE procrastinate_jobs SET status = 'doing', worker_id = worker,
        lock = CASE WHEN queue <> 'default' THEN queue || '#' || free END
      WHERE id = (
        SELECT id FROM procrastinate_jobs
        WHERE status = 'todo' AND scheduled_at IS NULL AND queue_name = queue
        ORDER BY priority DESC, id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING * INTO claimed;
      IF claimed.id IS NOT NULL THEN
        RETURN NEXT claimed;
        RETURN;
      END IF;
      place := queue;  -- all that wait there are being claimed by others
    EXCEPTION WHEN unique_violation THEN
      NULL;  -- another claim took that place of the company: look again
    END;
  END LOOP;
END
$$;

-- After a job of a queue ended: whoever had no room for that company's next one may look again.
CREATE OR REPLACE FUNCTION jobs.wake(queue text) RETURNS void LANGUAGE sql SET search_path = jobs, pg_temp AS $$
  SELECT pg_notify('procrastinate_any_queue_v1', '{"type":"job_inserted","job_id":0}')
  WHERE EXISTS (SELECT FROM procrastinate_jobs WHERE status = 'todo' AND scheduled_at IS NULL AND queue_name = queue)
$$;
