/** Address of the list of deals with this condition; for links that the router cannot draw (inside a chart). */
export function dealsHref(filter: string): string {
  return `/o/deal?${new URLSearchParams({ filter, view: 'list' }).toString()}`;
}
