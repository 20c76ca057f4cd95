/**
 * What makes the application installable: sw.js, which knows the files of this very build, and the page that is shown
 * without a network, worded by the catalogues.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

interface Words {
  offline: { title: string; text: string; retry: string };
}

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');

export function pwa(): Plugin {
  return {
    name: 'guanxi-pwa',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = offlinePage();
      const script = read('./offline.js');
      const files = ['/offline.html', '/offline.js', '/favicon.svg', ...firstFiles(Object.values(bundle))];
      // Every file's name counts, the lazy ones too: a new build has a cache of its own.
      const version = createHash('sha256').update([page, script, read('./serviceWorker.js'), ...Object.keys(bundle).sort()].join('\n')).digest('hex').slice(0, 16);
      const worker = read('./serviceWorker.js').replace('__VERSION__', version).replace('__FILES__', JSON.stringify(files));
      this.emitFile({ type: 'asset', fileName: 'offline.html', source: page });
      this.emitFile({ type: 'asset', fileName: 'offline.js', source: script });
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: worker });
    },
  };
}

interface Emitted {
  fileName: string;
  isEntry?: boolean;
  imports?: string[];
  viteMetadata?: { importedCss: Set<string> };
}

/** What the first page needs; the other files are kept once they have been used. */
function firstFiles(bundle: Emitted[]): string[] {
  const names = new Set<string>();
  const add = (file: Emitted | undefined) => {
    if (!file || names.has(file.fileName)) return;
    names.add(file.fileName);
    for (const style of file.viteMetadata?.importedCss ?? []) names.add(style);
    for (const name of file.imports ?? []) add(bundle.find((one) => one.fileName === name));
  };
  bundle.filter((file) => file.isEntry).forEach(add);
  return [...names].map((name) => `/${name}`);
}

function offlinePage(): string {
  const sections = ['en', 'zh-CN'].map((language) => {
    const { offline } = JSON.parse(read(`../src/locales/${language}/shell.json`)) as Words;
    return `<section lang="${language}"><h1>${offline.title}</h1><p>${offline.text}</p><a href="">${offline.retry}</a></section>`;
  });
  return read('./offline.html').replace('<!-- sections -->', sections.join('\n      '));
}
