/** The reader's language and theme for the page without a network, which goes on as soon as there is one. */
const root = document.documentElement;
const stored = localStorage.getItem('guanxi.language') ?? navigator.language;
root.lang = stored.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
root.dataset.language = root.lang;
const theme = localStorage.getItem('mantine-color-scheme-value');
if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
addEventListener('online', () => location.reload());
