import type { CSSVariablesResolver, MantineColorsTuple, MantineThemeOverride } from '@mantine/core';

const iris: MantineColorsTuple = [
  '#f1f2fd',
  '#dfe1f9',
  '#bdc2f2',
  '#989feb',
  '#7880e4',
  '#626be0',
  '#525bd3',
  '#4650c8',
  '#3a43ae',
  '#2e368f',
];

const gray: MantineColorsTuple = [
  '#fafafb',
  '#f4f4f6',
  '#ebebee',
  '#dedee3',
  '#c9c9d1',
  '#a3a3ae',
  '#7e7e8a',
  '#5b5b66',
  '#3a3a43',
  '#1d1d23',
];

const dark: MantineColorsTuple = [
  '#d7d8dd',
  '#a9abb5',
  '#8a8c98',
  '#5d5f6b',
  '#3d3f49',
  '#2b2d35',
  '#212329',
  '#191b20',
  '#131418',
  '#0d0e11',
];

/** Kopexa's Mantine theme: quiet neutral surfaces, one accent, Inter, small radii. */
export const theme: MantineThemeOverride = {
  primaryColor: 'iris',
  primaryShade: { light: 7, dark: 6 },
  colors: { iris, gray, dark },
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, monospace",
  headings: {
    fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
    fontWeight: '620',
  },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '14px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Scroll locking writes an inline style element, which the content security policy refuses.
    Modal: {
      defaultProps: {
        lockScroll: false,
        centered: true,
        radius: 'lg',
        overlayProps: { backgroundOpacity: 0.4, blur: 2 },
        transitionProps: { transition: 'pop', duration: 120 },
      },
    },
    Drawer: { defaultProps: { lockScroll: false, overlayProps: { backgroundOpacity: 0.35 } } },
    Menu: { defaultProps: { shadow: 'md', radius: 'lg', transitionProps: { duration: 90 } } },
    Tooltip: { defaultProps: { openDelay: 350, radius: 'sm', fz: 'xs' } },
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 30 } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 550 } },
    Loader: { defaultProps: { type: 'dots' } },
  },
};

/** Variables beyond Mantine's: surfaces, borders and text tones of both schemes (contrast ≥ 4.5 for text). */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: { '--k-reading-width': '72ch' },
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1d1d23',
    '--mantine-color-dimmed': '#63636f',
    '--mantine-color-placeholder': '#71717d',
    '--mantine-color-anchor': '#3f49c0',
    '--mantine-color-error': '#c02a2a',
    '--mantine-color-default-border': '#d9d9df',
    '--k-sunken': '#f8f8fa',
    '--k-raised': '#ffffff',
    '--k-line': '#e8e8ec',
    '--k-hover': 'rgba(20, 20, 40, 0.045)',
    '--k-selected': 'rgba(70, 80, 200, 0.09)',
    '--k-accent': '#3f49c0',
    '--k-good': '#1a7448',
    '--k-warn': '#8f5400',
    '--k-bad': '#b42525',
    '--k-added': '#dcf5e6',
    '--k-added-text': '#0f5132',
    '--k-removed': '#fde4e4',
    '--k-removed-text': '#8c1d1d',
    '--k-mark': '#fff1b8',
  },
  dark: {
    '--mantine-color-body': '#131418',
    '--mantine-color-text': '#e3e4e8',
    '--mantine-color-dimmed': '#9a9ca8',
    '--mantine-color-placeholder': '#878995',
    '--mantine-color-anchor': '#a3a9f5',
    '--mantine-color-error': '#ff8d8d',
    '--mantine-color-default': '#1d1f25',
    '--mantine-color-default-hover': '#24262d',
    '--mantine-color-default-border': '#34363f',
    '--k-sunken': '#0f1013',
    '--k-raised': '#191b20',
    '--k-line': '#26282f',
    '--k-hover': 'rgba(255, 255, 255, 0.05)',
    '--k-selected': 'rgba(130, 140, 245, 0.15)',
    '--k-accent': '#a3a9f5',
    '--k-good': '#63cf96',
    '--k-warn': '#e8b45c',
    '--k-bad': '#ff8d8d',
    '--k-added': '#12351f',
    '--k-added-text': '#a5e8bf',
    '--k-removed': '#431a1c',
    '--k-removed-text': '#ffb8b8',
    '--k-mark': '#574a12',
  },
});
