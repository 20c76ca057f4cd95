/** Formatted text for the page. It comes cleaned from the server; still nothing is drawn here that is not on the list. */

export const TAGS: ReadonlySet<string> = new Set([
  'p', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'strong', 'b', 'em', 'i', 'u', 's', 'a',
]);
const BLOCKS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'li', 'blockquote', 'pre', 'hr', 'br']);
const LINKS = /^(https?:|mailto:|tel:)/i;
const LONGEST_LINE = 300;

/** A document of its own: nothing in it runs or is fetched. */
export const parsed = (html: string): HTMLElement => new DOMParser().parseFromString(html, 'text/html').body;

export const hrefOf = (element: Element): string | undefined => {
  const href = element.getAttribute('href') ?? '';
  return LINKS.test(href) ? href : undefined;
};

/** What it says, on one line. */
export function lineOf(html: string): string {
  const pieces: string[] = [];
  const walk = (node: Node) => {
    if (node.nodeType === Node.TEXT_NODE) pieces.push(node.textContent ?? '');
    else if (node instanceof Element && node.tagName !== 'SCRIPT' && node.tagName !== 'STYLE') {
      node.childNodes.forEach(walk);
      if (BLOCKS.has(node.tagName.toLowerCase())) pieces.push(' ');
    }
  };
  parsed(html).childNodes.forEach(walk);
  return pieces.join('').replace(/\s+/g, ' ').trim().slice(0, LONGEST_LINE);
}
