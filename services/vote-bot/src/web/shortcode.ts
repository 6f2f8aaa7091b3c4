import { z } from "zod";

/** A shortcode such as `:joy:`; it is printed and sent, so nothing else is taken from an answer. */
export const shortcode = z.string().regex(/^:[\w+-]{1,62}:$/);
