import { AppError, type ErrorEntry } from "./app-error.ts";

// oxlint-disable-next-line no-explicit-any -- the parameters of a message template are its own
type Template = string | ((...values: any[]) => string);

type Catalogue = Record<string, ErrorEntry & { readonly message: Template }>;

type Makers<C extends Catalogue> = {
  readonly [K in keyof C]: C[K]["message"] extends (...values: infer V) => string
    ? (...values: [...V, options?: ErrorOptions]) => AppError
    : (options?: ErrorOptions) => AppError;
};

/**
 * Makes a catalogue of errors: one function an entry, which takes what the entry's message names (and, last,
 * a cause for the log) and returns the AppError to throw.
 */
export function defineErrors<const C extends Catalogue>(catalogue: C): Makers<C> {
  const makers = Object.entries(catalogue).map(([name, { message, ...entry }]) => [
    name,
    (...values: unknown[]) => {
      const template = typeof message === "string" ? () => message : message;
      return new AppError(entry, template(...values), values[template.length] as ErrorOptions | undefined);
    },
  ]);
  return Object.fromEntries(makers);
}
