/** The company's colours. */
export const BRAND = { primary: '#5BBFAD', secondary: '#F4F7F9', accent: '#F5C6AA', text: '#1A2B32' } as const;

/** The primary colour, darkened until text and icons in it reach contrast AA on white and on the secondary colour. */
export const PRIMARY_FOR_TEXT = '#1B6B5E';

/** The accent, darkened likewise. */
export const ACCENT_FOR_TEXT = '#8A4B25';
