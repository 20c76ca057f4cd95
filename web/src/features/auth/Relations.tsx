/** A drawing for the sign-in pages: companies, people and what lies between them. Decoration only. */
const NODES = [
  { x: 70, y: 96, r: 22, label: '远' },
  { x: 196, y: 48, r: 16, label: 'AC' },
  { x: 214, y: 156, r: 26, label: '关' },
  { x: 344, y: 92, r: 18, label: 'MK' },
  { x: 332, y: 206, r: 15, label: '林' },
  { x: 112, y: 214, r: 14, label: 'JO' },
] as const;

const LINKS: readonly (readonly [number, number])[] = [[0, 2], [1, 2], [2, 3], [2, 4], [2, 5], [0, 5], [1, 3]];

export function Relations() {
  return (
    <svg viewBox="0 0 400 256" width="100%" style={{ maxWidth: 440 }} aria-hidden>
      <g stroke="var(--line-strong)" strokeWidth="1.4" fill="none">
        {LINKS.map(([from, to]) => (
          <path key={`${from}-${to}`} d={curve(from, to)} />
        ))}
      </g>
      {NODES.map(({ x, y, r, label }, index) => (
        <g key={label}>
          <circle
            cx={x}
            cy={y}
            r={r}
            fill={index === 2 ? 'var(--mantine-color-accent-6)' : 'var(--surface)'}
            stroke={index === 2 ? 'none' : 'var(--line-strong)'}
            strokeWidth="1.4"
          />
          <text
            x={x}
            y={y}
            dy="0.35em"
            textAnchor="middle"
            fontSize={r * 0.72}
            fontWeight="600"
            fill={index === 2 ? '#fff' : 'var(--text-soft)'}
          >
            {label}
          </text>
        </g>
      ))}
    </svg>
  );
}

function curve(from: number, to: number): string {
  const a = NODES[from] ?? NODES[0];
  const b = NODES[to] ?? NODES[0];
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 - 14 };
  return `M${a.x} ${a.y} Q${middle.x} ${middle.y} ${b.x} ${b.y}`;
}
