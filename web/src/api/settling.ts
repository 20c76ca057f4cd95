/** Changes that arrive in a burst are answered by few reads: the first at once, then at most twice a second. */

/** Collects what arrives in one go, such as the parts of one write. */
const GATHER_MS = 60;
const REST_MS = 500;

export interface Settling {
  add(name: string): void;
  stop(): void;
}

/** `read` gets the names that were added since; while `isHeld`, it waits. */
export function settling(read: (names: ReadonlySet<string>) => void, isHeld: () => boolean): Settling {
  let names = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let earliest = 0;
  const flush = () => {
    timer = undefined;
    if (isHeld()) return void (timer = setTimeout(flush, REST_MS));
    const collected = names;
    names = new Set();
    earliest = Date.now() + REST_MS;
    read(collected);
  };
  return {
    add(name) {
      names.add(name);
      timer ??= setTimeout(flush, Math.max(GATHER_MS, earliest - Date.now()));
    },
    stop: () => clearTimeout(timer),
  };
}
