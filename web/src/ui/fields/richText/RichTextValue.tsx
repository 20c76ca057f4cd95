import { createElement, useMemo, type ReactNode } from 'react';
import { hrefOf, lineOf, parsed, TAGS } from './markup';
import classes from './RichText.module.css';

/** Formatted text as it is read; in a list what it says, on one line. */
export function RichTextValue({ html, variant, links }: { html: string; variant: 'cell' | 'full'; links: boolean }) {
  return variant === 'full' ? <Whole html={html} links={links} /> : <Line html={html} />;
}

function Line({ html }: { html: string }) {
  return <span className="truncate">{useMemo(() => lineOf(html), [html])}</span>;
}

function Whole({ html, links }: { html: string; links: boolean }) {
  return <div className={classes.text}>{useMemo(() => drawn(parsed(html), links), [html, links])}</div>;
}

function drawn(parent: Element, links: boolean): ReactNode[] {
  return [...parent.childNodes].map((node, key) => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent;
    if (!(node instanceof Element)) return null;
    const tag = node.tagName.toLowerCase();
    const inner = drawn(node, links);
    if (!TAGS.has(tag)) return tag === 'script' || tag === 'style' ? null : inner;
    if (tag === 'br' || tag === 'hr') return createElement(tag, { key });
    if (tag !== 'a') return createElement(tag, { key }, ...inner);
    const href = links ? hrefOf(node) : undefined;
    return href ? <a key={key} href={href} target="_blank" rel="noopener noreferrer nofollow">{inner}</a> : inner;
  });
}
