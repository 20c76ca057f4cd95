/** Look and feel: one calm accent, a 4-pixel grid, tabular figures, system fonts with good Chinese fallbacks. */
import { Alert, Badge, createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const accent: MantineColorsTuple = [
  '#eef3ff', '#dce5fb', '#b7c9f4', '#8fabee', '#6e91e8', '#597fe4', '#3f66d4', '#3557bd', '#2c4ba9', '#203f95',
];

const gray: MantineColorsTuple = [
  '#f8f9fb', '#f1f3f6', '#e7eaef', '#dadfe6', '#c3cad5', '#98a1b0', '#667085', '#475063', '#2f3746', '#1b212c',
];

const dark: MantineColorsTuple = [
  '#d8dce4', '#aeb5c2', '#8d95a5', '#626b7c', '#3d4553', '#2c323e', '#222731', '#181c23', '#12151b', '#0c0e12',
];

export const fontFamily =
  'Inter, "Inter Variable", ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", ' +
  '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", Arial, sans-serif';

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: 6,
  colors: { accent, gray, dark },
  fontFamily,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  autoContrast: true,
  luminanceThreshold: 0.32,
  headings: {
    fontFamily,
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '1.3' },
      h2: { fontSize: '18px', lineHeight: '1.35' },
      h3: { fontSize: '15px', lineHeight: '1.4' },
      h4: { fontSize: '13px', lineHeight: '1.45' },
    },
  },
  shadows: {
    xs: '0 1px 2px rgba(16, 24, 40, 0.06)',
    sm: '0 1px 3px rgba(16, 24, 40, 0.08), 0 1px 2px rgba(16, 24, 40, 0.04)',
    md: '0 6px 16px rgba(16, 24, 40, 0.09), 0 1px 3px rgba(16, 24, 40, 0.06)',
    lg: '0 16px 40px rgba(16, 24, 40, 0.14), 0 2px 6px rgba(16, 24, 40, 0.06)',
  },
  components: {
    // A notice is tinted, not painted, in the dark as well.
    Alert: Alert.extend({
      vars: (_theme, { color = 'accent', variant }) => ({
        root: variant === 'light' ? { '--alert-bg': `color-mix(in srgb, var(--mantine-color-${color}-filled) 12%, var(--surface))`, '--alert-color': `var(--mantine-color-${color}-text)` } : {},
      }),
    }),
    Button: { defaultProps: { size: 'sm' }, styles: { label: { fontWeight: 550 } } },
    InputWrapper: { styles: { label: { fontWeight: 550, marginBottom: 4 }, description: { marginBottom: 4 } } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false, fz: 'xs' } },
    Menu: { defaultProps: { shadow: 'md', radius: 'md', position: 'bottom-start', withinPortal: true } },
    Popover: { defaultProps: { shadow: 'md', radius: 'md', position: 'bottom-start' } },
    Badge: Badge.extend({
      defaultProps: { tt: 'none', fw: 500, radius: 'sm' },
      // Small words on a tint: the tint's own colour is too pale for them by day.
      vars: (_theme, { color = 'accent', variant }) => ({
        root: variant === 'light' && !color.includes('.') ? { '--badge-color': `var(--badge-text-${color}, var(--mantine-color-${color}-light-color))` } : {},
      }),
    }),
    Paper: { defaultProps: { radius: 'md' } },
    Drawer: { defaultProps: { position: 'right', overlayProps: { backgroundOpacity: 0.25 } } },
    Modal: { defaultProps: { radius: 'lg', centered: true, overlayProps: { backgroundOpacity: 0.35 } } },
  },
});

/** Our own names for surfaces, so that no component picks a grey by number. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--row-height': '36px', '--header-height': '52px' },
  light: {
    '--surface': '#ffffff',
    '--surface-raised': '#ffffff',
    '--surface-sunken': '#f8f9fb',
    '--surface-hover': '#f4f6f9',
    '--surface-selected': '#eef3ff',
    '--line': '#e7eaef',
    '--line-strong': '#d3d9e2',
    '--text': '#1b212c',
    '--text-soft': '#566071',
    '--text-faint': '#667085',
    '--focus': '#3f66d4',
    '--mantine-color-text': '#1b212c',
    '--mantine-color-dimmed': '#5d6778',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-placeholder': '#6b7588',
    '--badge-text-green': '#1b6e2f',
    '--badge-text-yellow': '#8a4b00',
    '--badge-text-red': '#b42323',
    '--badge-text-orange': '#a33c00',
    '--badge-text-blue': '#1a5fa8',
    '--badge-text-gray': '#475063',
    '--badge-text-teal': '#0a6b4f',
  },
  dark: {
    '--surface': '#181c23',
    '--surface-raised': '#20252e',
    '--surface-sunken': '#12151b',
    '--surface-hover': '#20252e',
    '--surface-selected': '#212c47',
    '--line': '#292f3a',
    '--line-strong': '#3d4553',
    '--text': '#e4e7ed',
    '--text-soft': '#aeb5c2',
    '--text-faint': '#98a1b0',
    '--focus': '#8fabee',
    '--mantine-color-body': '#181c23',
    '--mantine-color-text': '#e4e7ed',
    '--mantine-color-dimmed': '#a1a9b7',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-default-border': '#343b48',
    '--mantine-color-anchor': '#8fabee',
    '--mantine-color-placeholder': '#8d95a5',
  },
});
