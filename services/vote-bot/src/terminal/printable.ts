/** What comes from a trace may hold anything, a terminal's commands too. */
export function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, "�");
}
