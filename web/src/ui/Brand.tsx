/** The mark: two people and what lies between them. */
export function BrandMark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden style={{ flex: 'none' }}>
      <rect width="32" height="32" rx="8" fill="#3557bd" />
      <path d="M11.5 12.5 20 10M11.8 14.6l7 6.2M21.6 12.2l-.9 7" fill="none" stroke="#fff" strokeWidth="2.2" strokeLinecap="round" />
      <circle cx="10" cy="13" r="3.4" fill="#fff" />
      <circle cx="22" cy="9.6" r="2.8" fill="#b7c9f4" />
      <circle cx="20.6" cy="22" r="3.4" fill="#fff" />
    </svg>
  );
}
