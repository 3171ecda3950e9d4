/** The words of a text, however it is spaced. */
export function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
