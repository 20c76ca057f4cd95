/** The records a person looked at last, kept in this browser per company. */
import { useEffect, useSyncExternalStore } from 'react';
import { useLocation } from '@tanstack/react-router';
import { useRecord } from '@/api/records';
import { useSession } from '@/api/session';
import type { SearchHit } from '@/api/types';

const MOST = 8;
const keyOf = (tenant: string | number) => `guanxi.recent.${tenant}`;
const listeners = new Set<() => void>();

function read(tenant: string | number): string {
  return localStorage.getItem(keyOf(tenant)) ?? '[]';
}

function remember(tenant: string | number, hit: SearchHit): void {
  const old = JSON.parse(read(tenant)) as SearchHit[];
  const next = [hit, ...old.filter((one) => one.id !== hit.id)].slice(0, MOST);
  localStorage.setItem(keyOf(tenant), JSON.stringify(next));
  for (const listener of listeners) listener();
}

export function useRecent(): SearchHit[] {
  const { tenant } = useSession();
  const stored = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => read(tenant.id),
  );
  return JSON.parse(stored) as SearchHit[];
}

/** Watches the address; a record's page that has loaded becomes a recent record. */
export function useRecordVisits(): void {
  const { tenant } = useSession();
  const { pathname } = useLocation();
  const [, object = '', id] = /^\/o\/([a-z0-9_]+)\/([0-9a-f-]{36})$/.exec(pathname) ?? [];
  const { data } = useRecord(object, id);
  const name = data?.name;
  useEffect(() => {
    if (id && name) remember(tenant.id, { object, id, title: name, subtitle: null });
  }, [id, name, object, tenant.id]);
}
